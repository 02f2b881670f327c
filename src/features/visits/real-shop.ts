import type { ActorCtx } from '../../bot/context.ts'
import type { LocationEvent } from '../../bot/inbound.ts'
import { isPlausible } from '../../domain/geo.ts'
import { settings } from '../../domain/settings/index.ts'
import { lookAround, match } from './candidates.ts'
import { fixOf } from './store/fixes.ts'
import { happenedAt } from './when.ts'

/**
 * The name of a planned or own customer at which this location would check in, or null. Nothing is kept:
 * whoever asks decides what becomes of the location.
 */
export async function realShopAt(ctx: ActorCtx, event: LocationEvent): Promise<string | null> {
  const raw = { lng: event.lng, lat: event.lat }
  if (!isPlausible(raw)) return null
  const fix = fixOf({
    repOpenId: ctx.actor.openId,
    messageId: event.messageId,
    name: event.name,
    raw,
    datum: ctx.rules.get(settings.datum),
    at: happenedAt(ctx),
  })
  const around = await lookAround(ctx, fix)
  const found = match(ctx, around)
  const code =
    found.kind === 'one' ? found.code : found.kind === 'choose' ? found.options[0]?.code : null
  return code ? (around.places.get(code)?.name ?? code) : null
}
