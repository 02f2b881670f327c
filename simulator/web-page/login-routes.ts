import { asString, parseObject } from '../json.ts'
import { type Api, type Platform, success } from '../platform/context.ts'
import type { Json } from '../types.ts'
import { unionIdOf, userIdOf } from '../world.ts'
import type { CodeRefusal } from './web-apps.ts'

/** Calls of a web page's server that carry no tenant token. */
export const LOGIN_PATHS = ['/open-apis/authen/v2/oauth/token', '/open-apis/authen/v1/user_info']

const refusals: Record<CodeRefusal | 20001 | 20036, [error: string, description: string]> = {
  20001: ['invalid_request', 'The request is missing a required parameter.'],
  20002: ['invalid_client', 'The client secret is invalid.'],
  20003: [
    'invalid_grant',
    'The authorization code is not found. Please note that an authorization code can only be used once.',
  ],
  20004: ['invalid_grant', 'The authorization code has expired.'],
  20024: [
    'invalid_grant',
    'The provided authorization code or refresh token does not match the provided client ID.',
  ],
  20036: ['unsupported_grant_type', 'The specified grant_type is not supported.'],
  20065: [
    'invalid_grant',
    'The authorization code has been used. Please note that an authorization code can only be used once.',
  ],
}

/** The ticket for `h5sdk.config`, a code for a user's token, and who that user is. */
export function loginRoutes(api: Api, platform: Platform): void {
  const { webApps, state } = platform
  api.post('/open-apis/jssdk/ticket/get', (c) => {
    const { ticket, expireInS } = webApps.ticket()
    return success(c, { ticket, expire_in: expireInS })
  })
  // An endpoint of OAuth: its answer is flat, and so are its errors.
  api.post('/open-apis/authen/v2/oauth/token', (c) => {
    const body: Json = parseObject(c.get('raw') || '{}') ?? {}
    const refuse = (code: keyof typeof refusals) => {
      const [error, error_description] = refusals[code]
      c.get('call').code = code
      return c.json({ code, error, error_description }, 400)
    }
    if (!body.grant_type || !body.client_id || !body.code) return refuse(20001)
    if (body.grant_type !== 'authorization_code') return refuse(20036)
    const exchanged = webApps.exchange(
      asString(body.code),
      asString(body.client_id),
      asString(body.client_secret),
    )
    if (typeof exchanged === 'number') return refuse(exchanged)
    return c.json({
      code: 0,
      access_token: exchanged.token,
      expires_in: webApps.tokenLifeS,
      scope: 'auth:user.id:read',
      token_type: 'Bearer',
    })
  })
  api.get('/open-apis/authen/v1/user_info', (c) => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    const openId = webApps.userOf(token)
    const person = openId ? state.people.get(openId) : undefined
    if (!person) {
      c.get('call').code = 20005
      const msg = 'The user access token passed is invalid. Please check the value'
      return c.json({ code: 20005, msg })
    }
    const has = (scope: string) => platform.scopes.has(scope)
    return success(c, {
      name: person.name,
      en_name: person.name,
      avatar_url: '',
      avatar_thumb: '',
      avatar_middle: '',
      avatar_big: '',
      open_id: person.openId,
      union_id: unionIdOf(person.openId),
      tenant_key: platform.tenantKey,
      ...(has('contact:user.email:readonly') ? { email: person.email ?? '' } : {}),
      ...(has('contact:user.employee_id:readonly') ? { user_id: userIdOf(person.openId) } : {}),
      ...(has('contact:user.phone:readonly') ? { mobile: person.mobile ?? '' } : {}),
    })
  })
}
