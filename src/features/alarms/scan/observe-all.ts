/** Reads and judges the whole history: no writing, no transaction, some seconds for a large company. */
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { closedDays, dayOf } from '../../../domain/alarms/closed-days.ts'
import { type Judgement, judge, type Parameters } from '../../../domain/alarms/judge.ts'
import { type Observed, observe } from '../../../domain/alarms/observe.ts'
import { type Clock, stopClock } from '../../../domain/alarms/order-history.ts'
import type { Rules } from '../../../domain/settings/define.ts'
import { settings } from '../../../domain/settings/index.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { workCalendar } from '../../../domain/work-calendar.ts'
import { calendarDays } from '../../org/tables.ts'
import { eachHistory, orderDaysOf, readChains } from './histories.ts'

/** Every customer was judged. `newest` is the calendar day up to which silence counts. */
export interface Judged {
  readonly skipped: null
  readonly newest: number
  readonly customers: number
  readonly orderDays: number
  readonly judgement: Judgement
  /** Whether the parameters were fitted in this scan. */
  readonly refitted: boolean
  readonly branches: ReadonlyMap<string, number>
  readonly headOf: ReadonlyMap<string, string>
}

/** Parameters of an earlier scan, and how many customers they were fitted to. */
export interface KnownFit extends Parameters {
  readonly customers: number
}
/** A base that grew or shrank by more than this share is fitted anew: a first import may hold few customers. */
const sameBase = 0.2

export type Scan =
  | { readonly skipped: 'no_orders' }
  | { readonly skipped: 'old_data'; readonly newest: number; readonly openDaysOld: number }
  | Judged

/**
 * Judges all customers by the orders up to `today`. Silence is counted to the newest order day, not to
 * today; data that is older than the rule allows, in days that are no holidays, is not judged.
 * `known`: parameters of an earlier scan; without them they are fitted.
 */
export async function scanCustomers(
  db: Tx,
  rules: Rules,
  today: LocalDate,
  known?: KnownFit,
): Promise<Scan> {
  const days = await orderDaysOf(db, dayOf(today))
  if (!days) return { skipped: 'no_orders' }
  const { newest } = days
  const clock = await clockOf(db, rules, days.oldest, dayOf(today))
  const openDaysOld = clock(dayOf(today)) - clock(newest)
  if (openDaysOld > rules.get(settings.alarmOldData))
    return { skipped: 'old_data', newest, openDaysOld }
  const [chains, away] = [await readChains(db), await readAway(db, today)]
  const all: Observed[] = []
  let orderDays = 0
  await eachHistory(db, days, chains, (history) => {
    const seen = observe(history, newest, clock, away.get(history.customer))
    if (!seen) return
    orderDays += seen.facts.repeats + 1
    all.push(seen)
  })
  // Slices end in any order; the fits take every so many-th customer.
  all.sort((a, b) => (a.customer < b.customer ? -1 : 1))
  const fits =
    known !== undefined && Math.abs(all.length - known.customers) <= sameBase * known.customers
  return {
    skipped: null,
    newest,
    customers: all.length,
    orderDays,
    judgement: judge(all, fits ? known : undefined),
    refitted: !fits,
    ...chains,
  }
}

/** The company's clock, which stands still on national holidays and on days that the company rests. */
async function clockOf(db: Tx, rules: Rules, from: number, to: number): Promise<Clock> {
  const rows = await db.select().from(calendarDays).where(eq(calendarDays.scope, 'org'))
  const calendar = workCalendar({
    restDays: 'none',
    useNationalHolidays: rules.get(settings.nationalHolidays),
    exceptions: rows.map(({ date, kind, part }) => ({
      date: date as LocalDate,
      kind,
      ...(part === '' ? {} : { part }),
    })),
  })
  return stopClock(closedDays(calendar, from, to))
}

/** A door that was found closed counts as closed for so many days more. */
const closedForDays = 7

/** Until which day customers are away themselves: found closed at a visit, or their visits are paused. */
async function readAway(db: Tx, today: LocalDate): Promise<Map<string, number>> {
  const rows = await db.execute<{ code: string; until: string }>(sql`
    select code, max(until)::text as until from (
      select code, coalesce(paused_until - 1, ${today}::date) as until from customers
      where status = 'active' and (trim(frequency) = '0' or paused_until is not null)
      union all
      select customer_code, date + ${closedForDays}::int from visits
      where outcome = 'shopClosed' and date > ${today}::date - 120
    ) a group by code`)
  return new Map(rows.map(({ code, until }) => [code, dayOf(until as LocalDate)]))
}
