/** The sending port over the official SDK. Errors come out as SendError, tokens renew themselves. */
import { Client, Domain, type HttpInstance, LoggerLevel } from '@larksuiteoapi/node-sdk'
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios'
import type { Log } from '../bot/context.ts'
import { type Content, type Platform, SendError, type WebPlatform } from '../bot/outbound.ts'
import { basesOf } from './bases.ts'
import { sendErrorOf } from './errors.ts'
import { webPlatform } from './web-page.ts'

export interface FeishuSettings {
  readonly appId: string
  readonly appSecret: string
  /** `feishu`, `lark` or a base address. */
  readonly domain: string
}

const timeoutMs = 20_000
const expiredToken = new Set([99991663, 99991671])

export const domainOf = (domain: string) =>
  domain === 'feishu' ? Domain.Feishu : domain === 'lark' ? Domain.Lark : domain

/** The SDK's own axios instance has no time limit; this one has, and unwraps answers as the SDK expects. */
function httpInstance() {
  const instance = axios.create({
    timeout: timeoutMs,
    maxBodyLength: 120 * 1024 * 1024,
    maxContentLength: 120 * 1024 * 1024,
  })
  instance.interceptors.response.use((response: AxiosResponse) => {
    const config = response.config as AxiosRequestConfig & { $return_headers?: boolean }
    return (
      config.$return_headers ? { data: response.data, headers: response.headers } : response.data
    ) as AxiosResponse
  })
  return instance
}

/** A token cache of this process that can be emptied, since the SDK does not renew a refused token. */
function tokenCache() {
  const kept = new Map<string, { value: unknown; expiresAt: number }>()
  const name = (key: string | symbol, namespace?: string) => `${namespace ?? ''}/${String(key)}`
  return {
    cache: {
      async get(key: string | symbol, options?: { namespace?: string }) {
        const entry = kept.get(name(key, options?.namespace))
        return entry && entry.expiresAt > performance.timeOrigin + performance.now()
          ? entry.value
          : undefined
      },
      async set(
        key: string | symbol,
        value: unknown,
        expiresAt?: number,
        options?: { namespace?: string },
      ) {
        kept.set(name(key, options?.namespace), {
          value,
          expiresAt: expiresAt ?? Number.POSITIVE_INFINITY,
        })
        return true
      },
    },
    forget: () => kept.clear(),
  }
}

