/**
 * People, teams and their calendar. Keys are the ones that the outside uses (`code`, `open_id`):
 * a file may name a team or a person that arrives later, and the reference binds by itself.
 */
import {
  date,
  doublePrecision,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const teams = pgTable('teams', {
  code: text().primaryKey(),
  name: text().notNull(),
  parentCode: text(),
  /** 团队群: results, praise, counts. */
  chatId: text(),
  /** 主管群: names and reasons may be shown there. */
  managerChatId: text(),
  createdAt: instant().notNull().defaultNow(),
})

export const teamManagers = pgTable(
  'team_managers',
  {
    teamCode: text().notNull(),
    openId: text().notNull(),
    kind: text({ enum: ['manager', 'deputy'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.teamCode, t.openId] }), index().on(t.openId)],
)

export const roles = ['rep', 'manager', 'admin', 'viewer', 'finance'] as const
export type Role = (typeof roles)[number]

export const users = pgTable(
  'users',
  {
    openId: text().primaryKey(),
    /** Stays the same over apps of one company, which `open_id` does not. */
    unionId: text(),
    name: text().notNull(),
    role: text({ enum: roles }).notNull(),
    teamCode: text(),
    employeeNo: text(),
    mobile: text(),
    email: text(),
    homeLngGcj: doublePrecision(),
    homeLatGcj: doublePrecision(),
    locale: text({ enum: ['zh-CN', 'en'] }),
    status: text({ enum: ['active', 'left'] })
      .notNull()
      .default('active'),
    /** First and last local day of work, where known: targets of those months are scaled. */
    joinedOn: date({ mode: 'string' }),
    leftOn: date({ mode: 'string' }),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index().on(t.teamCode),
    index().on(t.employeeNo),
    index().on(t.mobile),
    index().on(t.email),
    index().on(t.name),
  ],
)

/** Days that differ from the rule: holidays, 调休 work days, leave, trips. One row a day. */
export const calendarDays = pgTable(
  'calendar_days',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** `org`, `team:<code>` or `person:<open_id>`. */
    scope: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    kind: text({ enum: ['holiday', 'workday', 'leave', 'trip'] }).notNull(),
    /** Empty for the whole day. */
    part: text({ enum: ['', 'am', 'pm'] })
      .notNull()
      .default(''),
  },
  (t) => [uniqueIndex('calendar_days_key').on(t.scope, t.date, t.kind, t.part), index().on(t.date)],
)

/** When the bot last said hello to whom: once a day is enough. */
export const greetings = pgTable('greetings', {
  openId: text().primaryKey(),
  date: date({ mode: 'string' }).notNull(),
})
