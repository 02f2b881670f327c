/** After a visit was assessed: its closed card says how it stands, and the rep is asked where it is unusual. */
import { and, eq, gte, isNotNull, ne, or } from 'drizzle-orm'
import { explainSection } from '../../../cards/trust/lists.ts'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import type { NudgeKind } from '../nudges/send.ts'
import { addNudges } from '../nudges/store.ts'
import { sceneOf } from '../visits/scene.ts'
import { visitCard } from '../visits/views.ts'
import { ownLines } from './show.ts'
import { type Case, caseOf, casesOf, judgedOfCase, mayExplain, reviewedFrom } from './show-case.ts'
import { visitAssessments } from './tables.ts'

export const explainKind = 'trust.explain'

/** Brings the card of the closed visit up to date, where it stands and nobody is typing into it. */
export async function showDoneVisit(ctx: Ctx, { visit }: Case): Promise<void> {
  if (visit.status !== 'closed' || visit.formShown) return
  const scene = await sceneOf(ctx, visit)
  const card = await visitCard(ctx, scene, ctx.tFor(scene.rep.locale))
  await ctx.show({ openId: visit.repOpenId }, `visit:${visit.id}`, card, { ifShown: true })
}

/** Whether the rule has the rep asked about a case, and there is still something to say. */
function isToExplain(ctx: Ctx, one: Case, teams: readonly string[]): boolean {
  const from = ctx.rules.get(settings.trustTellRep, { teams })
  const isTold = one.assessment.band === 'red' || from === 'amber'
  return isTold && one.explanation === null && mayExplain(ctx, one)
}

/** A visit was assessed: quiet where nothing is unusual, a nudge where the rep may explain. */
export async function tellAssessed(ctx: Ctx, visitId: string): Promise<void> {
  const one = await caseOf(ctx.tx, visitId)
  if (!one) return
  const judged = await judgedOfCase(ctx.tx, one)
  if (!judged.isActive) return
  await showDoneVisit(ctx, one)
  // Where nobody could ever rule there is nothing to explain to anybody.
  if (judged.levels.length > 0 && isToExplain(ctx, one, judged.teamPath))
    await addNudges(ctx, judged.openId, explainKind, [visitId])
}

/** 请说明情况: what of it is still unusual, unexplained and not ruled on. */
export const explainNudge: NudgeKind = {
  name: explainKind,
  async read(ctx, rep, subjects, t) {
    const cases = await casesOf(ctx.tx, subjects)
    const live = subjects.flatMap((id) => {
      const one = cases.get(id)
      return one?.visit.repOpenId === rep.openId && isToExplain(ctx, one, rep.teamPath) ? [one] : []
    })
    const lines = await ownLines(ctx, live)
    return {
      live: live.map(({ visit }) => visit.id),
      section: lines.length > 0 ? explainSection(lines, t) : null,
    }
  },
}

/** A rep's own cases of the last days, those that ask for something first. */
export async function casesOfRep(ctx: Ctx, openId: string): Promise<Case[]> {
  const rows = await ctx.tx
    .select({ visitId: visitAssessments.visitId })
    .from(visitAssessments)
    .where(
      and(
        eq(visitAssessments.repOpenId, openId),
        gte(visitAssessments.date, reviewedFrom(ctx)),
        // Most visits are neither: what is kept of those is not read.
        or(ne(visitAssessments.band, 'green'), isNotNull(visitAssessments.ruledAs)),
      ),
    )
  const all = await casesOf(
    ctx.tx,
    rows.map(({ visitId }) => visitId),
  )
  const asks = (one: Case) => (mayExplain(ctx, one) && one.explanation === null ? 0 : 1)
  return [...all.values()].toSorted(
    (a, b) => asks(a) - asks(b) || b.visit.checkedInAt.getTime() - a.visit.checkedInAt.getTime(),
  )
}
