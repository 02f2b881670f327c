/** Clicks of a rep on a doubtful visit of their own. */

import { desc, eq } from 'drizzle-orm'
import { trustActions } from '../../../../cards/trust/actions.ts'
import { mineCard, viewersCard } from '../../../../cards/trust/lists.ts'
import { appealFormCard, explainFormCard, ownCaseCard } from '../../../../cards/trust/own.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, type Toast, toast } from '../../../bot/reply.ts'
import { settings } from '../../../domain/settings/index.ts'
import { formatLocal } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { message } from '../../../i18n/t.ts'
import { trustWords as w } from '../../../i18n/trust.ts'
import { authorize } from '../../../policies.ts'
import { getUsers } from '../../org/store.ts'
import { keepAppeal, noAppeal } from '../appeal.ts'
import { keepExplanation } from '../explain.ts'
import { closeWindow, openWindow } from '../explain-window.ts'
import { casesOfRep, showDoneVisit } from '../review-tell.ts'
import { ownCaseView, ownLines, ownThing } from '../show.ts'
import { type Case, caseOf, judgedOfCase, lockCase, mayExplain } from '../show-case.ts'
import { recordViews } from '../tables.ts'

const who = { who: 'member' } as const

/** The rep's own case, locked; whoever else clicks learns nothing. */
async function onOwn(
  ctx: ActorCtx,
  visitId: string,
  act: (one: Case) => Promise<Reply>,
): Promise<Reply> {
  const one = await lockCase(ctx.tx, visitId)
  if (!one) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'visit.change', { repOpenId: one.visit.repOpenId, teamPath: [] })
  return act(one)
}

/** The rep's card as it stands now, in the place of the clicked one. */
async function shown(ctx: ActorCtx, visitId: string, said?: Toast): Promise<Reply> {
  const one = await caseOf(ctx.tx, visitId)
  if (!one) throw new UserError(message(botWords.notYours), 'error')
  const card = ownCaseCard(await ownCaseView(ctx, one), ctx.t)
  return replaceCard(card, ownThing(visitId), said)
}

const warning = (text: string): Toast => ({ type: 'warning', text })

/** Forms come as a card of their own, next to where the rep is reading. */
const asks = (card: Parameters<typeof sendCard>[0], visitId: string): Reply =>
  sendCard(card, ownThing(visitId))

export const explainActions = [
  onAction(trustActions.explain, who, async (ctx, { payload: { visitId } }) =>
    onOwn(ctx, visitId, async (one) => {
      if (!mayExplain(ctx, one)) return refused(ctx, one)
      return asks(explainFormCard(await ownCaseView(ctx, one), ctx.t), visitId)
    }),
  ),

  onAction(trustActions.submitExplanation, who, async (ctx, { payload: { visitId }, form }) =>
    onOwn(ctx, visitId, async (one) => {
      if (!mayExplain(ctx, one)) return shown(ctx, visitId, warning(ctx.t(refusalOf(one))))
      if (form.text === '') return toast('warning', ctx.t(w.explainMissing))
      await keepExplanation(ctx, one, form.text)
      const after = await caseOf(ctx.tx, visitId)
      if (after) await showDoneVisit(ctx, after)
      return shown(ctx, visitId, { type: 'success', text: ctx.t(w.explainedPlain) })
    }),
  ),

  onAction(trustActions.addPieces, who, async (ctx, { payload: { visitId } }) =>
    onOwn(ctx, visitId, async (one) => {
      if (!mayExplain(ctx, one) || one.explanation === null)
        return shown(ctx, visitId, warning(ctx.t(refusalOf(one))))
      await openWindow(ctx, ctx.actor.openId, visitId)
      return shown(ctx, visitId)
    }),
  ),

  onAction(trustActions.endPieces, who, async (ctx, { payload: { visitId } }) =>
    onOwn(ctx, visitId, async () => {
      await closeWindow(ctx, ctx.actor.openId)
      return shown(ctx, visitId, { type: 'info', text: ctx.t(w.piecesEnded) })
    }),
  ),

  onAction(trustActions.showOwn, who, async (ctx, { payload: { visitId } }) =>
    onOwn(ctx, visitId, async (one) =>
      asks(ownCaseCard(await ownCaseView(ctx, one), ctx.t), visitId),
    ),
  ),

  onAction(trustActions.appeal, who, async (ctx, { payload: { visitId } }) =>
    onOwn(ctx, visitId, async (one) => {
      const refusal = noAppeal(ctx, one, await judgedOfCase(ctx.tx, one))
      if (refusal) return toast('warning', ctx.t(refusal))
      return asks(appealFormCard(await ownCaseView(ctx, one), ctx.t), visitId)
    }),
  ),

  onAction(trustActions.submitAppeal, who, async (ctx, { payload: { visitId }, form }) =>
    onOwn(ctx, visitId, async (one) => {
      const refusal = noAppeal(ctx, one, await judgedOfCase(ctx.tx, one))
      if (refusal) return shown(ctx, visitId, warning(ctx.t(refusal)))
      if (form.text === '') return toast('warning', ctx.t(w.appealMissing))
      await keepAppeal(ctx, one, form.text)
      const after = await caseOf(ctx.tx, visitId)
      if (after) await showDoneVisit(ctx, after)
      return shown(ctx, visitId, { type: 'success', text: ctx.t(w.appealedPlain) })
    }),
  ),

  onAction(trustActions.viewers, who, async (ctx, { payload: { visitId } }) =>
    onOwn(ctx, visitId, async (one) => {
      const { customer, when } = await ownCaseView(ctx, one)
      const rows = await ctx.tx
        .select()
        .from(recordViews)
        .where(eq(recordViews.visitId, visitId))
        .orderBy(desc(recordViews.at))
      const names = await getUsers(
        ctx.tx,
        rows.map(({ viewerOpenId }) => viewerOpenId),
      )
      const viewers = rows.map(({ viewerOpenId, at }) => ({
        who: names.get(viewerOpenId)?.name ?? viewerOpenId,
        at: formatLocal(at, ctx.zone, 'dateTime'),
      }))
      return replaceCard(viewersCard({ visitId, customer, when, viewers }, ctx.t))
    }),
  ),
]

/** Why nothing (more) can be said about a visit. */
const refusalOf = ({ ruling, assessment }: Case) =>
  ruling === null && assessment.band === 'green' ? w.nothingToExplain : w.notExplainable

async function refused(ctx: ActorCtx, one: Case): Promise<Reply> {
  return toast('warning', ctx.t(refusalOf(one)))
}

/** The command 说明情况: the rep's own visits that ask for a word. */
export async function mine(ctx: ActorCtx): Promise<Reply> {
  const lines = await ownLines(ctx, await casesOfRep(ctx, ctx.actor.openId))
  const days = ctx.rules.get(settings.trustReviewDays)
  return sendCard(mineCard({ lines, days }, ctx.t))
}
