import type { Json, PushResult } from '../types.ts'
import type { World } from '../world.ts'
import { envelopeOf } from './envelope.ts'

/**
 * Sends an event, unless the app lacks the scope for it or nobody listens. The bot is not told what
 * it misses; the traffic shows it, since that is the first thing a developer looks for.
 */
export function emitEvent(
  world: World,
  type: string,
  body: Json,
  options: { at?: number | undefined; heard?: boolean | undefined } = {},
): Promise<PushResult> {
  const { pusher, traffic } = world
  const envelope = envelopeOf(world, type, body, options.at)
  const heard = options.heard ?? world.scopes.hears(type)
  if (heard && pusher.isSubscribed) return pusher.event(envelope)
  const failure = heard ? 'no-url' : 'not-subscribed'
  const eventId = envelope.header.event_id
  const at = world.now().toISOString()
  const transport = pusher.url === undefined ? 'websocket' : 'webhook'
  const entry = traffic.open({
    kind: 'event',
    name: type,
    id: eventId,
    transport,
    at,
    request: envelope,
  })
  traffic.attempted(entry, { at, latencyMs: 0, status: 0, failure })
  return Promise.resolve({ eventId, envelope, status: 0, body: undefined, failure })
}
