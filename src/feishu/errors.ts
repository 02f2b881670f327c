import axios from 'axios'
import { SendError, type SendOutcome } from '../bot/outbound.ts'

const retryCodes = new Set([
  ...[99991400, 99991663, 99991671, 230020, 230049, 232019],
  // 多维表格: failed inside, too many, somebody else writes, not ready, being copied, timed out.
  ...[1254002, 1254036, 1254290, 1254291, 1254607, 1255001, 1255002, 1255040],
])
const unreachableCodes = new Set([230013, 230029, 230053])

/** Sorts what the platform answered by what can be done about it. */
export function outcomeOf(
  status: number | undefined,
  code: number,
  detail: string,
  resetS: number | undefined,
): SendOutcome {
  if (unreachableCodes.has(code)) return { kind: 'unreachable', code, detail }
  // A card that is being clicked is locked for a moment.
  const locked = code === 230099 && /card action is lock/i.test(detail)
  if (status === 429 || retryCodes.has(code) || locked || (status !== undefined && status >= 500)) {
    return {
      kind: 'retry',
      code,
      detail,
      ...(resetS !== undefined ? { notBeforeMs: resetS * 1000 } : {}),
    }
  }
  return { kind: 'refused', code, detail }
}

/** Turns what the SDK throws into a SendError. Stream answers hold their error unread: it is read here. */
export async function sendErrorOf(error: unknown): Promise<SendError> {
  if (error instanceof SendError) return error
  if (!axios.isAxiosError(error)) return new SendError({ kind: 'unknown', detail: String(error) })
  const { response } = error
  if (!response) {
    // Nothing was sent when nobody listens; anything else may have arrived.
    if (error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND')
      return new SendError({ kind: 'retry', code: 0, detail: error.code })
    return new SendError({ kind: 'unknown', detail: error.code ?? error.message })
  }
  const body = await readBody(response.data)
  const code = typeof body.code === 'number' ? body.code : 0
  const reset = Number(response.headers['x-ogw-ratelimit-reset'])
  const detail =
    `HTTP ${response.status} ${code} ${typeof body.msg === 'string' ? body.msg : ''}`.trim()
  return new SendError(
    outcomeOf(response.status, code, detail, Number.isFinite(reset) ? reset : undefined),
  )
}

async function readBody(data: unknown): Promise<Record<string, unknown>> {
  try {
    if (data !== null && typeof data === 'object' && Symbol.asyncIterator in data) {
      const chunks: Buffer[] = []
      for await (const chunk of data as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk))
      return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
    }
    if (data !== null && typeof data === 'object') return data as Record<string, unknown>
    return JSON.parse(String(data)) as Record<string, unknown>
  } catch {
    return {}
  }
}
