import { Hono } from 'hono'
import { newLogId } from '../ids.ts'
import { parseObject } from '../json.ts'
import { LOGIN_PATHS, loginRoutes } from '../web-page/login-routes.ts'
import { attentionRoutes } from './attention.ts'
import { batchRoutes } from './batch.ts'
import { bitableRoutes } from './bitable.ts'
import { bitableRecordRoutes } from './bitable-records.ts'
import { cardEntityRoutes } from './card-entities.ts'
import { cardRoutes } from './cards.ts'
import { chatEditRoutes } from './chat-edit.ts'
import { chatMemberRoutes } from './chat-members.ts'
import { chatRoutes } from './chats.ts'
import { contactRoutes } from './contact.ts'
import type { Api, ApiCall, Call, Env, Platform } from './context.ts'
import { ephemeralRoutes } from './ephemeral.ts'
import { errorBody, PlatformError } from './errors.ts'
import { fileRoutes } from './files.ts'
import { imageRoutes } from './images.ts'
import { messageEditRoutes } from './message-edit.ts'
import { messageReadRoutes } from './message-read.ts'
import { messageSendRoutes } from './message-send.ts'
import { miscRoutes } from './misc.ts'
import { reactionRoutes } from './reactions.ts'
import type { Refusals } from './refusals.ts'
import { checkScopes, checkToken, TOKEN_PATH, tokenRoutes } from './token.ts'
import { noteAnswer, openEntry, weatherFor } from './watch.ts'

const MAX_CALLS = 20_000

/** The HTTP API: every call is logged, may be refused by a test, and must carry a token. */
export function platformApp(platform: Platform, refusals: Refusals, calls: ApiCall[]): Api {
  const api: Api = new Hono<Env>()
  api.onError((error, c) => answerError(c, error, platform))
  api.use('/open-apis/*', async (c, next) => {
    const started = performance.now()
    const call = await startCall(c, platform, calls)
    const entry = openEntry(c, call, platform)
    const rule = refusals.take(call)
    const sky = await weatherFor(platform.weather, rule)
    if (sky.refusal) c.res = answerError(c, sky.refusal, platform)
    else await next()
    call.status = c.res.status
    c.header('X-Tt-Logid', c.get('logId'))
    platform.log({ msg: 'api', ...call, body: undefined, at: undefined })
    await noteAnswer(c, entry, platform, started, sky)
    if (sky.dropAnswer) c.env?.incoming?.socket.destroy()
  })
  api.use('/open-apis/*', async (c, next) => {
    if (c.req.path !== TOKEN_PATH && !LOGIN_PATHS.includes(c.req.path)) {
      checkToken(c, platform)
      checkScopes(c, platform)
    }
    const limited = platform.limits.gateway(apiName(c))
    if (limited) throw limited
    await next()
  })
  for (const routes of [
    tokenRoutes,
    messageSendRoutes,
    messageEditRoutes,
    messageReadRoutes,
    reactionRoutes,
    imageRoutes,
    fileRoutes,
    contactRoutes,
    chatRoutes,
    cardRoutes,
    cardEntityRoutes,
    chatEditRoutes,
    chatMemberRoutes,
    attentionRoutes,
    batchRoutes,
    ephemeralRoutes,
    bitableRoutes,
    bitableRecordRoutes,
    miscRoutes,
    loginRoutes,
  ]) {
    routes(api, platform)
  }
  return api
}

async function startCall(c: Call, platform: Platform, calls: ApiCall[]): Promise<ApiCall> {
  c.set('logId', newLogId(platform.now()))
  const isForm = (c.req.header('content-type') ?? '').startsWith('multipart/')
  const hasBody = c.req.method !== 'GET' && !isForm
  c.set('raw', hasBody ? await c.req.text() : '')
  const call: ApiCall = {
    at: platform.now(),
    method: c.req.method,
    path: c.req.path,
    query: c.req.query(),
    body: isForm ? {} : parseObject(c.get('raw')),
    code: 0,
    status: 0,
  }
  c.set('call', call)
  calls.push(call)
  if (calls.length > MAX_CALLS) calls.shift()
  return call
}

/** Limits are per API: ids in the path do not make another API. */
function apiName(c: Call): string {
  return `${c.req.method} ${c.req.path.replace(/\/(om_|oc_|ou_|img_|file_|od-)[^/]*/g, '/:id')}`
}

function answerError(c: Call, error: Error, platform: Platform): Response {
  const refused = error instanceof PlatformError ? error : undefined
  if (!refused) platform.log({ msg: 'simulator error', error: error.stack ?? String(error) })
  const known = refused ?? new PlatformError(500, 2200, 'Internal Error')
  const call = c.get('call')
  if (call) call.code = known.code
  const { headers, ...details } = known.details as { headers?: Record<string, string> }
  const shown = new PlatformError(known.status, known.code, known.message, details)
  return new Response(JSON.stringify(errorBody(shown, c.get('logId'))), {
    status: known.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'X-Tt-Logid': c.get('logId'),
      ...headers,
    },
  })
}
