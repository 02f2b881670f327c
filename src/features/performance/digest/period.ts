/** The facts of a week or a month, read once for one team or for every team of the company. */
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../bot/context.ts'
import type { Fen } from '../../../domain/money.ts'
import { noFigures } from '../../../domain/performance/figures.ts'
import type { PersonPeriod } from '../../../domain/performance/period-digest.ts'
import { type Period, soFar } from '../../../domain/performance/periods.ts'
import type { LocalDate } from '../../../domain/time.ts'
import type { User } from '../../org/store.ts'
import { teamDays } from '../facts/rep-days.ts'
import { performance } from '../figures/index.ts'
import { targets } from '../tables.ts'
import type { TeamBelow } from './people.ts'

/** A day of a team in the chart. */
export interface DayPoint {
  readonly date: LocalDate
  readonly planned: number
  readonly completed: number
  readonly done: number
  readonly salesFen: Fen
}

export interface PeriodFacts {
  /** As far as it has gone. */
  readonly now: Period
  /** As much of the one before. */
  readonly before: Period
  readonly reps: readonly User[]
  readonly people: ReadonlyMap<string, PersonPeriod>
  /** By the reps' own team. */
  readonly days: ReadonlyMap<string, readonly DayPoint[]>
  /** Targets of the month: scope → metric → value, in the metric's unit (rates in ten-thousandths). */
  readonly targets: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Reads everybody's period at once: seven reads, however many teams are told from it. */
export async function readPeriod(
  ctx: Pick<Ctx, 'tx' | 'today'>,
  reps: readonly User[],
  period: Period,
): Promise<PeriodFacts> {
  const { now, before } = soFar(period, ctx.today)
  const openIds = reps.map(({ openId }) => openId)
  const is = await performance(ctx, { from: now.from, to: now.to, openIds })
  const was = await performance(ctx, { from: before.from, to: before.to, openIds })
  const people = reps.map(
    ({ openId, name }): PersonPeriod => ({
      openId,
      name,
      now: is.get(openId) ?? noFigures,
      before: was.get(openId) ?? noFigures,
    }),
  )
  const days = new Map<string, DayPoint[]>()
  for (const { teamCode, netFen, ...day } of await teamDays({
    tx: ctx.tx,
    from: now.from,
    to: now.to,
    openIds,
  })) {
    const list = days.get(teamCode) ?? []
    list.push({ ...day, salesFen: netFen })
    days.set(teamCode, list)
  }
  return {
    now,
    before,
    reps,
    people: new Map(people.map((person) => [person.openId, person])),
    days,
    targets: await targetsOf(ctx, period),
  }
}

/** Targets of a month; a week has none of its own. */
async function targetsOf(ctx: Pick<Ctx, 'tx'>, { kind, from }: Period) {
  const byScope = new Map<string, Map<string, number>>()
  if (kind !== 'monthly') return byScope
  const rows = await ctx.tx
    .select({ scope: targets.scope, metric: targets.metric, value: targets.value })
    .from(targets)
    .where(and(eq(targets.month, from.slice(0, 7)), eq(targets.productCode, '')))
  for (const { scope, metric, value } of rows) {
    const metrics = byScope.get(scope) ?? new Map<string, number>()
    byScope.set(scope, metrics.set(metric, value))
  }
  return byScope
}

/** The people of a team and those below, and the team's days added up. `tree` as `teamTree` reads it. */
export function ofTeam(
  facts: PeriodFacts,
  tree: readonly TeamBelow[],
): { people: PersonPeriod[]; days: DayPoint[] } {
  const codes = new Set(tree.map(({ code }) => code))
  const people = facts.reps.flatMap(({ openId, teamCode }) => {
    const person = facts.people.get(openId)
    return person && codes.has(teamCode ?? '') ? [person] : []
  })
  const days = new Map<LocalDate, DayPoint>()
  for (const code of codes)
    for (const day of facts.days.get(code) ?? []) {
      const sum = days.get(day.date)
      days.set(day.date, {
        date: day.date,
        planned: day.planned + (sum?.planned ?? 0),
        completed: day.completed + (sum?.completed ?? 0),
        done: day.done + (sum?.done ?? 0),
        salesFen: day.salesFen + (sum?.salesFen ?? 0),
      })
    }
  return { people, days: [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
}

/** The target of people together: the team's own, else the sum of its people's; null without any. */
export function targetOf(
  facts: Pick<PeriodFacts, 'targets'>,
  teamCode: string,
  people: readonly Pick<PersonPeriod, 'openId'>[],
  metric: string,
): number | null {
  const own = facts.targets.get(`team:${teamCode}`)?.get(metric)
  if (own !== undefined) return own
  const all = people.flatMap(
    ({ openId }) => facts.targets.get(`person:${openId}`)?.get(metric) ?? [],
  )
  return all.length > 0 ? all.reduce((sum, one) => sum + one, 0) : null
}
