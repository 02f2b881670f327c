/** Clicks of those who decide on 待核查拜访. */
import { trustActions } from '../../../../cards/trust/actions.ts'
import { ruleFormCard } from '../../../../cards/trust/review.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, type Toast, toast } from '../../../bot/reply.ts'
import type { Verdict } from '../../../domain/trust/suggest.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { message } from '../../../i18n/t.ts'
import { trustWords as w } from '../../../i18n/trust.ts'
import { authorize } from '../../../policies.ts'
import { reviewItem } from '../review-item.ts'
import { reviewOf, reviewThing } from '../review-send.ts'
import { decideOn, ruledText, ruleOn } from '../ruling.ts'
import { caseOf, doubtedOf, judgedOfCase } from '../show-case.ts'

/** Whom the policy lets decide is asked for each visit; roles tell too little about that. */
const who = { who: 'member' } as const

/** The list in the place of the clicked card. */
async function list(ctx: ActorCtx, visitId?: string, said?: Toast): Promise<Reply> {
  refuseGroups(ctx)
  const card = await reviewOf(ctx, ctx.actor, { visitId }, ctx.t)
  return replaceCard(card, reviewThing(ctx.today), said)
}

/** Names with reasons stay out of groups, whatever was forwarded there. */
function refuseGroups(ctx: ActorCtx): void {
  if (ctx.inGroup) throw new UserError(message(botWords.notYours), 'error')
}

interface Ruling {
  readonly visitId: string
  readonly level: 1 | 2
  readonly verdict: Verdict
}

const rulingOf = (payload: {
  readonly visitId: string
  readonly level: number
  readonly verdict: Verdict
}): Ruling => ({ ...payload, level: payload.level === 2 ? 2 : 1 })

/** Decides, or says who was quicker; then the next visit. */
async function decide(ctx: ActorCtx, ruling: Ruling, note: string | null): Promise<Reply> {
  refuseGroups(ctx)
  const deciding = await decideOn(ctx, ruling.visitId, ruling.level)
  if (deciding.refusal !== null)
    return list(ctx, undefined, { type: 'warning', text: deciding.refusal })
  await ruleOn(ctx, deciding, { level: ruling.level, verdict: ruling.verdict, note })
  return list(ctx, undefined, { type: 'success', text: ruledText(ctx, ruling.verdict) })
}

export const reviewActions = [
  onAction(trustActions.review, who, async (ctx, { payload: { visitId } }) => {
    if (visitId) {
      const one = await caseOf(ctx.tx, visitId)
      if (!one) throw new UserError(message(botWords.notYours), 'error')
      authorize(ctx.actor, 'trust.see', doubtedOf(one, await judgedOfCase(ctx.tx, one)))
    }
    return list(ctx, visitId)
  }),

  onAction(trustActions.rule, who, async (ctx, { payload }) =>
    decide(ctx, rulingOf(payload), null),
  ),

  onAction(trustActions.askNote, who, async (ctx, { payload }) => {
    refuseGroups(ctx)
    const ruling = rulingOf(payload)
    const deciding = await decideOn(ctx, ruling.visitId, ruling.level)
    if (deciding.refusal !== null)
      return list(ctx, undefined, { type: 'warning', text: deciding.refusal })
    const { one, judged } = deciding
    const item = await reviewItem(ctx, ctx.actor, { one, judged, level: ruling.level }, ctx.t)
    const { level, verdict } = ruling
    return replaceCard(ruleFormCard(item, { level, verdict }, ctx.t), reviewThing(ctx.today))
  }),

  onAction(trustActions.submitRuling, who, async (ctx, { payload, form }) => {
    const ruling = rulingOf(payload)
    if (form.note === '' && ruling.verdict !== 'honest')
      return toast('warning', ctx.t(w.noteMissing))
    return decide(ctx, ruling, form.note === '' ? null : form.note.slice(0, 500))
  }),
]

/** The command 核查. */
export async function review(ctx: ActorCtx): Promise<Reply> {
  return sendCard(await reviewOf(ctx, ctx.actor, {}, ctx.t), reviewThing(ctx.today))
}
