import { currentToken } from '../platform/token.ts'
import type { Envelope } from '../types.ts'
import type { Control } from './routes.ts'
import type { TrafficEntry } from './traffic.ts'

/**
 * Does one entry again: an event or callback is pushed with the same event_id, signed anew; a call
 * is made with a token of ours. Uploads cannot be repeated, as their bytes are not kept.
 */
export async function replay(control: Control, seq: number): Promise<TrafficEntry> {
  const { traffic, pusher } = control.platform
  const entry = traffic.get(seq)
  if (!entry) throw new Error(`there is no entry ${seq} (the newest thousand are kept)`)
  if (entry.kind === 'api') {
    const last = await callAgain(control, entry)
    if (!last) throw new Error('the call left no trace')
    last.again = seq
    return last
  }
  if (entry.kind === 'challenge') throw new Error('save the request URL again instead')
  await pusher.raw(entry.request as Envelope, 1)
  const again = traffic.byId(entry.id)
  if (!again) throw new Error('the push left no trace')
  return again
}

async function callAgain(control: Control, entry: TrafficEntry): Promise<TrafficEntry | undefined> {
  const { platform, callApi } = control
  const [method = 'GET', path = '/'] = entry.name.split(' ')
  if (/^POST .*\/(images|files)$/.test(entry.name)) {
    throw new Error('an upload cannot be made again: its bytes are not kept')
  }
  const query = new URLSearchParams(entry.query ?? {})
  const request = new Request(`http://simulator${path}?${query}`, {
    method,
    headers: {
      authorization: `Bearer ${currentToken(platform).token}`,
      'content-type': 'application/json',
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(entry.request ?? {}) }),
  })
  const response = await callApi(request)
  return platform.traffic.byId(response.headers.get('x-tt-logid') ?? '')
}
