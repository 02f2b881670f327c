/** The facts of a week or a month, read once for one team or for every team of the company. */
import type { Fen } from '../../../domain/money.ts'
import { noFigures } from '../../../domain/performance/figures.ts'
import type { PersonPeriod } from '../../../domain/performance/period-digest.ts'
import { type Period, soFar } from '../../../domain/performance/periods.ts'
import { type LocalDate, monthOf } from '../../../domain/time.ts'
import type { User } from '../../org/store.ts'
import { type ScoreLines, scoreLinesOf } from '../../scores/lines.ts'
import { type AimCtx, type Aims, readAims } from '../../targets/aims.ts'
import { performanceOfBoth } from '../figures/index.ts'
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
  /** What everybody and every team told aims at; a week has no targets of its own. */
  readonly aims: Aims | null
  /** Of a month, where they are told; else null. */
  readonly scores: ScoreLines | null
}

/** Reads everybody's period at once: a dozen reads, however many teams are told from it. */
export async function readPeriod(
  ctx: AimCtx,
  reps: readonly User[],
  period: Period,
  teamCodes: readonly string[] = [],
  { withScores = false }: { readonly withScores?: boolean } = {},
): Promise<PeriodFacts> {
  const { now, before } = soFar(period, ctx.today)
  const openIds = reps.map(({ openId }) => openId)
  const read = await performanceOfBoth(ctx, { openIds, now, before })
  const people = reps.map(
    ({ openId, name }): PersonPeriod => ({
      openId,
      name,
      now: read.now.get(openId) ?? noFigures,
      before: read.before.get(openId) ?? noFigures,
    }),
  )
  const days = new Map<string, DayPoint[]>()
  for (const { teamCode, netFen, ...day } of read.days) {
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
    aims:
      period.kind === 'monthly'
        ? await readAims(ctx, {
            month: monthOf(period.from),
            people: reps,
            teamCodes,
            to: now.to,
          })
        : null,
    scores:
      withScores && period.kind === 'monthly'
        ? await scoreLinesOf(ctx, openIds, monthOf(period.from), [
            { ...now, figures: read.now },
            { ...before, figures: read.before },
          ])
        : null,
  }
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
