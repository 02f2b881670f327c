import type { TrafficEntry } from '../control/traffic.ts'
import { pause, type Weather } from '../control/weather.ts'
import type { ApiCall, Call, Platform } from './context.ts'
import { PlatformError, refusal } from './errors.ts'
import type { ActiveRule } from './refusals.ts'

/** What meets one call on its way. */
export interface Sky {
  /** Answered instead of carrying the call out. */
  refusal?: PlatformError | undefined
  /** The call is carried out, but its answer never arrives. */
  dropAnswer: boolean
  /** For the traffic: what struck it. */
  struck: string[]
}

/** A test's rule goes before the weather, which strikes at random. */
export async function weatherFor(weather: Weather, rule: ActiveRule | undefined): Promise<Sky> {
  if (rule) {
    await pause(rule.delayMs ?? 0)
    const { status = 400, code = 1, msg = 'refused by a test' } = rule
    const isRefused = !rule.dropAnswer && (rule.code !== undefined || rule.status !== undefined)
    const headers = rule.headers ? { headers: rule.headers } : {}
    return {
      refusal: isRefused ? new PlatformError(status, code, msg, headers) : undefined,
      dropAnswer: rule.dropAnswer ?? false,
      struck: ['rule'],
    }
  }
  const { forecast } = weather
  const waitMs = weather.between(forecast.apiLatencyMs)
  await pause(waitMs)
  const struck = waitMs > 0 ? ['latency'] : []
  if (weather.strikes(forecast.rateLimited)) {
    return { refusal: rateLimited(), dropAnswer: false, struck: [...struck, 'rate-limited'] }
  }
  if (weather.strikes(forecast.serverErrors)) {
    const error = new PlatformError(weather.serverError(), 2200, 'Internal Error')
    return { refusal: error, dropAnswer: false, struck: [...struck, 'server-error'] }
  }
  const dropAnswer = weather.strikes(forecast.lostAnswers)
  return { dropAnswer, struck: dropAnswer ? [...struck, 'lost-answer'] : struck }
}

function rateLimited(): PlatformError {
  const headers = { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' }
  return new PlatformError(429, 99991400, refusal(99991400).message, { headers })
}

export function openEntry(c: Call, call: ApiCall, platform: Platform): TrafficEntry {
  const name = `${call.method} ${call.path}`
  const uuid = (call.body as { uuid?: unknown } | undefined)?.uuid
  return platform.traffic.open({
    kind: 'api',
    name,
    id: c.get('logId'),
    transport: 'http',
    at: call.at.toISOString(),
    query: call.query,
    request: call.body,
    again: platform.traffic.sameUuid(name, uuid),
  })
}

export async function noteAnswer(
  c: Call,
  entry: TrafficEntry,
  platform: Platform,
  started: number,
  sky: Sky,
): Promise<void> {
  // A multipart body is read by its route, which leaves a summary of it in the call.
  entry.request = c.get('call').body
  platform.traffic.attempted(entry, {
    at: entry.at,
    latencyMs: Math.round((performance.now() - started) * 10) / 10,
    status: sky.dropAnswer ? 0 : c.res.status,
    code: c.get('call').code,
    response: await answerOf(c),
    ...(sky.dropAnswer ? { failure: 'answer lost' } : {}),
    ...(sky.struck.length > 0 ? { weather: sky.struck } : {}),
  })
}

/** The JSON that goes back, or what kind of bytes. */
async function answerOf(c: Call): Promise<unknown> {
  const type = c.res.headers.get('content-type') ?? ''
  if (!type.includes('json')) return `(${type || 'no content'})`
  return JSON.parse(await c.res.clone().text())
}
