import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { connectionFinding } from '../../src/cli/doctor.ts'
import { createLongConnection } from '../../src/feishu/long-connection.ts'
import { startBot } from '../support/bot.ts'
import { northOf } from '../support/fixtures.ts'

/** The rest of the conversations runs over it too: `ROUNDS_TEST_EVENTS=websocket`. */
const overSocket = async () => {
  const bot = await startBot({ events: 'websocket' })
  await bot.team()
  return bot
}
type Bot = Awaited<ReturnType<typeof overSocket>>

const readiness = async (bot: Bot) => {
  const answer = await fetch(`${bot.webUrl}/readyz`)
  return (await answer.json()) as { status: string; parts: Record<string, string> }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('the condition did not come true')
    await new Promise((done) => setTimeout(done, 10))
  }
}

describe('over the long connection', () => {
  test('a whole visit: messages, photos, clicks that answer in the frame, a group', async () => {
    const bot = await overSocket()
    const wang = await bot.manager('王芳')
    const li = await bot.rep('李雷')
    const shop = await bot.customer({ name: '永辉·人民路店', grade: 'A' })
    await li.says('签到 永辉')
    await li.sendsLocation({ ...northOf(shop, 38), name: '人民路' })
    expect(li.card).toShow('拜访中 · 永辉·人民路店')
    await li.sendsPhoto()
    await li.sendsPhoto()
    await li.says('老板同意下周补二十箱，堆头位置谈好了')
    bot.later(26)
    expect(await li.clicks('签退')).toMatchObject({ ok: true, status: 200 })
    await li.clicks('提交', { outcome: '已开单', orderAmount: '3,280', nextVisitOn: '2026-03-09' })
    expect(li.card).toShow('拜访完成 · 永辉·人民路店', '订单 ¥3,280')
    const chat = `oc_${'7'.repeat(32)}`
    bot.simulator.upsertGroups([{ chatId: chat, name: '一部', members: [wang.openId] }])
    await wang.says('@巡访 帮助', { chat, mentions: ['bot'] })
    expect(wang.cardMessages(chat).length + bot.simulator.messages(chat).length).toBeGreaterThan(1)
    const pushes = bot.simulator.traffic.list().filter((entry) => entry.kind !== 'api')
    expect(pushes.every((entry) => entry.transport === 'websocket')).toBe(true)
    expect(pushes.every((entry) => entry.attempts.every(({ status }) => status === 200))).toBe(true)
    expect((await fetch(`${bot.webUrl}/feishu/events`, { method: 'POST' })).status).toBe(404)
  })

  test('the same event five times, over whichever connection, has one effect', async () => {
    const bot = await overSocket()
    const li = await bot.rep('李雷')
    const sent = await li.says('帮助')
    const before = li.messages.length
    await Promise.all([1, 2, 3, 4].map(() => bot.simulator.deliver(sent.envelope)))
    await bot.settle()
    expect(li.messages).toHaveLength(before)
    const [row] = await bot.db.execute<{ n: string }>(sql`select count(*) as n from inbound_events`)
    expect(Number(row?.n)).toBe(1)
  })

  test('what nobody can read is acknowledged and counted, not asked for again', async () => {
    const bot = await overSocket()
    const broken = bot.simulator.envelope('im.message.receive_v1', { message: 'no' })
    expect(await bot.simulator.deliver(broken)).toMatchObject([{ status: 200 }])
    const figures = await (await fetch(`${bot.webUrl}/metrics`)).text()
    expect(figures).toContain('rounds_webhooks_refused_total{reason="not-an-event"} 1')
  })

  test('/readyz tells of the connection: there, lost, there again', async () => {
    const bot = await overSocket()
    expect(await readiness(bot)).toMatchObject({ status: 'ok', parts: { events: 'ok' } })
    bot.simulator.connections.refuseWith = 1000040343
    bot.simulator.connections.kick()
    await until(async () => (await readiness(bot)).status === 'failing')
    expect((await readiness(bot)).parts.events).toContain('connecting again')
    expect(await connectionFinding(bot.runtime.platform)).toMatchObject({ state: 'fail' })
    bot.simulator.connections.refuseWith = undefined
    await until(async () => (await readiness(bot)).status === 'ok')
    expect(await connectionFinding(bot.runtime.platform)).toMatchObject({ detail: '1 open' })
  })

  test('stopping lets an event that is being handled answer first', async () => {
    const bot = await overSocket()
    const li = await bot.rep('李雷')
    let release = () => {}
    let isHeld = () => {}
    const held = new Promise<void>((resolve) => {
      isHeld = resolve
    })
    const holding = bot.db.transaction(async (tx) => {
      await tx.execute(sql`lock table inbound_events in access exclusive mode`)
      isHeld()
      await new Promise<void>((resolve) => {
        release = resolve
      })
    })
    await held
    const said = bot.simulator.as(li.openId).says('帮助')
    await until(() => bot.simulator.connections.list().some((one) => one.delivered > 0))
    const closing = bot.connection?.close()
    release()
    await holding
    expect(await said).toMatchObject({ status: 200 })
    await closing
    expect(bot.connection?.state()).toBe('closed')
    await until(() => bot.simulator.connections.list().length === 0)
  })

  test('a refusal for good is told, and tried again when it may have passed', async () => {
    const bot = await overSocket()
    const { simulator } = bot
    const connection = createLongConnection({
      settings: { appId: simulator.appId, appSecret: 'wrong', domain: simulator.url },
      log: bot.runtime.log,
      receive: async () => ({}),
      countRefused: () => {},
      retryMs: 20,
    })
    connection.open()
    await until(() => connection.state().includes('514'))
    await connection.close()
    simulator.connections.refuseWith = 1000040350
    const crowded = createLongConnection({
      settings: { appId: simulator.appId, appSecret: simulator.appSecret, domain: simulator.url },
      log: bot.runtime.log,
      receive: async () => ({}),
      countRefused: () => {},
      retryMs: 20,
    })
    crowded.open()
    await until(() => crowded.state().includes('1000040350'))
    simulator.connections.refuseWith = undefined
    await until(() => crowded.state() === 'ok')
    await crowded.close()
  })
})
