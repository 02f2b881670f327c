/** A person with a phone, without a platform: messages and clicks go in where the webhook hands them over. */
import { sql } from 'drizzle-orm'
import { jobs } from '../../jobs/index.ts'
import type { Ctx } from '../../src/bot/context.ts'
import { type House, makeContext } from '../../src/bot/make-context.ts'
import { createReceiver } from '../../src/bot/receive.ts'
import { registryOf } from '../../src/bot/registry.ts'
import type { Database, Tx } from '../../src/db/client.ts'
import { loadRules } from '../../src/features/admin/settings-store.ts'
import { features } from '../../src/features/index.ts'
import { loadActor } from '../../src/features/org/store.ts'
import { createLinks } from '../../src/links.ts'
import { createLogger } from '../../src/logger.ts'
import { jobRegistry } from '../../src/queue/define-job.ts'
import type { CardAsked } from './cards.ts'

const houseAt = (now: string): House => ({
  zone: 'Asia/Shanghai',
  locale: 'zh-CN',
  log: createLogger('error'),
  jobs: jobRegistry(jobs),
  links: createLinks('http://rounds.bench', 'secret'),
  mapProvider: 'straight',
  now: () => new Date(now),
  loadRules,
})

/** The context of a job that runs at an instant. */
export const contextAt = (tx: Tx, now: string): Promise<Ctx> =>
  makeContext(houseAt(now), tx, {
    now: new Date(now),
    causeId: crypto.randomUUID(),
    nowOverride: null,
  })

export interface Phone {
  /** Whether the first word is a command. */
  knows(text: string): boolean
  /** Asks for the card as the n-th person of those who may, and answers what came: its title, or its words. */
  ask(card: CardAsked, n: number): Promise<string>
}

export function openPhone(database: Database, now: string): Phone {
  const house = houseAt(now)
  const registry = registryOf(features)
  const results: string[] = []
  const receiver = createReceiver({
    database,
    house,
    registry,
    loadActor: (tx, openId) => loadActor(tx, openId, house.locale),
    wake: () => {},
    count: (_kind, result) => results.push(result),
  })
  return {
    knows: (text) => registry.byAlias.has(text.split(' ')[0] ?? ''),
    async ask(card, n) {
      const openId = card.person(n)
      const id = crypto.randomUUID()
      const base = { key: `message:${id}`, actorOpenId: openId, sentAt: now, messageId: id }
      const chat = { chatId: `oc_${openId}`, chatType: 'p2p' } as const
      const answer = await receiver.receive(
        card.click
          ? {
              ...{
                ...base,
                ...chat,
                kind: 'cardAction',
                value: card.click(n).value,
                formValue: {},
              },
              ...{ option: undefined, options: undefined, checked: undefined },
            }
          : {
              ...base,
              ...chat,
              kind: 'text',
              text: wordsOf(card, n),
              mentions: [],
              imageKeys: [],
            },
      )
      if (results.at(-1) !== 'handled')
        throw new Error(`${card.name} of ${openId}: ${results.at(-1)}`)
      return answer.card ? titleOf(answer.card) : newest(database, openId, answer.toast?.text)
    },
  }
}

/** What the n-th of those who ask writes; empty where the card is clicked for. */
export const wordsOf = ({ text }: CardAsked, n: number): string =>
  typeof text === 'function' ? text(n) : (text ?? '')

const titleOf = (card: unknown): string =>
  /"title":\{[^}]*?"content":"([^"]*)"/.exec(JSON.stringify(card))?.[1] ?? 'a card'

/** What was sent to a person last. Read within the time that is measured: a row by its index. */
async function newest({ db }: Database, openId: string, toast = ''): Promise<string> {
  const [row] = await db.execute<{ payload: unknown }>(sql`
    select payload from outbox where target in (${`open_id:${openId}`}, ${`chat_id:oc_${openId}`})
      and kind <> 'job' order by seq desc limit 1`)
  const text = (row?.payload as { content?: { text?: string } })?.content?.text
  return text ?? (row ? titleOf(row.payload) : toast)
}
