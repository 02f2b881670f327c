/**
 * 待核查拜访: what is before somebody to decide, appeals first, then the lowest score. The list holds keys and
 * what its order and its clock need, so that however many wait nothing is cut off; what a card shows is read
 * for the few that are shown.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { appealJudges, firstJudges } from '../../domain/trust/judges.ts'
import { allTeamPaths } from '../org/store.ts'
import { teamManagers, users } from '../org/tables.ts'
import { reviewedFrom } from './show-case.ts'
import { type Judged, judgedOf } from './show-people.ts'

/** One visit that somebody has to decide on. */
export interface Waiting {
  readonly visitId: string
  readonly customerCode: string
  /** Local date of the check-in. */
  readonly date: string
  readonly score: number
  readonly judged: Judged
  /** 2: an appeal against a ruling. */
  readonly level: 1 | 2
  readonly judges: readonly string[]
  /** The explanation or appeal that waits for its answer; null: the rep has said nothing. */
  readonly clock: Clock | null
}

export interface Clock {
  /** When it was said. */
  readonly at: Date
  readonly askedAt: Date
  readonly remindedAt: Date | null
  readonly reached: number | null
}

interface Row extends Record<string, unknown> {
  visit_id: string
  rep: string
  customer: string
  date: string
  score: number
  level: 1 | 2
  depth: number | null
  by: string | null
  at: string | null
  asked_at: string | null
  reminded_at: string | null
  reached: number | null
}

/** Everything that somebody has to decide on: in the company, or of the visits of some people. */
export const waitingCases = (ctx: Ctx, openIds?: readonly string[]): Promise<Waiting[]> =>
  casesOfReps(ctx, openIds ?? null)

/** What is before one person: of the reps below the teams that they lead, an admin's of everybody. */
export async function waitingFor(ctx: Ctx, openId: string): Promise<Waiting[]> {
  const waiting = await casesOfReps(ctx, await repsBelow(ctx.tx, openId))
  return waiting.filter(({ judges }) => judges.includes(openId))
}

/** Open ids of those whom a person may have to judge; null: everybody. */
async function repsBelow(tx: Tx, openId: string): Promise<string[] | null> {
  const [person] = await tx
    .select({ role: users.role, status: users.status })
    .from(users)
    .where(eq(users.openId, openId))
  if (person?.status !== 'active') return []
  if (person.role === 'admin') return null
  const led = await tx
    .select({ code: teamManagers.teamCode })
    .from(teamManagers)
    .where(eq(teamManagers.openId, openId))
  const codes = new Set(led.map(({ code }) => code))
  const below = [...(await allTeamPaths(tx))].filter(([, path]) =>
    path.some((code) => codes.has(code)),
  )
  if (below.length === 0) return []
  const reps = await tx
    .select({ openId: users.openId })
    .from(users)
    .where(
      and(
        inArray(
          users.teamCode,
          below.map(([code]) => code),
        ),
      ),
    )
  return reps.map((rep) => rep.openId)
}

async function casesOfReps(ctx: Ctx, reps: readonly string[] | null): Promise<Waiting[]> {
  if (reps?.length === 0) return []
  const ofThem = reps === null ? sql`true` : sql`a.rep_open_id in ${[...reps]}`
  const rows = await ctx.tx.execute<Row>(sql`
    select a.visit_id, a.rep_open_id as rep, a.customer_code as customer, a.date::text, a.score, 2 as level, r.depth,
      r.by_open_id as by, p.at, p.asked_at, p.reminded_at, p.reached, v.checked_in_at, p.asked_at as since
    from visit_appeals p join visit_assessments a on a.visit_id = p.visit_id
      join visit_rulings r on r.visit_id = p.visit_id and r.level = 1 join visits v on v.id = p.visit_id
    where p.state = 'open' and ${ofThem}
    union all
    select a.visit_id, a.rep_open_id, a.customer_code, a.date::text, a.score, 1, null, null, e.at, e.asked_at,
      e.reminded_at, e.reached, v.checked_in_at, null
    from visit_assessments a left join visit_explanations e on e.visit_id = a.visit_id
      join visits v on v.id = a.visit_id
    where a.band <> 'green' and a.ruled_as is null and ${ofThem}
      and (a.date >= ${reviewedFrom(ctx)} or e.visit_id is not null)
    order by level desc, since, score, checked_in_at, visit_id`)
  const people = await judgedOf(
    ctx.tx,
    rows.map(({ rep }) => rep),
  )
  return rows.flatMap((row): Waiting[] => {
    const judged = people.get(row.rep)
    if (!judged) return []
    const { visit_id: visitId, customer: customerCode, date, score, level, reached } = row
    const ruling = { depth: row.depth ?? 0, byOpenId: row.by ?? '' }
    const judges =
      level === 2
        ? appealJudges(judged.levels, ruling, reached)
        : firstJudges(judged.levels, reached)
    return [
      { ...{ visitId, customerCode, date, score, judged, level, judges }, clock: clockOf(row) },
    ]
  })
}

function clockOf({ at, asked_at: asked, reminded_at: reminded, reached }: Row): Clock | null {
  if (at === null || asked === null) return null
  return {
    ...{ at: new Date(at), askedAt: new Date(asked), reached },
    remindedAt: reminded === null ? null : new Date(reminded),
  }
}
