/**
 * 待核查拜访: what is before somebody to decide, appeals first, then the lowest score. The list holds keys and
 * what its order and its clock need, so that however many wait nothing is cut off; what a card shows is read
 * for the few that are shown.
 */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
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
export async function waitingCases(ctx: Ctx, openIds?: readonly string[]): Promise<Waiting[]> {
  if (openIds?.length === 0) return []
  const people = openIds ? isOneOf(openIds) : sql`true`
  return casesOf(ctx, { people, silent: people, known: new Map() })
}

/** What somebody said and that waits for its answer: explanations and appeals. */
export const answersAwaited = (ctx: Ctx): Promise<Waiting[]> =>
  casesOf(ctx, { people: sql`true`, silent: sql`false`, known: new Map() })

/**
 * What is before one person: of the reps below the teams that they lead, an admin's of everybody. Where
 * nobody has said anything the nearest level alone decides, so only visits of those whose nearest level the
 * person is are looked at: whoever leads many has managers below.
 */
export async function waitingFor(ctx: Ctx, openId: string): Promise<Waiting[]> {
  const below = await repsBelow(ctx.tx, openId)
  if (below?.length === 0) return []
  const known = await judgedOf(ctx.tx, below ?? (await everybody(ctx.tx)))
  const isFirst = ({ levels }: Judged) => firstJudges(levels, null).includes(openId)
  const idsOf = (judges: boolean) =>
    [...known.values()].filter((one) => isFirst(one) === judges).map((one) => one.openId)
  const waiting = await casesOf(ctx, {
    people: below ? isOneOf(below) : sql`true`,
    // Of whom nobody knows anything the admins decide.
    silent: below ? isOneOf(idsOf(true)) : sql`not ${isOneOf(idsOf(false))}`,
    known,
  })
  return waiting.filter(({ judges }) => judges.includes(openId))
}

const isOneOf = (openIds: readonly string[]): SQL =>
  openIds.length === 0 ? sql`false` : sql`a.rep_open_id in ${[...openIds]}`

async function everybody(tx: Tx): Promise<string[]> {
  return (await tx.select({ openId: users.openId }).from(users)).map(({ openId }) => openId)
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

interface Looked {
  /** Whose visits; `a` is the assessment. */
  readonly people: SQL
  /** Of these also the visits of which nobody has said anything. */
  readonly silent: SQL
  /** People who were read already. */
  readonly known: ReadonlyMap<string, Judged>
}

async function casesOf(ctx: Ctx, { people, silent, known }: Looked): Promise<Waiting[]> {
  const open = sql`a.band <> 'green' and a.ruled_as is null`
  const rows = await ctx.tx.execute<Row>(sql`
    select a.visit_id, a.rep_open_id as rep, a.customer_code as customer, a.date::text, a.score, 2 as level, r.depth,
      r.by_open_id as by, p.at, p.asked_at, p.reminded_at, p.reached, p.asked_at as since
    from visit_appeals p join visit_assessments a on a.visit_id = p.visit_id
      join visit_rulings r on r.visit_id = p.visit_id and r.level = 1
    where p.state = 'open' and ${people}
    union all
    select a.visit_id, a.rep_open_id, a.customer_code, a.date::text, a.score, 1, null, null, e.at, e.asked_at,
      e.reminded_at, e.reached, null
    from visit_explanations e join visit_assessments a on a.visit_id = e.visit_id
    where ${open} and ${people}
    union all
    -- All columns from the index of those that wait.
    select a.visit_id, a.rep_open_id, a.customer_code, a.date::text, a.score, 1, null, null, null, null, null, null, null
    from visit_assessments a
    where ${open} and ${silent} and a.date >= ${reviewedFrom(ctx)}
      and not exists (select 1 from visit_explanations e where e.visit_id = a.visit_id)
    order by level desc, since, score, date, visit_id`)
  const unknown = rows.flatMap(({ rep }) => (known.has(rep) ? [] : rep))
  const judgedBy = new Map([...known, ...(await judgedOf(ctx.tx, unknown))])
  return rows.flatMap((row): Waiting[] => {
    const judged = judgedBy.get(row.rep)
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
