/**
 * The demo company: a distributor in Shenyang with teams, reps, customers, goods and half a year of
 * work. Invented from a seed; people, phones, shops and brands are nobody's.
 *
 * Past visits carry `photosComplete` but no photo rows: there are no pictures, and the demo does not
 * claim any. They carry distances but no location fixes for the same reason.
 */
import type postgres from 'postgres'
import type { Db } from '../db/client.ts'
import { addDays, toLocalDate } from '../domain/time.ts'
import { workCalendar } from '../domain/work-calendar.ts'
import { settingVersions } from '../features/admin/tables.ts'
import { campaigns } from '../features/analysis/tables.ts'
import { commissionSchemes, commissionVersions } from '../features/commission/tables.ts'
import { customerOwners, customers } from '../features/customers/tables.ts'
import { orderLines, orders, payments, prices, products } from '../features/orders/tables.ts'
import { calendarDays, teamManagers, teams, users } from '../features/org/tables.ts'
import { targets } from '../features/performance/tables.ts'
import { dailyPlans, planStops } from '../features/plans/tables.ts'
import { visits } from '../features/visits/tables.ts'
import { demoPrices, demoProducts } from './goods.ts'
import { pastDays, tellHistory } from './history.ts'
import { type DemoGroup, type DemoPerson, type DemoStructure, demoStructure } from './people.ts'
import { randomOf } from './random.ts'
import { demoCampaign, demoRules, demoSchemes } from './rules.ts'
import { makeShops, type Shop } from './shops.ts'
import { demoTargets } from './targets.ts'
import { type BulkWriter, bulkWriter } from './write.ts'

export type { DemoGroup, DemoPerson } from './people.ts'

export interface DemoCompany {
  readonly people: DemoPerson[]
  readonly groups: DemoGroup[]
  readonly adminOpenId: string
  readonly managerOpenIds: string[]
  readonly repOpenIds: string[]
}

export interface DemoOptions {
  /** Default 12, in three teams. */
  readonly reps?: number | undefined
  readonly seed?: number | undefined
}

export interface SeedOptions extends DemoOptions {
  readonly now: Date
  readonly zone: string
  /** On the mean: a rep of traditional trade has more, one of key accounts fewer. Default 200. */
  readonly customersPerRep?: number | undefined
  /** Length of the history. Default 180. */
  readonly days?: number | undefined
}

/** The people and groups of the demo company, without touching a database: the same every time. */
export function demoCompany(options: DemoOptions = {}): DemoCompany {
  return companyOf(demoStructure({ reps: options.reps ?? 12, seed: options.seed ?? 1 }))
}

