/** The clock of an alarm: who has heard of it, until when an answer may take, and what follows without one. */
import { and, eq, gte, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import {
  clockAfter,
  dueAfter,
  type Moment,
  nextOpening,
  onDue,
} from '../../domain/alarms/thread.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate, localInstant, minutesToTime } from '../../domain/time.ts'
import { customers } from '../customers/tables.ts'
import { hoursOf, minuteOf } from '../nudges/hours.ts'
import { countUnasked } from '../nudges/store.ts'
import { getUsers, teamPath, type User } from '../org/store.ts'
import { calendarOf } from '../plans/people.ts'
import {
  type AlarmRow,
  alarmFor,
  cardsOf,
  changeAlarm,
  eventsOf,
  noteEvents,
  plannedFrom,
} from './acts-store.ts'
import { type Levels, levelsOf, topOf } from './clock-people.ts'
import { dayThing, listCard, type Reader, upThing } from './show.ts'
import { customerAlarms } from './tables.ts'

interface Person {
  readonly openId: string
  readonly teamPath: readonly string[]
}

/** The reader of a card, with the teams whose rules hold for them. */
export async function readerOf(ctx: Ctx, user: User): Promise<Reader> {
  return {
    openId: user.openId,
    locale: user.locale,
    teamPath: await teamPath(ctx.tx, user.teamCode),
  }
}

async function openingsOf(ctx: Ctx, person: Person) {
  const calendar = await calendarOf(ctx, person, ctx.today)
  return {
    ranges: hoursOf(ctx.rules, person.teamPath),
    works: (date: LocalDate) => calendar.isWorkingDay(date),
  }
}

const instantOf = (ctx: Ctx, { date, minute }: Moment): Date =>
  localInstant(date, minutesToTime(minute), ctx.zone)

/** When an answer of this person is due that is asked for now. */
export async function answerDue(ctx: Ctx, person: Person): Promise<Date> {
  const hours = ctx.rules.get(settings.alarmAnswerHours, { teams: person.teamPath })
  const from = { date: ctx.today, minute: minuteOf(ctx) }
  return instantOf(ctx, dueAfter(from, hours, await openingsOf(ctx, person)))
}

/** The person's first hour on or after a day. */
export async function openingOn(ctx: Ctx, person: Person, date: LocalDate): Promise<Date> {
  return instantOf(ctx, nextOpening({ date, minute: 0 }, await openingsOf(ctx, person)))
}

/**
 * Alarms whose clock is over, and those that their owner could not be told in the time that an answer may
 * take: long leave holds nothing up. Without a lock; the run looks again.
 */
export async function dueAlarms(ctx: Ctx): Promise<{ alarmId: string; ownerOpenId: string }[]> {
  const rows = await ctx.tx
    .select({ alarmId: customerAlarms.id, owner: customers.ownerOpenId })
    .from(customerAlarms)
    .innerJoin(customers, eq(customers.code, customerAlarms.customerCode))
    .where(
      and(
        eq(customers.status, 'active'),
        isNull(customerAlarms.endedAt),
        or(
          and(isNotNull(customerAlarms.dueAt), lte(customerAlarms.dueAt, ctx.now)),
          untoldLong(ctx),
        ),
      ),
    )
  return rows.map(({ alarmId, owner }) => ({ alarmId, ownerOpenId: owner ?? '' }))
}

/** Looked for among the alarms of so many days. */
const untoldDays = 30

function untoldLong(ctx: Ctx) {
  const hours = ctx.rules.get(settings.alarmAnswerHours)
  const since = new Date(ctx.now.getTime() - hours * 3_600_000)
  return and(
    gte(customerAlarms.raisedOn, addDays(ctx.today, -untoldDays)),
    eq(customerAlarms.state, 'open'),
    eq(customerAlarms.level, 0),
    isNull(customerAlarms.dueAt),
    isNull(customerAlarms.actedAt),
    lte(customerAlarms.raisedAt, since),
    // Told and stopped is not untold.
    sql`not exists (select 1 from alarm_events e
      where e.alarm_id = ${customerAlarms.id} and e.kind = 'told')`,
  )
}

/** Does what follows when the clock of an alarm is over; nothing when somebody was quicker. */
export async function runClock(ctx: Ctx, alarmId: string): Promise<void> {
  const row = await alarmFor(ctx.tx, alarmId)
  if (!row || row.alarm.endedAt !== null || row.customer.status !== 'active') return
  const { alarm, customer } = row
  const events = await eventsOf(ctx.tx, alarm.id)
  const isUntold = alarm.dueAt === null && !events.some(({ kind }) => kind === 'told')
  if (alarm.dueAt === null ? !isUntold || alarm.actedAt !== null : alarm.dueAt > ctx.now) return
  const levels = await levelsOf(ctx, customer)
  const plannedOn = (await plannedFrom(ctx.tx, [customer.code], ctx.today)).get(customer.code)?.on
  const decision = onDue(
    {
      state: alarm.state,
      level: alarm.level,
      clock: clockAfter(events.map(({ kind }) => kind)),
      plannedOn: plannedOn ?? null,
    },
    topOf(levels),
  )
  switch (decision.do) {
    case 'wait': {
      const dueAt = await afterDay(ctx, levels, decision.until)
      await changeAlarm(ctx, alarm, { state: 'planned', dueAt })
      return
    }
    case 'remind':
      return remind(ctx, row, levels)
    case 'escalate':
      return escalate(ctx, row, levels, decision.level)
    case 'stop':
      await changeAlarm(ctx, alarm, { dueAt: null })
  }
}

/** The opening after a day, of the owner, or of whoever is next. */
async function afterDay(ctx: Ctx, levels: Levels, day: LocalDate): Promise<Date> {
  const [user] = levels.flat()
  const person = user ? await readerOf(ctx, user) : { openId: '', teamPath: [] }
  return openingOn(ctx, person, addDays(day, 1))
}

/** The owner hears of it again, as asked, on the card of this day. */
async function remind(ctx: Ctx, { alarm, customer }: AlarmRow, levels: Levels): Promise<void> {
  const [owner] = levels[0]
  await noteEvents(ctx, 'reopened', [{ alarmId: alarm.id, by: null, note: null }])
  if (!owner) return escalate(ctx, { alarm, customer }, levels, 1)
  await changeAlarm(ctx, alarm, { state: 'open' })
  await tell(ctx, owner, [{ alarm, customer }])
}

/** Puts alarms on the owner's card of today; the time for an answer runs from here. */
export async function tell(ctx: Ctx, user: User, rows: readonly AlarmRow[]): Promise<void> {
  const reader = await readerOf(ctx, user)
  const dueAt = await answerDue(ctx, reader)
  for (const { alarm } of rows) await changeAlarm(ctx, alarm, { dueAt })
  const told = rows.map(({ alarm }) => ({ alarmId: alarm.id, by: null, note: user.openId }))
  await noteEvents(ctx, 'told', told)
  const card = await listCard(ctx, `day:${ctx.today}:0`, reader, {})
  await ctx.show({ openId: user.openId }, dayThing(user.openId, ctx.today), card, { fresh: true })
  await countUnasked(ctx, user.openId, 'morning')
}

/** One level up: everybody there has it on one card of the day. */
export async function escalate(
  ctx: Ctx,
  { alarm }: AlarmRow,
  levels: Levels,
  level: number,
): Promise<void> {
  const people = levels[level as 1 | 2] ?? []
  const [first] = people
  if (!first) {
    await changeAlarm(ctx, alarm, { dueAt: null })
    return
  }
  const more = level < topOf(levels)
  const dueAt = more ? await answerDue(ctx, await readerOf(ctx, first)) : null
  // A visit that was planned and did not come about is no act.
  const actedAt = alarm.state === 'planned' ? null : alarm.actedAt
  await changeAlarm(ctx, alarm, { state: 'open', level, dueAt, actedAt })
  await noteEvents(
    ctx,
    'escalated',
    people.map(({ openId }) => ({ alarmId: alarm.id, by: null, note: openId })),
  )
  await refreshCards(ctx, alarm.id)
}

/** The platform updates cards for fourteen days. */
const cardDays = 13

/**
 * Brings every card that shows an alarm up to date: the owner's, and those of whom it went up to. Theirs of
 * today are sent if they are not there yet. `except` is the thing that a click has put up already.
 */
export async function refreshCards(ctx: Ctx, alarmId: string, except?: string): Promise<void> {
  const cards = await cardsOf(ctx, alarmId)
  const people = await getUsers(ctx.tx, [...new Set(cards.map(({ openId }) => openId))])
  const done = new Set(except ? [except] : [])
  const oldest = addDays(ctx.today, -cardDays)
  for (const { kind, openId, date } of cards) {
    if (date < oldest) continue
    const user = people.get(openId)
    const thing = kind === 'day' ? dayThing(openId, date) : upThing(openId, date)
    if (user?.status !== 'active' || done.has(thing)) continue
    done.add(thing)
    const card = await listCard(ctx, `${kind}:${date}:0`, await readerOf(ctx, user), {})
    const isNew = kind === 'up' && date === ctx.today
    await ctx.show({ openId }, thing, card, isNew ? {} : { ifShown: true })
  }
}

/** Alarms that a scan ended by itself in the last hours: their cards say so. */
export async function refreshEnded(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now.getTime() - 12 * 3_600_000)
  const rows = await ctx.tx
    .select({ id: customerAlarms.id })
    .from(customerAlarms)
    .where(
      and(
        gte(customerAlarms.raisedOn, addDays(ctx.today, -cardDays - 7)),
        gte(customerAlarms.endedAt, since),
        isNull(customerAlarms.endedBy),
      ),
    )
  for (const { id } of rows) await refreshCards(ctx, id)
}
