import { newEventId } from '../ids.ts'
import type { Envelope, Json } from '../types.ts'
import type { World } from '../world.ts'

/**
 * Wraps an event. `create_time` is a string: ms for events, but microseconds for card callbacks.
 */
export function envelopeOf(world: World, type: string, event: Json, at?: number): Envelope {
  const ms = String(at ?? world.now().getTime())
  return {
    schema: '2.0',
    header: {
      event_id: newEventId(),
      event_type: type,
      create_time: type === 'card.action.trigger' ? `${ms}000` : ms,
      token: world.credentials.verificationToken,
      app_id: world.credentials.appId,
      tenant_key: world.tenantKey,
    },
    event,
  }
}
