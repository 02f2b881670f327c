/** The platform's side of our own pages: the ticket that signs their calls, and who a login code belongs to. */
import { type Client, withUserAccessToken } from '@larksuiteoapi/node-sdk'
import type { WebPlatform } from '../bot/outbound.ts'

/** A ticket is asked for anew so long before its end, in milliseconds. */
const earlyMs = 5 * 60_000
/** Codes of the login that say that this code is no good; anything else is a fault of ours or theirs. */
const badCodes = new Set([20003, 20004, 20024, 20065])

interface TicketAnswer {
  readonly code: number
  readonly msg?: string
  readonly data?: { readonly ticket?: string; readonly expire_in?: number }
}
interface TokenAnswer {
  readonly code?: number
  readonly access_token?: string
}

export function webPlatform(
  client: Client,
  app: { readonly appId: string; readonly appSecret: string },
  /** Runs a call, once more where the tenant's token was refused. */
  call: <R>(run: () => Promise<R>) => Promise<R>,
): WebPlatform {
  let kept: { readonly ticket: Promise<string>; until: number } | undefined
  const clock = () => performance.timeOrigin + performance.now()

  async function askTicket(): Promise<{ ticket: string; lifeMs: number }> {
    const url = '/open-apis/jssdk/ticket/get'
    const answer = await call(() => client.request<TicketAnswer>({ method: 'POST', url, data: {} }))
    const { ticket, expire_in = 0 } = answer.data ?? {}
    if (!ticket) throw new Error(`no ticket for web pages: ${answer.code} ${answer.msg ?? ''}`)
    return { ticket, lifeMs: expire_in * 1000 - earlyMs }
  }

  return {
    pageTicket() {
      if (kept && clock() < kept.until) return kept.ticket
      const asked = askTicket()
      const entry = { ticket: asked.then(({ ticket }) => ticket), until: clock() + earlyMs }
      kept = entry
      asked.then(
        ({ lifeMs }) => {
          entry.until = clock() + Math.max(0, lifeMs)
        },
        () => {
          if (kept === entry) kept = undefined
        },
      )
      return entry.ticket
    },
    async personOf(code) {
      const token = await exchange(client, app, code)
      if (!token) return null
      const answer = await client.authen.v1.userInfo.get({}, withUserAccessToken(token))
      return answer.data?.open_id ?? null
    },
  }
}

async function exchange(
  client: Client,
  app: { readonly appId: string; readonly appSecret: string },
  code: string,
): Promise<string | null> {
  try {
    const answer = await client.request<TokenAnswer>({
      method: 'POST',
      url: '/open-apis/authen/v2/oauth/token',
      data: {
        grant_type: 'authorization_code',
        client_id: app.appId,
        client_secret: app.appSecret,
        code,
      },
    })
    return answer.access_token ?? null
  } catch (error) {
    const refused = (error as { response?: { data?: TokenAnswer } }).response?.data?.code
    if (refused !== undefined && badCodes.has(refused)) return null
    throw error
  }
}
