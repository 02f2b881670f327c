import type { Json, PushResult } from '../types.ts'
import type { World } from '../world.ts'
import { envelopeOf } from './envelope.ts'

/** Sends an event, unless the app lacks the scope for it: then nobody is told that it is missing. */
export function emitEvent(
  world: World,
  type: string,
  body: Json,
  options: { at?: number | undefined; heard?: boolean | undefined } = {},
): Promise<PushResult> {
  const envelope = envelopeOf(world, type, body, options.at)
  if (options.heard ?? world.scopes.hears(type)) return world.pusher.event(envelope)
  const eventId = envelope.header.event_id
  const nothing = { eventId, envelope, status: 0, body: undefined, failure: 'not-subscribed' }
  return Promise.resolve(nothing)
}
