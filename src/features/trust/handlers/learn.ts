/** Clicks of an admin on 阈值建议. */
import { eq } from 'drizzle-orm'
import { learnActions } from '../../../../cards/trust/actions.ts'
import { learnCard } from '../../../../cards/trust/learn.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { admins, onAction } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, type Toast } from '../../../bot/reply.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { message } from '../../../i18n/t.ts'
import { learnWords as w } from '../../../i18n/trust.ts'
import { authorize } from '../../../policies.ts'
import { getUser } from '../../org/store.ts'
import { changeRule, lockRule } from '../../rules/store.ts'
import { labelOf, learnView, refreshSuggestions, type SuggestionRow, settingOf } from '../learn.ts'
import { thresholdSuggestions } from '../tables.ts'

export const learnThing = 'trust-learn'

async function shown(ctx: ActorCtx, said?: Toast): Promise<Reply> {
  const card = learnCard(await learnView(ctx, ctx.t), ctx.t)
  return replaceCard(card, learnThing, said)
}

/** An open suggestion, locked; one that was decided on says by whom. */
async function onOpen(
  ctx: ActorCtx,
  id: string,
  act: (row: SuggestionRow) => Promise<Toast>,
): Promise<Reply> {
  authorize(ctx.actor, 'trust.learn', {})
  const [row] = await ctx.tx
    .select()
    .from(thresholdSuggestions)
    .where(eq(thresholdSuggestions.id, id))
    .for('update')
  if (!row) throw new UserError(message(botWords.staleCard))
  if (row.state === 'over') return shown(ctx, { type: 'warning', text: ctx.t(w.over) })
  if (row.state !== 'open') {
    const by = row.byOpenId ? await getUser(ctx.tx, row.byOpenId) : null
    const text = ctx.t(w.decidedAlready, { who: by?.name ?? row.byOpenId ?? '' })
    return shown(ctx, { type: 'warning', text })
  }
  return shown(ctx, await act(row))
}

async function decided(
  ctx: ActorCtx,
  row: SuggestionRow,
  state: 'accepted' | 'dismissed' | 'over',
): Promise<void> {
  await ctx.tx
    .update(thresholdSuggestions)
    .set({ state, byOpenId: ctx.actor.openId, decidedAt: ctx.now })
    .where(eq(thresholdSuggestions.id, row.id))
}

export const learnHandlers = [
  onAction(learnActions.accept, { who: admins }, async (ctx, { payload }) =>
    onOpen(ctx, payload.suggestionId, async (row) => {
      const setting = settingOf(row.ruleId, row.threshold)
      if (setting) await lockRule(ctx.tx, setting.key)
      // The rule itself may have been changed since.
      if (!setting || ctx.rules.get(setting) !== row.fromValue) {
        await decided(ctx, row, 'over')
        return { type: 'warning', text: ctx.t(w.over) }
      }
      await changeRule(ctx, setting, 'org', row.toValue)
      await decided(ctx, row, 'accepted')
      const text = ctx.t(w.accepted, { label: labelOf(row, ctx.t), to: row.toValue })
      return { type: 'success', text }
    }),
  ),

  onAction(learnActions.dismiss, { who: admins }, async (ctx, { payload }) =>
    onOpen(ctx, payload.suggestionId, async (row) => {
      await decided(ctx, row, 'dismissed')
      return { type: 'info', text: ctx.t(w.dismissed) }
    }),
  ),
]

/** The command 阈值建议. */
export async function learn(ctx: ActorCtx): Promise<Reply> {
  authorize(ctx.actor, 'trust.learn', {})
  await refreshSuggestions(ctx)
  return sendCard(learnCard(await learnView(ctx, ctx.t), ctx.t), learnThing)
}
