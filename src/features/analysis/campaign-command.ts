/** `投产 活动 …` sets a campaign, `投产 删除活动 …` removes it. */
import type { ActorCtx } from '../../bot/context.ts'
import { type Arguments, leaders, mayInvoke } from '../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { type CampaignGap, parseCampaign } from '../../domain/analysis/campaign-words.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { returnWords as r } from '../../i18n/analysis-returns.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { answer } from './answer.ts'
import { removeCampaign, setCampaign } from './campaigns.ts'

const lackWords: Record<CampaignGap, typeof r.campaignNoName> = {
  name: r.campaignNoName,
  tag: r.campaignNoTag,
  days: r.campaignNoDays,
  cost: r.campaignNoCost,
}

/** Null when the words are about no campaign. */
export async function campaignReply(ctx: ActorCtx, { text }: Arguments): Promise<Reply | null> {
  const removed = /^(?:删除活动|取消活动|remove campaign) +(.+)$/i.exec(text.trim())
  const set = /^(?:活动|campaign)(?: +(.*))?$/i.exec(text.trim())
  if (!removed && !set) return null
  if (!mayInvoke(leaders, ctx.actor.role)) throw new UserError(message(botWords.notYours), 'error')
  if (removed) {
    const name = (removed[1] ?? '').trim()
    const isGone = await removeCampaign(ctx, name)
    return sayText(
      ctx.t(isGone ? r.campaignRemoved : r.campaignUnknown, { name: name.slice(0, 40) }),
    )
  }
  const read = parseCampaign(set?.[1] ?? '', ctx.today)
  if ('lacks' in read) {
    return sayText(ctx.t(r.campaignHow, { lack: ctx.t(lackWords[read.lacks]) }))
  }
  const { name, fromDate, toDate } = await setCampaign(ctx, read.campaign)
  const toast = {
    type: 'success' as const,
    text: ctx.t(r.campaignSet, { name: name.slice(0, 40) }),
  }
  const from = (fromDate > ctx.today ? ctx.today : fromDate) as LocalDate
  const to = (toDate > ctx.today ? ctx.today : toDate) as LocalDate
  const ask = { kind: 'roi' as const, from, to, who: [], page: 0 }
  return answer(ctx, ask, (card, thing) => sendCard(card, thing, toast))
}
