import { LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import type { Answer } from '../bot/answer.ts'
import type { Log } from '../bot/context.ts'
import type { Inbound } from '../bot/inbound.ts'
import { domainOf, type FeishuSettings } from './client.ts'
import { decode, envelope } from './decode.ts'
import { answerJson } from './webhook.ts'

/**
 * Events over the platform's long connection instead of the webhook. The SDK keeps the connection; what
 * comes over it goes the same way as a verified request. There is no signature inside: the connection
 * itself is authenticated by the app's secret.
 */
export async function openLongConnection(deps: {
  settings: FeishuSettings
  log: Log
  receive(event: Inbound): Promise<Answer>
}): Promise<{ close(): void }> {
  const { settings, log } = deps
  const client = new WSClient({
    appId: settings.appId,
    appSecret: settings.appSecret,
    domain: domainOf(settings.domain),
    loggerLevel: LoggerLevel.error,
    wsConfig: { pingTimeout: 10 },
    handshakeTimeoutMs: 10_000,
  } as ConstructorParameters<typeof WSClient>[0])
  const dispatcher = {
    async invoke(data: unknown): Promise<unknown> {
      const parsed = envelope.safeParse(data)
      if (!parsed.success) return undefined
      const event = decode(parsed.data)
      if (!event || event.actorOpenId === '') return {}
      return answerJson(await deps.receive(event))
    },
  }
  await client.start({ eventDispatcher: dispatcher as never })
  log.info({}, 'long connection started')
  return { close: () => client.close() }
}
