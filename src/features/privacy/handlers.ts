import { privacyActions } from '../../../cards/privacy/notice.ts'
import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand, onAction, visitors } from '../../bot/define.ts'
import { replaceCard, sendCard } from '../../bot/reply.ts'
import { consentGiven } from '../../events.ts'
import { privacyWords as w } from '../../i18n/privacy.ts'
import { consentThing } from './hold.ts'
import { noticeFor, noticeVersion } from './notice.ts'
import { consent, getConsent } from './store.ts'

/** 我知道了: recorded with version and time; what waited is handled. */
export const understood = onAction(
  privacyActions.understood,
  { who: visitors },
  async (ctx, { payload }) => {
    const { actor } = ctx
    const version = noticeVersion(ctx.rules)
    const known = await getConsent(ctx.tx, actor.openId, version)
    if (payload.version !== version) {
      // An old card: nobody agrees to a text that they have not seen.
      const card = noticeFor(ctx, actor, known)
      return replaceCard(card, consentThing(actor.openId), {
        type: 'info',
        text: ctx.t(w.changed),
      })
    }
    const given = await consent(ctx.tx, actor.openId, version, ctx.now)
    await ctx.emit(consentGiven, { openId: actor.openId })
    const waited = known?.at ? 0 : given.held
    return replaceCard(noticeFor(ctx, actor, given), consentThing(actor.openId), {
      type: 'success',
      text: waited > 0 ? ctx.t(w.thanksHeld, { n: waited }) : ctx.t(w.thanks),
    })
  },
)

export const privacyCommand = defineCommand({
  name: 'privacy',
  aliases: ['隐私', '位置与照片使用说明', 'privacy'],
  who: 'member',
  summary: w.summary,
  usage: w.none,
  example: '隐私',
  args: anyArguments,
  async run(ctx) {
    const { actor } = ctx
    const known = await getConsent(ctx.tx, actor.openId, noticeVersion(ctx.rules))
    return sendCard(noticeFor(ctx, actor, known), consentThing(actor.openId))
  },
})
