/** Requests as cards: shown to who sent them and to who decides. */
import { type OutletView, outletCard } from '../../../cards/places/outlet.ts'
import type { PhotoView, RequestView } from '../../../cards/places/parts.ts'
import { type PinView, pinCard } from '../../../cards/places/pin.ts'
import type { Ctx } from '../../bot/context.ts'
import { formatLocal } from '../../domain/time.ts'
import { getCustomer } from '../customers/store.ts'
import { getUser, loadActor, type User } from '../org/store.ts'
import { placeThing } from './draft-view.ts'
import { duplicatesOf } from './duplicates.ts'
import { rulersOf } from './people.ts'
import type { Outlet } from './store/outlets.ts'
import { getPlacePhoto } from './store/photos.ts'
import type { Pin } from './store/pins.ts'

async function requestView(ctx: Ctx, request: Pin | Outlet, sender: User): Promise<RequestView> {
  const photo = await getPlacePhoto(ctx.tx, request.photoId)
  const photoView: PhotoView | null = photo && {
    status: photo.status,
    cardImageKey: photo.cardImageKey,
  }
  const by = request.ruledBy ? await getUser(ctx.tx, request.ruledBy) : null
  return {
    id: request.id,
    repName: sender.name,
    placeName: request.placeName,
    point: { lng: request.lngGcj, lat: request.latGcj },
    photo: photoView,
    askedAt: formatLocal(request.askedAt, ctx.zone, 'time'),
    byName: by?.name ?? request.ruledBy,
    ruled: request.ruledBy !== null && request.ruledBy !== request.byOpenId,
  }
}

export async function pinView(ctx: Ctx, pin: Pin, sender: User): Promise<PinView> {
  const customer = await getCustomer(ctx.tx, pin.customerCode)
  return {
    ...(await requestView(ctx, pin, sender)),
    customerName: customer?.name ?? pin.customerCode,
    address: customer?.address?.trim() || null,
    movedM: pin.movedM,
    reason: pin.reason,
    status: pin.status,
  }
}

export async function outletView(ctx: Ctx, outlet: Outlet, sender: User): Promise<OutletView> {
  const finder = outlet.status === 'asked' ? await loadActor(ctx.tx, sender.openId) : null
  const point = { lng: outlet.lngGcj, lat: outlet.latGcj }
  const { known, others } = finder
    ? await duplicatesOf(ctx.tx, finder, { name: outlet.name, point })
    : { known: [], others: 0 }
  const { name, contact, phone, type, status, customerCode } = outlet
  const request = await requestView(ctx, outlet, sender)
  return { ...request, name, contact, phone, type, status, customerCode, known, others }
}

interface Showing {
  /** Disturbs: a new request, or a ruling for its sender. */
  readonly fresh?: boolean
  /** Only where such a card stands already. */
  readonly ifShown?: boolean
}

/** The card of a request for those who decide, `except` for who has it as an answer already. */
export async function showRulers(
  ctx: Ctx,
  request: Pin | Outlet,
  sender: User,
  options: Showing & { except?: string } = {},
): Promise<void> {
  const build = await cardOf(ctx, request, sender)
  const { except, ...showing } = options
  for (const ruler of await rulersOf(ctx, sender)) {
    if (ruler.openId === except) continue
    const card = build('ruler', ctx.tFor(ruler.locale))
    await ctx.show({ openId: ruler.openId }, placeThing(request.id), card, showing)
  }
}

export async function showSender(
  ctx: Ctx,
  request: Pin | Outlet,
  sender: User,
  showing: Showing = {},
): Promise<void> {
  const build = await cardOf(ctx, request, sender)
  const card = build('sender', ctx.tFor(sender.locale))
  await ctx.show({ openId: sender.openId }, placeThing(request.id), card, showing)
}

/** Builds the card of a request for a reader. */
export async function cardOf(ctx: Ctx, request: Pin | Outlet, sender: User) {
  if ('name' in request) {
    const view = await outletView(ctx, request, sender)
    return (...reader: Reading) => outletCard(view, ...reader)
  }
  const view = await pinView(ctx, request, sender)
  return (...reader: Reading) => pinCard(view, ...reader)
}

type Reading = [reader: Parameters<typeof pinCard>[1], t: Parameters<typeof pinCard>[2]]
