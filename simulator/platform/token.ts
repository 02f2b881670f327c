import { timingSafeEqual } from 'node:crypto'
import { newTenantToken } from '../ids.ts'
import type { TenantToken } from '../state/records.ts'
import { type Api, bodyOf, type Call, type Platform, requiredString } from './context.ts'
import { PlatformError, refusal } from './errors.ts'

export const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal'
const LIFE_S = 7200
/** Asked again with at least 30 minutes left, the platform gives the same token. */
const REUSE_S = 1800

export function tokenRoutes(api: Api, platform: Platform): void {
  api.post(TOKEN_PATH, (c) => {
    const body = bodyOf(c)
    const appId = requiredString(body, 'app_id')
    const secret = requiredString(body, 'app_secret')
    if (appId !== platform.credentials.appId) {
      throw new PlatformError(400, 10003, 'invalid app_id')
    }
    if (!isSame(secret, platform.credentials.appSecret)) {
      throw new PlatformError(400, 10014, 'app secret invalid')
    }
    const token = currentToken(platform)
    const expire = Math.floor((token.expiresAt - platform.now().getTime()) / 1000)
    return c.json({ code: 0, msg: 'ok', tenant_access_token: token.token, expire })
  })
}

export function currentToken(platform: Platform): TenantToken {
  const now = platform.now().getTime()
  const last = platform.state.tokens.at(-1)
  if (last && last.expiresAt - now >= REUSE_S * 1000) return last
  const token = { token: newTenantToken(), expiresAt: now + LIFE_S * 1000 }
  platform.state.commit({ kind: 'token', token })
  return token
}

/** Throws unless the call carries a tenant token that we issued and that has not expired. */
export function checkToken(c: Call, platform: Platform): void {
  const value = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (!value) throw refusal(99991661)
  if (!/^[tu]-/.test(value)) throw refusal(99991671)
  const now = platform.now().getTime()
  const isKnown = platform.state.tokens.some(
    (token) => token.token === value && token.expiresAt > now,
  )
  if (!isKnown) throw refusal(99991663)
}

/** Throws unless the app holds a scope that the call needs. */
export function checkScopes(c: Call, platform: Platform): void {
  const path = c.req.path.replace('/open-apis', '')
  const missing = platform.scopes.missingFor(`${c.req.method} ${path}`)
  if (!missing) return
  const names = missing.join(', ')
  const message = `Access denied. One of the following scopes is required: [${names}].`
  throw new PlatformError(400, 99991672, message, {
    permission_violations: missing.map((subject) => ({ type: 'action_scope_required', subject })),
  })
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
