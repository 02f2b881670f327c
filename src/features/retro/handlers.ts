/** Clicks on 月度复盘: each reads the suggestion and the person's right to its rule as they are now. */
import { eq } from 'drizzle-orm'
import { retroActions } from '../../../cards/retro/actions.ts'
import { declineCard } from '../../../cards/retro/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, type Toast, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { retroWords as w } from '../../i18n/retro.ts'
import { message } from '../../i18n/t.ts'
import { getUser } from '../org/store.ts'
import { accept, revert } from './act.ts'
import { answerRetro } from './command.ts'
import { authorizeScope, type Whose } from './people.ts'
import {
  type IdeaRow,
  keptFacts,
  labelOfIdea,
  oneIdea,
  retroThing,
  saidValue,
  showRetro,
} from './show.ts'
import { retroIdeas } from './tables.ts'

/** Names stand on the card: it is answered in private, wherever it was forwarded to. */
function refuseGroups(ctx: ActorCtx): void {
  if (ctx.inGroup) throw new UserError(message(botWords.notYours), 'error')
}

/** The suggestion, locked against another click at the same time, if the person may change its rule. */
async function ideaFor(ctx: ActorCtx, id: string): Promise<{ row: IdeaRow; whose: Whose }> {
  refuseGroups(ctx)
  const [row] = await ctx.tx.select().from(retroIdeas).where(eq(retroIdeas.id, id)).for('update')
  if (!row) throw new UserError(message(botWords.staleCard))
  return { row, whose: await authorizeScope(ctx, row.scope) }
}

/** The card that a click was on: of the month that suggests, or of the one that tells what came of it. */
async function back(ctx: ActorCtx, scope: string, month: string, said: Toast): Promise<Reply> {
  const facts = await keptFacts(ctx, scope, month)
  if (!facts) return toast(said.type, said.text)
  const card = await showRetro(ctx, ctx.actor, { scope, month, facts }, said.text)
  return replaceCard(card, retroThing(scope, month), said)
}

/** Says who was quicker, or that the figures have moved on. */
async function decidedText(ctx: ActorCtx, row: IdeaRow): Promise<string> {
  if (row.state === 'over') return ctx.t(w.over)
  const by = row.state === 'reverted' ? row.revertedBy : row.byOpenId
  const who = by ? ((await getUser(ctx.tx, by))?.name ?? by) : ''
  const states = {
    accepted: w.acceptedAlready,
    dismissed: w.dismissedAlready,
    reverted: w.revertedAlready,
    open: w.over,
  } as const
  return ctx.t(states[row.state], { who })
}

export const retroHandlers = [
  onAction(retroActions.show, { who: leaders }, async (ctx, { payload: { scope, month } }) => {
    refuseGroups(ctx)
    const whose = await authorizeScope(ctx, scope)
    const facts = await keptFacts(ctx, scope, month)
    if (!facts) return answerRetro(ctx, whose, month, replaceCard)
    const card = await showRetro(ctx, ctx.actor, { scope, month, facts })
    return replaceCard(card, retroThing(scope, month))
  }),

  onAction(retroActions.pick, { who: leaders }, async (ctx, { payload: { month }, option }) => {
    refuseGroups(ctx)
    return answerRetro(ctx, await authorizeScope(ctx, option), month, replaceCard)
  }),

  onAction(retroActions.accept, { who: leaders }, async (ctx, { payload }) => {
    const { row, whose } = await ideaFor(ctx, payload.ideaId)
    const { scope, month } = row
    if (row.state !== 'open')
      return back(ctx, scope, month, { type: 'warning', text: await decidedText(ctx, row) })
    if (!(await accept(ctx, whose, row)))
      return back(ctx, scope, month, { type: 'warning', text: ctx.t(w.over) })
    const label = labelOfIdea(row, ctx.t)
    const text = ctx.t(w.accepted, { label, to: saidValue(row, row.toValue, ctx.t) })
    return back(ctx, scope, month, { type: 'success', text })
  }),

  onAction(retroActions.decline, { who: leaders }, async (ctx, { payload }) => {
    const { row } = await ideaFor(ctx, payload.ideaId)
    const { scope, month } = row
    if (row.state !== 'open')
      return back(ctx, scope, month, { type: 'warning', text: await decidedText(ctx, row) })
    const card = declineCard(await oneIdea(ctx, row, ctx.t), { scope, month }, ctx.t)
    return replaceCard(card, retroThing(scope, month))
  }),

  onAction(retroActions.dismiss, { who: leaders }, async (ctx, { payload, form }) => {
    const { row } = await ideaFor(ctx, payload.ideaId)
    const { scope, month } = row
    if (row.state !== 'open')
      return back(ctx, scope, month, { type: 'warning', text: await decidedText(ctx, row) })
    if (form.reason === '') return toast('warning', ctx.t(w.reasonMissing))
    await ctx.tx
      .update(retroIdeas)
      .set({
        state: 'dismissed',
        byOpenId: ctx.actor.openId,
        decidedAt: ctx.now,
        decidedOn: ctx.today,
        reason: form.reason.slice(0, 200),
      })
      .where(eq(retroIdeas.id, row.id))
    return back(ctx, scope, month, { type: 'info', text: ctx.t(w.dismissed) })
  }),

  onAction(retroActions.revert, { who: leaders }, async (ctx, { payload }) => {
    const { row, whose } = await ideaFor(ctx, payload.ideaId)
    const { scope } = row
    // The change stands on the card of the month in which it was made.
    const month = row.decidedOn?.slice(0, 7) ?? row.month
    const shown = (await keptFacts(ctx, scope, month)) ? month : row.month
    if (row.state !== 'accepted')
      return back(ctx, scope, shown, { type: 'warning', text: await decidedText(ctx, row) })
    if (!(await revert(ctx, whose, row)))
      return back(ctx, scope, shown, { type: 'warning', text: ctx.t(w.overtaken) })
    const label = labelOfIdea(row, ctx.t)
    return back(ctx, scope, shown, { type: 'success', text: ctx.t(w.reverted, { label }) })
  }),
]
