/** Where the rule says so, what a rep sends waits until they know how it is used. */
import type { ActorCtx } from '../../bot/context.ts'
import { visitors } from '../../bot/define.ts'
import type { TextEvent } from '../../bot/inbound.ts'
import { held, type Reply } from '../../bot/reply.ts'
import { settings } from '../../domain/settings/index.ts'
import { noticeFor, noticeVersion } from './notice.ts'
import { asked, countHeld, getConsent } from './store.ts'

export const consentThing = (openId: string) => `consent:${openId}`

/** After so many minutes the card has scrolled away and comes as a new message. */
const showAgainMinutes = 10

/** Holds what was sent and shows the card; null for who has agreed or need not. */
export async function holdUntilConsent(ctx: ActorCtx): Promise<Reply | null> {
  const { openId, role, teamPath } = ctx.actor
  if (ctx.inGroup || !visitors.includes(role)) return null
  if (!ctx.rules.get(settings.consentRequired, { teams: teamPath })) return null
  const version = noticeVersion(ctx.rules)
  if ((await getConsent(ctx.tx, openId, version))?.at) return null
  const waiting = await countHeld(ctx.tx, openId, version)
  const askedMsAgo = ctx.now.getTime() - (waiting.askedAt?.getTime() ?? 0)
  const fresh = askedMsAgo >= showAgainMinutes * 60_000
  if (fresh) await asked(ctx.tx, openId, version, ctx.now)
  const card = noticeFor(ctx, ctx.actor, waiting)
  await ctx.show(ctx.here, consentThing(openId), card, { fresh })
  return held
}

/** Text becomes part of a visit when a rep writes it, or when it comes with photos. */
export async function holdText(ctx: ActorCtx, event: TextEvent): Promise<Reply | null> {
  const isRecord = ctx.actor.role === 'rep' || event.imageKeys.length > 0
  return isRecord ? holdUntilConsent(ctx) : null
}
