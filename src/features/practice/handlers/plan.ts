/** What is pressed on the invented plan of lesson 2, and what a practice does without. */

import { practiceActions } from '../../../../cards/practice/actions.ts'
import { arriveCard } from '../../../../cards/practice/lessons.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction, visitors } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, toast } from '../../../bot/reply.ts'
import { UserError } from '../../../errors.ts'
import { planWords } from '../../../i18n/plans.ts'
import { practiceWords as w } from '../../../i18n/practice.ts'
import { message } from '../../../i18n/t.ts'
import { needsApproval, readReason } from '../../plans/skip.ts'
import { openWithoutPlace } from '../arrive.ts'
import { freshReply } from '../on-message.ts'
import { lead, nextText, practiceCard, practiceThing } from '../show.ts'
import { getPractice, type Practice, savePractice } from '../store.ts'
import { practiceRules, shopOf } from '../visit.ts'
import { ownPractice } from './lessons.ts'

const who = { who: visitors }

async function skipping(ctx: ActorCtx): Promise<Practice> {
  const practice = await getPractice(ctx.tx, ctx.actor.openId)
  if (practice?.phase !== 'skipping') throw new UserError(message(w.staleCard))
  return practice
}

async function shown(ctx: ActorCtx, practice: Practice, said?: string): Promise<Reply> {
  const kept = await savePractice(ctx, practice)
  const toasted = said ? { type: 'success' as const, text: said } : undefined
  return replaceCard(practiceCard(ctx, kept), practiceThing(kept), toasted)
}

/** 签到 without a location, or the hint how to send one. */
async function open(ctx: ActorCtx): Promise<Reply> {
  const practice = await ownPractice(ctx)
  if (practice.phase === 'skipping') return toast('info', nextText(ctx, practice))
  if (practice.phase !== 'arriving') throw new UserError(message(w.staleCard))
  if (!practiceRules(ctx, ctx.actor).enabled) {
    return freshReply(ctx, await savePractice(ctx, openWithoutPlace(ctx, practice)))
  }
  const shop = shopOf(practice, ctx.actor)
  return sendCard(lead(ctx, practice, arriveCard({ shop, asksLocation: true }, ctx.t)))
}

export const planTwins = [
  onAction(practiceActions.open, who, (ctx) => open(ctx)),
  onAction(practiceActions.intend, who, (ctx) => open(ctx)),

  onAction(practiceActions.skip, who, async (ctx) =>
    shown(ctx, { ...(await skipping(ctx)), formShown: true }),
  ),

  onAction(practiceActions.submitSkip, who, async (ctx, { form }) => {
    const practice = await skipping(ctx)
    const read = readReason(ctx, ctx.actor, form)
    if ('refused' in read) return toast('warning', read.refused)
    const said = needsApproval(ctx, ctx.actor) ? planWords.skipAsked : planWords.skipDone
    return shown(
      ctx,
      { ...practice, phase: 'arriving', formShown: false },
      `${ctx.t(said)} ${ctx.t(w.noManager)}`,
    )
  }),

  onAction(practiceActions.backToPlan, who, async (ctx) => {
    const practice = await ownPractice(ctx)
    return shown(ctx, { ...practice, formShown: false })
  }),

  onAction(practiceActions.notHere, who, async (ctx) =>
    toast('info', ctx.t(w.notHere, { next: nextText(ctx, await ownPractice(ctx)) })),
  ),
]
