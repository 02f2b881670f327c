/** 待核查拜访: what is before somebody to decide, appeals first, then the lowest score. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { type Case, casesOf, decidingOn, reviewedFrom } from './show-case.ts'
import { type Judged, judgedOf } from './show-people.ts'

export interface Waiting {
  readonly one: Case
  readonly judged: Judged
  readonly level: 1 | 2
  readonly judges: readonly string[]
}

/** More than this in one go nobody reviews; the worst are among them. */
const atMost = 500

/** Everything that somebody has to decide on: in the company, or of the visits of some people. */
export async function waitingCases(ctx: Ctx, openIds?: readonly string[]): Promise<Waiting[]> {
  if (openIds?.length === 0) return []
  const whose = openIds ? sql`a.rep_open_id in ${[...openIds]}` : sql`true`
  const rows = await ctx.tx.execute<{ visit_id: string }>(sql`
    with open as (
      select visit_id from visit_appeals where state = 'open'
      union
      select visit_id from visit_assessments
      where band <> 'green' and ruled_as is null and date >= ${reviewedFrom(ctx)}
      union
      select e.visit_id from visit_explanations e
      join visit_assessments a on a.visit_id = e.visit_id
      where a.band <> 'green' and a.ruled_as is null)
    select o.visit_id from open o join visit_assessments a on a.visit_id = o.visit_id
    where ${whose} order by a.score, a.date, o.visit_id limit ${atMost}`)
  const cases = await casesOf(
    ctx.tx,
    rows.map(({ visit_id }) => visit_id),
  )
  const people = await judgedOf(
    ctx.tx,
    [...cases.values()].map(({ visit }) => visit.repOpenId),
  )
  return [...cases.values()]
    .flatMap((one): Waiting[] => {
      const judged = people.get(one.visit.repOpenId)
      const deciding = judged ? decidingOn(one, judged) : null
      return judged && deciding ? [{ one, judged, ...deciding }] : []
    })
    .toSorted(byPressure)
}

/** What is before one person. */
export async function waitingFor(ctx: Ctx, openId: string): Promise<Waiting[]> {
  return (await waitingCases(ctx)).filter(({ judges }) => judges.includes(openId))
}

function byPressure(a: Waiting, b: Waiting): number {
  return (
    b.level - a.level ||
    (a.level === 2 ? askedAt(a) - askedAt(b) : 0) ||
    a.one.assessment.score - b.one.assessment.score ||
    a.one.visit.checkedInAt.getTime() - b.one.visit.checkedInAt.getTime() ||
    a.one.visit.id.localeCompare(b.one.visit.id)
  )
}

const askedAt = ({ one }: Waiting) => one.appeal?.askedAt.getTime() ?? 0

/** Since when a rep waits for an answer; null where nobody has said anything. */
export function waitsSince({ one, level }: Pick<Waiting, 'one' | 'level'>): Date | null {
  return level === 2 ? (one.appeal?.at ?? null) : (one.explanation?.at ?? null)
}
