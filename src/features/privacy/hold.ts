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

/** Whether the person has agreed, or need not. */
export async function hasConsented(ctx: ActorCtx): Promise<boolean> {
  const { openId, role, teamPath } = ctx.actor
  if (!visitors.includes(role)) return true
  if (!ctx.rules.get(settings.consentRequired, { teams: teamPath })) return true
  return ((await getConsent(ctx.tx, openId, noticeVersion(ctx.rules)))?.at ?? null) !== null
}

/** Shows the card before anything has been sent. */
export async function askConsent(ctx: ActorCtx): Promise<void> {
  const { openId } = ctx.actor
  const known = await getConsent(ctx.tx, openId, noticeVersion(ctx.rules))
  await ctx.show(ctx.here, consentThing(openId), noticeFor(ctx, ctx.actor, known), { fresh: true })
}

/** Holds what was sent and shows the card; null for who has agreed or need not. */
export async function holdUntilConsent(ctx: ActorCtx): Promise<Reply | null> {
  if (ctx.inGroup || (await hasConsented(ctx))) return null
  const { openId } = ctx.actor
  const version = noticeVersion(ctx.rules)
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
