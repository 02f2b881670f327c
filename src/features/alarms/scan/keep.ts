/** Writes what a scan found: alarms that are over end, new ones are raised, the rest waits. */
import { inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../../bot/context.ts'
import type { AlarmNumbers } from '../../../domain/alarms/alarm.ts'
import { chooseForDay } from '../../../domain/alarms/choose.ts'
import { dateOf, dayOf } from '../../../domain/alarms/closed-days.ts'
import { mayRaiseAgain } from '../../../domain/alarms/ends.ts'
import { type Finding, gravest } from '../../../domain/alarms/judge.ts'
import { settings } from '../../../domain/settings/index.ts'
import { type LocalDate, toLocalDate } from '../../../domain/time.ts'
import { allTeamPaths } from '../../org/store.ts'
import { alarmEvents, customerAlarms } from '../tables.ts'
import { endOver, type RunningRow } from './end-over.ts'
import type { Judged } from './observe-all.ts'

/** Rows of one statement. */
const chunk = 1_000

export interface Kept {
  readonly raised: number
  readonly waiting: number
  readonly ended: number
}

/** Ends, raises and sets aside in the caller's transaction; a second run of the same day changes nothing. */
export async function keepAlarms(ctx: Ctx, scan: Judged, on: LocalDate): Promise<Kept> {
  const byCustomer = new Map<string, Finding[]>()
  for (const one of scan.judgement.findings)
    byCustomer.set(one.customer, [...(byCustomer.get(one.customer) ?? []), one])
  const { ended, running } = await endOver(ctx, scan, on, (customer) => byCustomer.has(customer))
  const told = new Set(running.flatMap((row) => (row.state === 'waiting' ? [] : [row.customer])))
  const waitingRows = new Map(
    running.flatMap((row) => (row.state === 'waiting' ? [[row.customer, row] as const] : [])),
  )
  const news = [...byCustomer].flatMap(([customer, all]) => {
    const worst = gravest(all.filter(({ dormant }) => !dormant))
    return worst && !told.has(customer) ? [worst] : []
  })
  const candidates = await withOwners(ctx, scan, on, news)
  const room = await roomOn(ctx, on)
  const { chosen, rest } = chooseForDay(candidates, room)
  const found = { scan, on, waitingRows }
  await raise(ctx, found, chosen, 'open')
  const fresh = rest.filter(({ customer }) => !waitingRows.has(customer))
  await raise(ctx, found, fresh, 'waiting')
  return { raised: chosen.length, waiting: rest.length, ended }
}

interface Candidate extends Finding {
  readonly ownerOpenId: string | null
  /** `rep:<open_id>`, else `team:<code>` for customers that nobody looks after. */
  readonly key: string
}

/** Of what was found, the customers that are on the list and may be raised, with who hears of them. */
async function withOwners(
  ctx: Ctx,
  scan: Judged,
  on: LocalDate,
  news: readonly Finding[],
): Promise<Candidate[]> {
  const codes = JSON.stringify(news.map(({ customer }) => customer))
  const rows = await ctx.tx.execute<{
    code: string
    owner: string | null
    team: string | null
    state: (typeof customerAlarms.$inferSelect)['state'] | null
    reason: string | null
    ended_at: string | null
  }>(sql`
    select c.code, u.open_id as owner, c.team_code as team, e.state, e.end_reason as reason, e.ended_at
    from json_array_elements_text(${codes}::text::json) found(code)
    join customers c on c.code = found.code and c.status = 'active'
    left join users u on u.open_id = c.owner_open_id and u.status = 'active'
    left join lateral (
      select state, end_reason, ended_at from customer_alarms a
      where a.customer_code = c.code and a.ended_at is not null and a.kind <> 'stuck'
      order by a.ended_at desc limit 1) e on true`)
  const known = new Map(rows.map((row) => [row.code, row]))
  const today = dayOf(on)
  const quiet = ctx.rules.get(settings.alarmQuietDays)
  return news.flatMap((one) => {
    const row = known.get(one.customer)
    // A shop of a chain is judged at its head office, whatever it has on its own.
    if (!row || scan.headOf.has(one.customer)) return []
    const last =
      row.state && row.ended_at
        ? {
            state: row.state,
            reason: row.reason,
            endedOn: dayOf(toLocalDate(new Date(row.ended_at), ctx.zone)),
          }
        : null
    if (!mayRaiseAgain(last, one, today, quiet)) return []
    const key = row.owner ? `rep:${row.owner}` : `team:${row.team ?? ''}`
    return [{ ...one, ownerOpenId: row.owner, key }]
  })
}

/** How many more alarms each may hear of today. */
export async function roomOn(ctx: Ctx, on: LocalDate): Promise<(key: string) => number> {
  const rows = await ctx.tx.execute<{ key: string; n: number }>(sql`
    select case when a.owner_open_id is null then 'team:' || coalesce(c.team_code, '')
      else 'rep:' || a.owner_open_id end as key, count(*)::int as n
    from customer_alarms a left join customers c on c.code = a.customer_code
    where a.raised_on = ${on} and a.state <> 'waiting' group by 1`)
  const used = new Map(rows.map(({ key, n }) => [key, n]))
  const paths = await allTeamPaths(ctx.tx)
  const teams = await ctx.tx.execute<{ open_id: string; team_code: string | null }>(
    sql`select open_id, team_code from users where status = 'active'`,
  )
  const teamOf = new Map(teams.map((row) => [`rep:${row.open_id}`, row.team_code]))
  return (key) => {
    const team = key.startsWith('team:') ? key.slice('team:'.length) : teamOf.get(key)
    const place = { teams: paths.get(team ?? '') ?? [] }
    return ctx.rules.get(settings.alarmsPerRep, place) - (used.get(key) ?? 0)
  }
}

interface Night {
  readonly scan: Judged
  readonly on: LocalDate
  readonly waitingRows: ReadonlyMap<string, RunningRow>
}

async function raise(
  ctx: Ctx,
  { scan, on, waitingRows }: Night,
  all: readonly Candidate[],
  state: 'open' | 'waiting',
): Promise<void> {
  const rows = all.map((one) => ({ ...rowOf(scan, one), state, raisedOn: on, raisedAt: ctx.now }))
  // A row that waited is the same alarm: it goes, and comes back with tonight's numbers.
  const waited = all.flatMap(({ customer }) => waitingRows.get(customer)?.id ?? [])
  for (let i = 0; i < waited.length; i += chunk)
    await ctx.tx
      .delete(customerAlarms)
      .where(inArray(customerAlarms.id, waited.slice(i, i + chunk)))
  for (let i = 0; i < rows.length; i += chunk) {
    const written = await ctx.tx
      .insert(customerAlarms)
      .values(rows.slice(i, i + chunk))
      .onConflictDoNothing()
      .returning({ id: customerAlarms.id })
    if (state === 'open' && written.length > 0)
      await ctx.tx.insert(alarmEvents).values(
        written.map(({ id }) => ({
          id: uuidv7(),
          alarmId: id,
          at: ctx.now,
          kind: 'raised' as const,
        })),
      )
  }
}

function rowOf(scan: Judged, one: Candidate) {
  const branches = scan.branches.get(one.customer)
  return {
    id: uuidv7(),
    customerCode: one.customer,
    ownerOpenId: one.ownerOpenId,
    kind: one.kind,
    score: one.score,
    chance: one.chance,
    moneyAtRiskFen: one.moneyAtRiskFen,
    numbers: {
      ...one.numbers,
      lastOrderOn: dateOf(one.lastOrder),
      ...(branches ? { branches } : {}),
    } as AlarmNumbers,
    dataAsOf: dateOf(scan.newest),
  }
}
