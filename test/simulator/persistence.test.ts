import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cardShows, drawnPhoto, startSimulator } from '../../simulator/index.ts'
import {
  button,
  card,
  clientOf,
  GROUP,
  LI,
  send,
  startBot,
  tokenOf,
  until,
  WANG,
} from './support.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'simulator-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const start = (options: object = {}) =>
  startSimulator({ dataDir, people: [LI, WANG], groups: [GROUP], limits: false, ...options })

test('everything is there after a restart, and a torn last line is cut off', async () => {
  const before = await start()
  const client = clientOf(before)
  const image = await drawnPhoto()
  const made = await client.im.v1.image.create({ data: { image_type: 'message', image } })
  const id = await send(client, 'interactive', card([button('签到', {})]), { uuid: 'u-1' })
  const content = JSON.stringify(card([button('签退', {})], '拜访中'))
  await client.im.v1.message.patch({ path: { message_id: id }, data: { content } })
  const gone = await send(client, 'text', { text: 'gone' })
  await client.im.v1.message.delete({ path: { message_id: gone } })
  await before.as('李雷').says('在路上')
  before.setReachability(WANG.openId, 'blocked')
  const token = await tokenOf(before)
  await before.stop()
  appendFileSync(join(dataDir, 'journal.jsonl'), '{"kind":"message","mess')

  const after = await startSimulator({ dataDir, limits: false })
  expect(after.appId).toBe(before.appId)
  expect(after.encryptKey).toBe(before.encryptKey)
  const li = after.as('李雷')
  expect(li.card).toEqual(JSON.parse(content))
  expect(li.messages.map((message) => message.type)).toEqual(['interactive', 'text'])
  expect(after.bytes(made?.image_key ?? '')?.equals(image)).toBe(true)
  expect(await tokenOf(after)).toBe(token)
  const again = await send(clientOf(after), 'interactive', card([]), { uuid: 'u-1' })
  expect(again).toBe(id)
  await expect(
    clientOf(after).im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: WANG.openId, msg_type: 'text', content: '{"text":"x"}' },
    }),
  ).rejects.toMatchObject({ response: { data: { code: 230053 } } })
  // What is written after the torn line must be readable too.
  await after.as('李雷').says('到了')
  await after.stop()
  const third = await startSimulator({ dataDir })
  expect(JSON.parse(third.as('李雷').messages.at(-1)?.content ?? '{}').text).toBe('到了')
  await third.stop()
})

test('card entities, pins taken away, who has read and the day so far are there after a restart', async () => {
  const before = await start()
  const client = clientOf(before)
  const data = { type: 'card_json', data: JSON.stringify(card([button('甲', {})])) }
  const card_id = (await client.cardkit.v1.card.create({ data })).data?.card_id ?? ''
  const id = await send(client, 'interactive', { type: 'card', data: { card_id } })
  await client.im.v1.pin.create({ data: { message_id: id } })
  await client.im.v1.pin.delete({ path: { message_id: id } })
  await before.as('李雷').reads()
  const { messageId } = await before.as('李雷').says('在路上')
  await before.stop()
  const after = await start()
  const next = { type: 'card_json', data: JSON.stringify(card([button('乙', {})])) } as const
  await clientOf(after).cardkit.v1.card.update({
    path: { card_id },
    data: { card: next, sequence: 1 },
  })
  expect(after.as('李雷').card).toShow('乙')
  const chat_id = after.as('李雷').chatId
  const pins = await clientOf(after).im.v1.pin.list({ params: { chat_id } })
  expect(pins.data?.items).toEqual([])
  expect(await after.as('李雷').reads()).toBeUndefined()
  await after.as('李雷').recalls(messageId)
  expect(after.recordedDay('x').steps).toMatchObject([
    { at: 0, as: '李雷', says: '在路上' },
    { as: '李雷', recallsStep: 1 },
  ])
  await after.stop()
})

test('a long journal is cut down to what is still needed', async () => {
  const before = await start()
  const client = clientOf(before)
  const id = await send(client, 'interactive', card([button('0', {})]), { uuid: 'u-1' })
  const { messageId } = await before.as('李雷').says('first')
  for (let i = 1; i <= 1100; i++) {
    const content = JSON.stringify(card([button(String(i), {})]))
    await client.im.v1.message.patch({ path: { message_id: id }, data: { content } })
  }
  await before.stop()
  const lines = () => readFileSync(join(dataDir, 'journal.jsonl'), 'utf8').trim().split('\n').length
  expect(lines()).toBeGreaterThan(1100)
  await (await start()).stop()
  expect(lines()).toBeLessThan(30)
  const after = await start()
  expect(after.as('李雷').messages.map((message) => message.messageId)).toEqual([id, messageId])
  expect(cardShows(after.as('李雷').card, '1100')).toBe(true)
  expect(await send(clientOf(after), 'text', { text: 'x' }, { uuid: 'u-1' })).toBe(id)
  await after.stop()
})

test('an unacknowledged event is delivered by the next start', async () => {
  const bot = await startBot()
  bot.answer = () => ({ status: 500, body: {} })
  const before = await start({ eventsUrl: bot.url, redelivery: [0.01] })
  await before.as('李雷').says('x')
  await before.stop()
  const seen = bot.received.length
  bot.answer = () => ({ status: 200, body: {} })
  const after = await start({ eventsUrl: bot.url })
  await until(() => bot.received.length > seen && after.unacknowledged.length === 0)
  await after.stop()
  await bot.stop()
})

test('kill -9 loses nothing that was answered', async () => {
  const { child, lines } = await spawned()
  const env = Object.fromEntries(
    lines.filter((line) => line.includes('FEISHU_')).map((line) => line.trim().split('=')),
  ) as Record<string, string>
  const tokenResponse = await fetch(
    `${env.FEISHU_DOMAIN}/open-apis/auth/v3/tenant_access_token/internal`,
    {
      method: 'POST',
      body: JSON.stringify({ app_id: env.FEISHU_APP_ID, app_secret: env.FEISHU_APP_SECRET }),
    },
  )
  const { tenant_access_token } = (await tokenResponse.json()) as { tenant_access_token: string }
  const sent: string[] = []
  for (let i = 0; i < 5; i++) {
    const response = await fetch(
      `${env.FEISHU_DOMAIN}/open-apis/im/v1/messages?receive_id_type=open_id`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${tenant_access_token}` },
        body: JSON.stringify({
          receive_id: LI.openId,
          msg_type: 'text',
          content: JSON.stringify({ text: `第 ${i} 条` }),
        }),
      },
    )
    const body = (await response.json()) as { data: { message_id: string } }
    sent.push(body.data.message_id)
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
  const after = await startSimulator({ dataDir })
  expect(after.appId).toBe(env.FEISHU_APP_ID)
  expect(after.as('李雷').messages.map((message) => message.messageId)).toEqual(sent)
  await after.stop()
})

/** The standalone simulator in its own process, on people that an earlier start has left. */
async function spawned(): Promise<{ child: ChildProcess; lines: string[] }> {
  const seed = await start()
  await seed.stop()
  const args = ['--import', 'tsx', 'simulator/main.ts', '--port', '0', '--data', dataDir]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk)
    if (output.includes('VERIFICATION_TOKEN')) break
  }
  return { child, lines: output.split('\n') }
}
