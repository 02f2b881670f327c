/** A team's targets with all that lies below it: teams by their own targets, people added up by team. */
import { asc, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { addParts, type PartSums, type TotalPart } from '../../../domain/performance/cascade.ts'
import { isMetric, type MetricKey, metricOf } from '../../../domain/performance/metrics.ts'
import type { User } from '../../org/store.ts'
import { users } from '../../org/tables.ts'
import { type TeamBelow, teamTree } from '../../performance/digest/people.ts'
import { num } from '../../performance/figures/scope.ts'
import { targetRows } from '../store.ts'

/** A metric, of all goods (`''`) or single ones. */
export type What = { readonly metric: MetricKey; readonly goods: string }
export const whatKey = ({ metric, goods }: What): string => `${metric}|${goods}`

export interface Tree {
  readonly code: string
  readonly teams: readonly TeamBelow[]
  /** Reps by team who work in the month or year: active, joined by its end, not left before it. */
  readonly headCount: (code: string, month: string) => number
  /** What a team itself aims at. */
  own(code: string, month: string, what: What): number | null
  /** Its own, else the sum of what lies below; of a rate only its own. */
  effective(code: string, month: string, what: What): number | null
  /** All its people, those of the teams below among them. */
  people(code: string, month: string, what: What): PartSums
  /** Every metric that anybody in it has a target of in that month or year. */
  whats(month: string): What[]
}

/**
 * Reads some months or years (`2026-11`, `2026`) of a team. People belong to the team that they are in
 * now: who moves takes their targets along, as 业绩 shows them.
 */
export async function readTree(tx: Tx, code: string, months: readonly string[]): Promise<Tree> {
  const teams = await teamTree(tx, code)
  const codes = teams.map((team) => team.code)
  const own = new Map<string, number>()
  const whats = new Map<string, Map<string, What>>()
  const note = (month: string, metric: string, goods: string) => {
    if (!isMetric(metric)) return
    const what = { metric, goods }
    const known = whats.get(month) ?? new Map<string, What>()
    whats.set(month, known.set(whatKey(what), what))
  }
  const key = (of: string, month: string, what: string) => `${of}|${month}|${what}`
  const scopes = codes.map((one) => `team:${one}`)
  for (const row of await targetRows(tx, scopes, months)) {
    const { scope, month, metric, productCode, value } = row
    own.set(key(scope.slice(5), month, `${metric}|${productCode}`), value)
    note(month, metric, productCode)
  }
  const sums = new Map<string, { sum: number; set: number }>()
  for (const row of await sumsByTeam(tx, codes, months)) {
    sums.set(key(row.team, row.month, `${row.metric}|${row.goods}`), {
      sum: num(row.sum),
      set: num(row.n),
    })
    note(row.month, row.metric, row.goods)
  }
  const heads = await headCounts(tx, codes, months)

  const children = new Map<string, TeamBelow[]>()
  for (const team of teams) {
    if (team.parentCode === null || team.code === code) continue
    children.set(team.parentCode, [...(children.get(team.parentCode) ?? []), team])
  }
  const below = (of: string) => children.get(of) ?? []
  const headCount = (of: string, month: string): number =>
    (heads.get(`${of}|${month}`) ?? 0) +
    below(of).reduce((n, team) => n + headCount(team.code, month), 0)
  const people = (of: string, month: string, what: What): PartSums => {
    const here = sums.get(key(of, month, whatKey(what))) ?? { sum: 0, set: 0 }
    const all = below(of).map((team) => people(team.code, month, what))
    const total = (pick: (one: PartSums) => number) => all.reduce((n, one) => n + pick(one), 0)
    return {
      sum: here.sum + total((one) => one.sum),
      set: here.set + total((one) => one.set),
      open: (heads.get(`${of}|${month}`) ?? 0) - here.set + total((one) => one.open),
    }
  }
  const effective = (of: string, month: string, what: What): number | null => {
    const kept = own.get(key(of, month, whatKey(what)))
    if (kept !== undefined || metricOf(what.metric).target === 'own') return kept ?? null
    const here = sums.get(key(of, month, whatKey(what)))
    const parts = [
      ...(here && here.set > 0 ? [here.sum] : []),
      ...below(of).flatMap((team) => effective(team.code, month, what) ?? []),
    ]
    return parts.length > 0 ? parts.reduce((a, b) => a + b, 0) : null
  }
  return {
    code,
    teams,
    headCount,
    own: (of, month, what) => own.get(key(of, month, whatKey(what))) ?? null,
    effective,
    people,
    whats: (month) => [...(whats.get(month)?.values() ?? [])],
  }
}

/** The teams and people right below a team, as the parts of its target. */
export function partsBelow(
  tree: Tree,
  code: string,
  month: string,
  what: What,
): { parts: PartSums; teams: TeamBelow[] } {
  const teams = tree.teams.filter((team) => team.parentCode === code && team.code !== code)
  const ofTeams = addParts(
    teams.map((team): TotalPart => {
      const value = tree.effective(team.code, month, what)
      // A team without anybody in it can take nothing.
      return { value, isOpen: value === null && tree.headCount(team.code, month) > 0 }
    }),
  )
  const all = tree.people(code, month, what)
  const inTeams = teams.map((team) => tree.people(team.code, month, what))
  const minus = (pick: (one: PartSums) => number) =>
    pick(all) - inTeams.reduce((n, one) => n + pick(one), 0)
  return {
    teams,
    parts: {
      sum: ofTeams.sum + minus((one) => one.sum),
      set: ofTeams.set + minus((one) => one.set),
      open: ofTeams.open + minus((one) => one.open),
    },
  }
}

/** Works in the month or year `month`: joined by its end, not left before it begins; who came back is here again. */
const worksIn = (month: ReturnType<typeof sql>) => sql`
  (u.joined_on is null or left(u.joined_on::text, length(${month})) <= ${month})
  and (u.left_on is null or u.joined_on > u.left_on or left(u.left_on::text, length(${month})) >= ${month})`

const sumsByTeam = (tx: Tx, codes: readonly string[], months: readonly string[]) =>
  tx.execute<{
    team: string
    month: string
    metric: string
    goods: string
    sum: string
    n: string
  }>(sql`
    select u.team_code as team, t.month, t.metric, t.product_code as goods, sum(t.value) as sum, count(*) as n
    from users u join targets t on t.scope = 'person:' || u.open_id
    where u.role = 'rep' and u.status = 'active' and u.team_code in ${[...codes]}
      and t.month in ${[...months]} and ${worksIn(sql`t.month`)}
    group by 1, 2, 3, 4`)

async function headCounts(tx: Tx, codes: readonly string[], months: readonly string[]) {
  const rows = await tx.execute<{ team: string; month: string; n: string }>(sql`
    select u.team_code as team, m.month, count(*) as n
    from users u cross join (select json_array_elements_text(${JSON.stringify(months)}::text::json) as month) m
    where u.role = 'rep' and u.status = 'active' and u.team_code in ${[...codes]}
      and ${worksIn(sql`m.month`)}
    group by 1, 2`)
  return new Map(rows.map(({ team, month, n }) => [`${team}|${month}`, num(n)]))
}

/** The reps of one team itself who work in the month or year, by name. */
export async function peopleOf(tx: Tx, code: string, month: string): Promise<User[]> {
  const rows = await tx.execute<{ open_id: string }>(sql`
    select u.open_id from users u where u.role = 'rep' and u.status = 'active' and u.team_code = ${code}
      and ${worksIn(sql`${month}::text`)}`)
  const openIds = rows.map((row) => row.open_id)
  if (openIds.length === 0) return []
  const found = await tx
    .select()
    .from(users)
    .where(inArray(users.openId, openIds))
    .orderBy(asc(users.openId))
  return found.toSorted(
    (a, b) => a.name.localeCompare(b.name, 'zh') || (a.openId < b.openId ? -1 : 1),
  )
}

/** People of these teams who have left and still have a target there: it counts for nobody. */
export async function leftWithTarget(
  tx: Tx,
  codes: readonly string[],
  month: string,
  { metric, goods }: What,
): Promise<{ name: string; value: number }[]> {
  const rows = await tx.execute<{ name: string; value: string }>(sql`
    select u.name, t.value from users u join targets t on t.scope = 'person:' || u.open_id
    where u.team_code in ${[...codes]} and u.status = 'left' and t.month = ${month}
      and t.metric = ${metric} and t.product_code = ${goods}
    order by u.name`)
  return rows.map(({ name, value }) => ({ name, value: num(value) }))
}
