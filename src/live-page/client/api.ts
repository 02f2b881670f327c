/** Talking to the server. */
import type { LiveAnswer, LiveRefusal, OpenBody, OpenedPage } from '../../features/live/wire.ts'
import { deviceId } from './device.ts'
import type { Piece } from './queue.ts'

/** The server did not answer, or cannot now: the same again later. */
export class Unreachable extends Error {}
/** The server will not take it, however often. */
export class Refused extends Error {
  readonly refusal: LiveRefusal | null
  constructor(refusal: LiveRefusal | null, detail: string) {
    super(detail)
    this.refusal = refusal
  }
}

async function post(path: string, init: RequestInit, waitMs: number): Promise<unknown> {
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(), waitMs)
  let response: Response
  try {
    response = await fetch(`/checkin${path}`, { method: 'POST', signal: control.signal, ...init })
    if (response.ok) return (await response.json()) as unknown
  } catch (error) {
    throw new Unreachable(String(error))
  } finally {
    clearTimeout(timer)
  }
  if (response.status >= 500 || response.status === 429)
    throw new Unreachable(`HTTP ${response.status}`)
  const body = (await response.json().catch(() => ({}))) as {
    refusal?: LiveRefusal
    error?: string
  }
  throw new Refused(body.refusal ?? null, body.error ?? `HTTP ${response.status}`)
}

const json = (body: unknown, pass?: string): RequestInit => ({
  headers: {
    'content-type': 'application/json',
    ...(pass ? { authorization: `Bearer ${pass}` } : {}),
  },
  body: JSON.stringify(body),
})

export const sign = (link: string, pass: string | null): Promise<Record<string, unknown>> => {
  const [url] = location.href.split('#')
  return post('/sign', json({ link, url }, pass ?? undefined), 15_000) as Promise<
    Record<string, unknown>
  >
}

export const open = (body: OpenBody): Promise<OpenedPage> =>
  post('/open', json(body), 20_000) as Promise<OpenedPage>

/** Sends one piece; the same piece again has the same effect and the same answer. */
export function send(piece: Piece, platform: string): Promise<LiveAnswer> {
  const { key, pass, pressedAt, queued, body } = piece
  const clock = { pressedAt, postedAt: Date.now(), queued }
  if ('act' in body) {
    const act = body.act.do === 'position' ? { ...body.act, ...clock } : body.act
    const whole = { key, deviceId: deviceId(), platform, act }
    return post('/act', json(whole, pass), 20_000) as Promise<LiveAnswer>
  }
  const query = new URLSearchParams({
    ...{ key, deviceId: deviceId(), platform, kind: body.kind },
    ...{ pressedAt: String(pressedAt), postedAt: String(clock.postedAt), queued: String(queued) },
  })
  const init = { headers: { authorization: `Bearer ${pass}` }, body: body.bytes }
  return post(`/photo?${query}`, init, 60_000) as Promise<LiveAnswer>
}
