import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { startBot } from './support/bot.ts'

describe('a person writes', () => {
  test('somebody unknown learns how to be added and nothing else', async () => {
    const bot = await startBot()
    const nobody = bot.stranger('路人')
    await nobody.says('计划')
    expect(nobody.lastText).toContain('还没有开通巡访')
    expect(nobody.lastText).toContain(nobody.openId)
    expect(nobody.cards).toHaveLength(0)
  })

  test('help lists the commands of the role, in the language of the person', async () => {
    const bot = await startBot()
    await bot.team()
    const li = await bot.rep('李雷')
    const ann = await bot.admin('Ann', { locale: 'en' })
    await li.says('帮助')
    expect(li.card).toShow('帮助')
    expect(li.card).not.toShow('失败记录')
    await ann.says('/help')
    expect(ann.card).toShow('failures')
  })

  test('unknown text gets what the person can do now', async () => {
    const bot = await startBot()
    await bot.team()
    const wang = await bot.manager('王芳')
    await wang.says('今天天气不错')
    expect(wang.card).toShow('没看懂')
  })

  test('a command for admins is refused in words', async () => {
    const bot = await startBot()
    await bot.team()
    const li = await bot.rep('李雷')
    await li.says('失败记录')
    expect(li.lastText).toContain('管理员')
  })
})

describe('events come more than once', () => {
  test('the same event five times has one effect and one answer', async () => {
    const bot = await startBot()
    await bot.team()
    const li = await bot.rep('李雷')
    const sent = await li.says('帮助')
    const before = li.messages.length
    await Promise.all([1, 2, 3, 4].map(() => bot.simulator.deliver(sent.envelope)))
    await bot.settle()
    expect(li.messages).toHaveLength(before)
    const [row] = await bot.db.execute<{ n: string }>(sql`select count(*) as n from inbound_events`)
    expect(Number(row?.n)).toBe(1)
  })
})

describe('the door', () => {
  const post = (url: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${url}/feishu/events`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      headers: { 'content-type': 'application/json', ...headers },
    })

  const signed = (key: string, body: string, at: Date, nonce = 'n1') => {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    return {
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': createHash('sha256')
        .update(timestamp + nonce + key + body)
        .digest('hex'),
    }
  }

  test('refuses missing, wrong and stale signatures, wrong tokens, garbage and huge bodies; stores nothing', async () => {
    const bot = await startBot()
    const { encryptKey, verificationToken } = bot.simulator
    const event = (token: string) =>
      JSON.stringify({
        schema: '2.0',
        header: { event_id: 'e1', event_type: 'im.message.receive_v1', token },
        event: {},
      })
    const good = event(verificationToken)
    expect((await post(bot.webUrl, good)).status).toBe(401)
    expect(
      (
        await post(bot.webUrl, good, {
          ...signed(encryptKey, good, bot.now()),
          'x-lark-signature': '0'.repeat(64),
        })
      ).status,
    ).toBe(401)
    const old = new Date(bot.now().getTime() - 301_000)
    expect((await post(bot.webUrl, good, signed(encryptKey, good, old))).status).toBe(401)
    const future = new Date(bot.now().getTime() + 301_000)
    expect((await post(bot.webUrl, good, signed(encryptKey, good, future))).status).toBe(401)
    const forged = event('not-the-token')
    expect((await post(bot.webUrl, forged, signed(encryptKey, forged, bot.now()))).status).toBe(401)
    const garbage = 'not json at all'
    expect((await post(bot.webUrl, garbage, signed(encryptKey, garbage, bot.now()))).status).toBe(
      400,
    )
    expect((await post(bot.webUrl, good, signed(encryptKey, good, bot.now()))).status).toBe(400)
    expect((await post(bot.webUrl, Buffer.alloc(10 * 1024 * 1024, 32))).status).toBe(413)
    const [row] = await bot.db.execute<{ n: string }>(sql`select count(*) as n from inbound_events`)
    expect(Number(row?.n)).toBe(0)
    const metrics = await (await fetch(`${bot.webUrl}/metrics`)).text()
    expect(metrics).toMatch(/rounds_webhooks_refused_total\{reason="signature-wrong"\} 1/)
    expect(metrics).toMatch(/rounds_webhooks_refused_total\{reason="signature-stale"\} 2/)
    expect(metrics).toMatch(/rounds_webhooks_refused_total\{reason="token-wrong"\} 1/)
  })

  test('answers ready with its parts, and the queue page only to a signed link', async () => {
    const bot = await startBot()
    const ready = await fetch(`${bot.webUrl}/readyz`)
    expect(await ready.json()).toEqual({
      status: 'ok',
      parts: { database: 'ok', queue: 'ok', platform: 'ok' },
    })
    expect((await fetch(`${bot.webUrl}/queues`)).status).toBe(401)
    await bot.team()
    const ann = await bot.admin('Ann')
    await ann.says('队列')
    const link = JSON.stringify(ann.card).match(/http:\/\/rounds\.test(\/queues\?key=[^"]+)/)?.[1]
    expect((await fetch(bot.webUrl + link)).status).toBe(200)
    bot.later(11)
    expect((await fetch(bot.webUrl + link)).status).toBe(401)
  })
})
