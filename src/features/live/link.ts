/** Links to the live page: made when somebody asks for one, on a card of their own. */
import { uuidv7 } from 'uuidv7'
import { liveLinkCard, liveLinkOverCard } from '../../../cards/live/link.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard } from '../../bot/reply.ts'
import { settings } from '../../domain/settings/index.ts'
import { liveWords as w } from '../../i18n/live.ts'
import type { Customer } from '../customers/store.ts'
import { nameOf } from '../visits/names.ts'
import type { Fix } from '../visits/store/fixes.ts'

/** How long a link can be opened, as `src/links.ts` signs it. */
const linkMinutes = 10

const linkThing = (openId: string) => `live-link:${openId}`

/** Whether a customer (or, without one, the rep's team) takes a live position alone. */
export function isLiveDemanded(ctx: ActorCtx, customer: Customer | null): boolean {
  const place = {
    teams: ctx.actor.teamPath,
    type: customer?.type,
    grade: customer?.grade,
    customerCode: customer?.code,
  }
  return (
    ctx.rules.get(settings.checkInEnabled, place) && ctx.rules.get(settings.proof, place) === 'live'
  )
}

/** Whether this position does not count at this customer: it was sent in the chat, where one can drag the pin. */
export function isNotLive(ctx: ActorCtx, fix: Fix, customer: Customer | null): boolean {
  return fix.source === 'chat' && isLiveDemanded(ctx, customer)
}

interface LinkFor {
  readonly purpose: 'check_in' | 'check_out' | 'photo'
  readonly customer: Customer | null
  readonly planned?: boolean
  readonly visitId?: string
  /** In answer to a location of the chat. */
  readonly chatPlace?: boolean
}

/** A fresh link on its card; the card before it becomes a line of grey. */
export function liveLinkReply(ctx: ActorCtx, asked: LinkFor): Reply {
  const { openId, locale } = ctx.actor
  return sendCard(linkCard(ctx, asked), linkThing(openId), undefined, overCard(ctx, locale))
}

/** The card alone, for where a card is answered with. */
export function linkCard(ctx: ActorCtx, asked: LinkFor) {
  const { purpose, customer } = asked
  const { openId, locale } = ctx.actor
  const url = ctx.links.live(
    {
      id: uuidv7(),
      openId,
      purpose,
      customerCode: customer?.code ?? null,
      visitId: asked.visitId ?? null,
      locale,
    },
    ctx.now,
  )
  return liveLinkCard(
    {
      purpose,
      customer: customer ? nameOf(customer, customer.code) : null,
      planned: asked.planned ?? false,
      url,
      minutes: linkMinutes,
      chatPlace: asked.chatPlace ?? false,
    },
    ctx.t,
  )
}

/** The link has done its work: its card says so. */
export async function retireLinkCard(ctx: ActorCtx): Promise<void> {
  await ctx.show(ctx.here, linkThing(ctx.actor.openId), overCard(ctx, ctx.actor.locale), {
    ifShown: true,
  })
}

const overCard = (ctx: ActorCtx, locale: ActorCtx['actor']['locale']) => {
  const t = ctx.tFor(locale)
  return liveLinkOverCard(t(w.title), t)
}