export function createPlatform(settings: FeishuSettings, log: Log): Platform & WebPlatform {
  const tokens = tokenCache()
  const quiet = {
    error: (...m: unknown[]) => log.debug({ sdk: m.length }, 'sdk'),
    warn: () => {},
    info: () => {},
    debug: () => {},
    trace: () => {},
  }
  const client = new Client({
    appId: settings.appId,
    appSecret: settings.appSecret,
    domain: domainOf(settings.domain),
    httpInstance: httpInstance() as unknown as HttpInstance,
    cache: tokens.cache as never,
    loggerLevel: LoggerLevel.error,
    logger: quiet,
  })

  /** Runs a call; once more with a new token when the platform refused the old one. */
  async function call<R>(run: () => Promise<R>): Promise<R> {
    for (let fresh = false; ; fresh = true) {
      try {
        return await run()
      } catch (error) {
        const failure = await sendErrorOf(error)
        const code = 'code' in failure.outcome ? failure.outcome.code : 0
        if (!fresh && expiredToken.has(code)) {
          tokens.forget()
          continue
        }
        throw failure
      }
    }
  }

  function addressOf(target: string): { type: 'open_id' | 'chat_id'; id: string } {
    const [type, id] = target.split(/:(.*)/s)
    if ((type !== 'open_id' && type !== 'chat_id') || !id)
      throw new SendError({ kind: 'refused', code: 0, detail: `no target: ${target}` })
    return { type, id }
  }

  async function create(
    target: string,
    msgType: string,
    content: unknown,
    uuid: string,
  ): Promise<{ messageId: string }> {
    const { type, id } = addressOf(target)
    const answer = await call(() =>
      client.im.v1.message.create({
        params: { receive_id_type: type },
        data: { receive_id: id, msg_type: msgType, content: JSON.stringify(content), uuid },
      }),
    )
    const messageId = answer.data?.message_id
    if (!messageId)
      throw new SendError({ kind: 'unknown', detail: `no message id (code ${answer.code})` })
    return { messageId }
  }

  return {
    bases: basesOf(client, call),
    ...webPlatform(client, settings, call),
    send: (target, content: Content, uuid) =>
      'card' in content
        ? create(target, 'interactive', content.card, uuid)
        : create(target, 'text', { text: content.text }, uuid),
    async patch(messageId, card) {
      await call(() =>
        client.im.v1.message.patch({
          path: { message_id: messageId },
          data: { content: JSON.stringify(card) },
        }),
      )
    },
    async download(messageId, key, type) {
      return call(async () => {
        const resource = await client.im.v1.messageResource.get({
          path: { message_id: messageId, file_key: key },
          params: { type },
        })
        const chunks: Buffer[] = []
        for await (const chunk of resource.getReadableStream()) chunks.push(Buffer.from(chunk))
        const headers = resource.headers as Record<string, unknown>
        return {
          bytes: new Uint8Array(Buffer.concat(chunks)),
          mime: String(headers['content-type'] ?? 'application/octet-stream'),
        }
      })
    },
    async uploadImage(bytes) {
      const answer = await call(() =>
        client.im.v1.image.create({ data: { image_type: 'message', image: Buffer.from(bytes) } }),
      )
      if (!answer?.image_key) throw new SendError({ kind: 'unknown', detail: 'no image key' })
      return answer.image_key
    },
    async sendFile(target, name, bytes, uuid) {
      const answer = await call(() =>
        client.im.v1.file.create({
          data: { file_type: 'stream', file_name: name, file: Buffer.from(bytes) },
        }),
      )
      if (!answer?.file_key) throw new SendError({ kind: 'unknown', detail: 'no file key' })
      return create(target, 'file', { file_key: answer.file_key }, uuid)
    },
    async lookUp({ mobiles, emails }) {
      const found = new Map<string, string>()
      const all = [...mobiles.map((mobile) => ({ mobile })), ...emails.map((email) => ({ email }))]
      for (let i = 0; i < all.length; i += 50) {
        const part = all.slice(i, i + 50)
        const answer = await call(() =>
          client.contact.v3.user.batchGetId({
            params: { user_id_type: 'open_id' },
            data: {
              mobiles: part.flatMap((p) => ('mobile' in p ? [p.mobile] : [])),
              emails: part.flatMap((p) => ('email' in p ? [p.email] : [])),
            },
          }),
        )
        for (const user of answer.data?.user_list ?? []) {
          if (!user.user_id) continue
          if (user.mobile) found.set(user.mobile, user.user_id)
          if (user.email) found.set(user.email, user.user_id)
        }
      }
      return found
    },
    async grantedScopes() {
      const answer = await call(() => client.application.v6.scope.list())
      const granted = (answer.data?.scopes ?? []).filter((scope) => scope.grant_status === 1)
      return new Set(granted.map((scope) => scope.scope_name))
    },
    async openConnections() {
      const answer = await call(() => client.event.v1.connection.get())
      return answer.data?.online_instance_cnt ?? 0
    },
    async ping() {
      // A token is what every call needs, and asking for it needs no scope.
      const data = { app_id: settings.appId, app_secret: settings.appSecret }
      const answer = await call(() => client.auth.v3.tenantAccessToken.internal({ data }))
      if (answer.code !== 0)
        throw new Error(
          `the platform refuses the app id or secret: ${answer.code} ${answer.msg ?? ''}`,
        )
    },
  }
}
