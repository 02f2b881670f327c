import { answer, get, post, root } from './api.ts'
import type { Json } from './json.ts'
import type { CardAction } from './types.ts'

/** What the platform would refuse in a card. */
export interface Problem {
  code: number
  subCode: number
  message: string
  path: string
  value: string
  /** The `msg` of the platform's answer. */
  refusal: string
}

export interface Verdict {
  problems: Problem[]
  bytes: number
  maxBytes: number
  elements: number
  maxElements: number
}

/** Behind the card workshop. */
export const workshopApi = {
  validate: (card: unknown) => post<Verdict>('/desk/validate', { card }),
  send: (chatId: string, card: Json) =>
    post<{ messageId: string }>('/desk/send-card', { chatId, card }),
  callback: (as: string, chatId: string, action: CardAction) =>
    post<{ envelope: Json }>('/desk/callback', { as, action, ...(chatId ? { chatId } : {}) }),
  async image(file: File) {
    const form = new FormData()
    form.set('file', file, file.name)
    return answer<{ imageKey: string }>(
      await fetch(`${root}/desk/image`, { method: 'POST', body: form }),
    )
  },
}

/** One try of a call or a push, and what came back. */
export interface Attempt {
  at: string
  latencyMs: number
  /** HTTP status, 0 = nothing came back. */
  status: number
  code?: number
  response?: unknown
  failure?: string
  connection?: string
  weather?: string[]
}

export interface TrafficEntry {
  seq: number
  kind: 'api' | 'event' | 'callback' | 'challenge'
  name: string
  id: string
  transport: 'http' | 'webhook' | 'websocket'
  at: string
  query?: Record<string, string>
  request: unknown
  /** The entry that this one repeats. */
  again?: number
  attempts: Attempt[]
}

export interface Forecast {
  apiLatencyMs: [number, number]
  rateLimited: number
  serverErrors: number
  lostAnswers: number
  pushLatencyMs: [number, number]
  lostAcks: number
  duplicates: number
  shuffleMs: number
}

export interface ControlState {
  clock: { now: string; shiftS: number }
  weather: Forecast
  subscription: {
    mode: 'webhook' | 'websocket' | 'none'
    url: string | null
    connections: unknown[]
  }
  unacknowledged: { eventId: string; attempts: number; dueInS: number }[]
}

/** Behind inspector and weather panel. */
export const controlApi = {
  state: () => get<ControlState>('/control'),
  traffic: () => get<{ entries: TrafficEntry[] }>('/control/traffic', { limit: '1000' }),
  forget: () => post<unknown>('/control/traffic', {}, 'DELETE'),
  replay: (seq: number) => post<{ entry: TrafficEntry }>(`/control/traffic/${seq}/replay`, {}),
  redeliver: () => post<{ waiting: number }>('/control/redeliver', {}),
  weather: (change: Partial<Forecast>) => post<Forecast>('/control/weather', change, 'PUT'),
  fine: () => post<Forecast>('/control/weather', {}, 'DELETE'),
  advance: (advanceS: number) => post<ControlState['clock']>('/control/clock', { advanceS }),
  resetClock: () => post<ControlState['clock']>('/control/clock', { reset: true }),
  streamUrl: `${root}/control/traffic/stream`,
}