/** Fills an empty database with the demo company; null when there is anybody in it already. */
export async function seedDemo(db: Db, options: SeedOptions): Promise<DemoCompany | null> {
  const seed = options.seed ?? 1
  const structure = demoStructure({ reps: options.reps ?? 12, seed })
  const today = toLocalDate(options.now, options.zone)
  const days = options.days ?? 180
  return clientOf(db).begin(async (tx): Promise<DemoCompany | null> => {
    await tx`select pg_advisory_xact_lock(hashtextextended('demo', 0))`
    const [found] = await tx`
      select 1 from users union all select 1 from customers union all select 1 from teams limit 1`
    if (found) return null

    const writer = bulkWriter(tx)
    await writeStructure(writer, structure)
    await writer.add(products, demoProducts)
    await writer.add(prices, demoPrices)

    const calendar = workCalendar({ restDays: 'double', exceptions: [], useNationalHolidays: true })
    if (!calendar.isWorkingDay(today)) {
      // Whoever starts the demo on a Sunday should see a plan all the same.
      await writer.add(calendarDays, [{ scope: 'org', date: today, kind: 'workday', part: '' }])
    }
    await writer.add(settingVersions, demoRules(structure, options.now))

    const past = pastDays(today, days, calendar, options.zone)
    const mean = options.customersPerRep ?? 200
    let firstNo = 1
    for (const rep of structure.reps) {
      const count = Math.max(1, Math.round(mean * (rep.trade === 'keyAccount' ? 0.25 : 1.375)))
      const random = randomOf('rep', seed, rep.index)
      const formerOpenId = structure.formers.get(rep.teamCode)?.openId ?? rep.openId
      const shops = makeShops({ random, rep, count, firstNo, today, days, formerOpenId })
      firstNo += count
      await writeCustomers(writer, shops)
      const told = tellHistory({ random, rep, today, days: past }, shops)
      await writer.add(dailyPlans, told.plans)
      await writer.add(planStops, told.stops)
      await writer.add(visits, told.visits)
      await writer.add(orders, told.orders)
      await writer.add(orderLines, told.lines)
      await writer.add(payments, told.payments)
      const scope = `person:${rep.openId}`
      await writer.add(
        calendarDays,
        told.leave.map((date) => ({ scope, date, kind: 'leave' as const, part: '' as const })),
      )
    }
    await writer.add(targets, demoTargets(structure, mean, today))
    const company = companyOf(structure)
    const { schemes, versions } = demoSchemes(
      company.adminOpenId,
      addDays(today, -days),
      options.now,
    )
    await writer.add(commissionSchemes, schemes)
    await writer.add(commissionVersions, versions)
    const firstTeam = structure.reps[0]?.teamCode ?? null
    const campaign = demoCampaign(firstTeam, company.adminOpenId, today, options.now)
    await writer.add(campaigns, [campaign])
    await writer.flush()
    // Else the first plans are made before the database knows how big its tables are.
    await tx`analyze`
    return company
  })
}

/** The pool behind a database: COPY is no part of drizzle. */
function clientOf(db: Db): postgres.Sql {
  const { $client } = db as Db & { $client?: postgres.Sql }
  if (!$client)
    throw new Error('the demo company is written to a database, not within a transaction')
  return $client
}

async function writeStructure(writer: BulkWriter, structure: DemoStructure) {
  const { teams: list, staff, formers } = structure
  await writer.add(
    teams,
    list.map(({ code, name, parentCode, chatId, managerChatId }) => ({
      code,
      name,
      parentCode,
      chatId,
      managerChatId,
    })),
  )
  await writer.add(
    teamManagers,
    list.flatMap(({ code, managers }) => managers.map((one) => ({ teamCode: code, ...one }))),
  )
  await writer.add(
    users,
    [...staff, ...formers.values()].map((one) => ({
      openId: one.openId,
      name: one.name,
      role: one.role,
      teamCode: one.teamCode,
      employeeNo: one.employeeNo,
      mobile: one.mobile,
      homeLngGcj: one.home?.lng ?? null,
      homeLatGcj: one.home?.lat ?? null,
      status: staff.includes(one) ? ('active' as const) : ('left' as const),
    })),
  )
}

async function writeCustomers(writer: BulkWriter, shops: readonly Shop[]): Promise<void> {
  await writer.add(
    customers,
    shops.map(({ row }) => row),
  )
  await writer.add(
    customerOwners,
    shops.flatMap(({ row, takenOver }) => {
      const owned = (ownerOpenId: string, fromDate: string, untilDate: string | null) => ({
        customerCode: row.code,
        ownerOpenId,
        fromDate,
        untilDate,
      })
      const now = owned(row.ownerOpenId ?? '', takenOver?.on ?? row.createdOn, null)
      return takenOver ? [owned(takenOver.from, row.createdOn, takenOver.on), now] : [now]
    }),
  )
}

function companyOf({ staff, groups, reps }: DemoStructure): DemoCompany {
  const byRole = (role: DemoPerson['role']) =>
    staff.filter((one) => one.role === role).map(({ openId }) => openId)
  const people = staff.map(({ openId, name, mobile, title, group, role }) => ({
    openId,
    name,
    mobile,
    title,
    group,
    role,
  }))
  return {
    people,
    groups: [...groups],
    adminOpenId: byRole('admin')[0] ?? '',
    managerOpenIds: byRole('manager'),
    repOpenIds: reps.map(({ openId }) => openId),
  }
}
