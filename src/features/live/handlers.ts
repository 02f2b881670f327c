/** The live check-in page's side in the bot: openings, positions, decisions and photos of one person, in order. */
import { liveActions } from '../../../cards/live/actions.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { onAction, visitors } from '../../bot/define.ts'
import type { PageEvent } from '../../bot/inbound.ts'
import { answerPage, type Reply } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { liveWords as w } from '../../i18n/live.ts'
import { message } from '../../i18n/t.ts'
import { getCustomer } from '../customers/store.ts'
import { askConsent, hasConsented } from '../privacy/hold.ts'
import { onOpenVisit, openVisit } from '../visits/open-visit.ts'
import { liveBody, type OpenAct } from './body.ts'
import { liveLinkReply } from './link.ts'
import { onPhoto } from './photo.ts'
import { onDecision, onPosition } from './position.ts'
import { liveVisit, standing } from './show.ts'
import { getSession, type LiveSession, noteVisit, openSession } from './store.ts'
import type { LiveAnswer } from './wire.ts'

export async function onPage(ctx: ActorCtx, event: PageEvent): Promise<Reply | null> {
  if (event.page !== 'checkin') return null
  if (!visitors.includes(ctx.actor.role)) throw new UserError(message(w.noRole), 'error')
  const body = liveBody.parse(event.body)
  const answer = 'act' in body ? await act(ctx, event, body) : await open(ctx, body)
  return 'state' in answer ? answerPage(answer) : answer
}

/** A link opens once; the same phone comes back to the page that it opened. */
async function open(ctx: ActorCtx, { link, deviceId }: OpenAct): Promise<LiveAnswer> {
  const opened = await openSession(ctx.tx, {
    ...link,
    repOpenId: ctx.actor.openId,
    openedAt: ctx.now,
    deviceId,
  })
  const session = opened ?? (await getSession(ctx.tx, link.id))
  if (!session || session.deviceId !== deviceId || session.repOpenId !== ctx.actor.openId)
    return { state: 'used' }
  if (!(await hasConsented(ctx))) await askConsent(ctx)
  return where(ctx, session)
}

async function where(ctx: ActorCtx, session: LiveSession): Promise<LiveAnswer> {
  if (session.purpose === 'check_in' && session.visitId === null) {
    // What a closed page had kept on the phone may have checked in meanwhile.
    const begun = await openVisit(ctx)
    const isHere = session.customerCode === null || session.customerCode === begun?.customerCode
    if (begun && isHere) {
      await noteVisit(ctx.tx, session.id, begun.id)
      return { state: 'begun', visit: await liveVisit(ctx, session, begun) }
    }
  }
  const customer = session.customerCode ? await getCustomer(ctx.tx, session.customerCode) : null
  const shop = customer && { code: customer.code, name: customer.name }
  const consented = await hasConsented(ctx)
  return standing(ctx, session, { state: 'ready', shop, consented })
}

async function act(
  ctx: ActorCtx,
  event: PageEvent,
  body: Extract<ReturnType<typeof liveBody.parse>, { sessionId: string }>,
): Promise<LiveAnswer | Reply> {
  const session = await getSession(ctx.tx, body.sessionId)
  const isTheirs = session?.repOpenId === ctx.actor.openId && session.deviceId === body.deviceId
  if (!isTheirs) return { state: 'used' }
  switch (body.act.do) {
    case 'look':
      return where(ctx, session)
    case 'position':
      return onPosition(ctx, session, event, body, body.act)
    case 'decide':
      return onDecision(ctx, session, body.act)
    case 'photo':
      return onPhoto(ctx, session, event, body.deviceId, body.act)
  }
}

/** 离店定位, 现场拍照 on the card of an open visit. */
export const onLink = onAction(
  liveActions.link,
  { who: visitors },
  async (ctx, { payload: { visitId, purpose } }) =>
    onOpenVisit(ctx, visitId, async ({ visit, customer }) =>
      liveLinkReply(ctx, { purpose, customer, planned: visit.planned, visitId }),
    ),
)
