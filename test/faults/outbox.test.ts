import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { card } from '../../cards/kit/card.ts'
import { para } from '../../cards/kit/elements.ts'
import { cardText } from '../../simulator/index.ts'
import { supersede } from '../../src/db/outbox.ts'
import { outbox, unreachable } from '../../src/db/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { describeBothBackends, redisUrl } from '../support/redis.ts'

const messagesApi = 'POST /open-apis/im/v1/messages'
const patchApi = 'PATCH /open-apis/im/v1/messages'
const sample = (text: string) => card({ state: 'todo', title: '样卡' }, para(text))

/** Writes through a context and commits, as a handler does. */
async function within(
  bot: TestBot,
  work: (ctx: Awaited<ReturnType<TestBot['context']>>) => Promise<void>,
): Promise<void> {
  await work(await bot.context())
  bot.runtime.relay.wake()
}

describeBothBackends('the outbox', (backend) => {
  const start = async () => {
    const redis = backend.name === 'Redis' ? redisUrl() : undefined
    const bot = await startBot(redis ? { redisUrl: redis } : {})
    await bot.team()
    return { bot, li: await bot.rep('李雷') }
  }
  const texts = (li: Awaited<ReturnType<typeof start>>['li']) =>
    li.messages.map((m) => String((JSON.parse(m.content) as { text?: string }).text ?? ''))

  test('messages to one person keep their order', async () => {
    const { bot, li } = await start()
    const wanted = Array.from({ length: 30 }, (_, i) => `第 ${i} 条`)
    await within(bot, async (ctx) => {
      for (const text of wanted) await ctx.say({ openId: li.openId }, text)
    })
    await bot.settle()
    expect(texts(li)).toEqual(wanted)
  })

  test('a thing has one card, patched in place; only the newest of waiting updates is sent', async () => {
    const { bot, li } = await start()
    const to = { openId: li.openId }
    await within(bot, (ctx) => ctx.show(to, 'thing:1', sample('一')))
    await bot.settle()
    const before = bot.simulator.calls.length
    const ctx = await bot.context()
    for (let i = 0; i < 20; i++) await ctx.show(to, 'thing:1', sample(`改 ${i}`))
    bot.runtime.relay.wake()
    await bot.settle()
    expect(li.cards).toHaveLength(1)
    expect(li.card).toShow('改 19')
    expect(bot.simulator.calls.length - before).toBeLessThanOrEqual(20)
  })

  test('429, the chat limit, a busy message and a broken server are waited for; the message comes once', async () => {
    const { bot, li } = await start()
    for (const rule of [
      { status: 429, code: 99991400 },
      { status: 400, code: 230020 },
      { status: 400, code: 230049 },
      { status: 503, code: 0 },
    ]) {
      bot.simulator.refuse({ api: messagesApi, ...rule })
    }
    await within(bot, (ctx) => ctx.say({ openId: li.openId }, '挺住'))
    await bot.settle(30_000)
    expect(texts(li)).toEqual(['挺住'])
  })

  test('an answer that got lost is asked for again under the same uuid: no second message', async () => {
    const { bot, li } = await start()
    bot.simulator.refuse({ api: messagesApi, dropAnswer: true })
    await within(bot, (ctx) => ctx.show({ openId: li.openId }, 'thing:2', sample('只来一次')))
    await bot.settle(30_000)
    expect(li.messages).toHaveLength(1)
    await within(bot, (ctx) => ctx.show({ openId: li.openId }, 'thing:2', sample('后来改了')))
    await bot.settle()
    expect(li.messages).toHaveLength(1)
    expect(li.card).toShow('后来改了')
  })

  test('a refused token is renewed at once', async () => {
    const { bot, li } = await start()
    await within(bot, (ctx) => ctx.say({ openId: li.openId }, '一'))
    await bot.settle()
    bot.simulator.refuse({ api: messagesApi, status: 400, code: 99991663 })
    await within(bot, (ctx) => ctx.say({ openId: li.openId }, '二'))
    await bot.settle()
    expect(texts(li)).toEqual(['一', '二'])
    const [row] = await bot.db.select().from(outbox)
    expect(row).toBeUndefined()
  })

  test('what is refused for good is kept in sight and blocks nothing behind it', async () => {
    const { bot, li } = await start()
    bot.simulator.refuse({
      api: messagesApi,
      status: 400,
      code: 230001,
      msg: 'invalid request param',
    })
    await within(bot, async (ctx) => {
      await ctx.say({ openId: li.openId }, '坏的')
      await ctx.say({ openId: li.openId }, '好的')
    })
    await bot.settle()
    expect(texts(li)).toEqual(['好的'])
    const ann = await bot.admin('Ann')
    await ann.says('失败记录')
    expect(ann.card).toShow('1 条需要看', '230001')
    await ann.clicks('重试')
    expect(texts(li)).toEqual(['好的', '坏的'])
  })

  test('somebody who blocked the bot is marked unreachable', async () => {
    const { bot, li } = await start()
    bot.simulator.setReachability(li.openId, 'blocked')
    await within(bot, (ctx) => ctx.say({ openId: li.openId }, '在吗'))
    await bot.settle()
    const [row] = await bot.db.select().from(unreachable).where(eq(unreachable.openId, li.openId))
    expect(row?.code).toBe(230053)
    const before = bot.simulator.calls.length
    await within(bot, (ctx) => ctx.say({ openId: li.openId }, '还在吗'))
    await bot.settle()
    expect(bot.simulator.calls).toHaveLength(before)
    bot.simulator.setReachability(li.openId, 'ok')
    await li.says('帮助')
    expect(li.card).toShow('帮助')
  })

  test('an update that meets a locked card waits until it is free', async () => {
    const { bot, li } = await start()
    await within(bot, (ctx) => ctx.show({ openId: li.openId }, 'thing:3', sample('前')))
    await bot.settle()
    bot.simulator.refuse({
      api: patchApi,
      times: 2,
      status: 400,
      code: 230099,
      msg: 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock; ',
    })
    await within(bot, (ctx) => ctx.show({ openId: li.openId }, 'thing:3', sample('后')))
    await bot.settle(30_000)
    expect(li.card).toShow('后')
  })

  test('a fresh card takes the place of the one before, even of one whose answer got lost', async () => {
    const { bot, li } = await start()
    const to = { openId: li.openId }
    const fresh = { fresh: true, retired: sample('旧卡') }
    await within(bot, async (ctx) => {
      await ctx.show(to, 'thing:4', sample('一'), fresh)
      await ctx.show(to, 'thing:4', sample('二'), fresh)
    })
    await bot.settle()
    expect(li.cards).toHaveLength(1)
    expect(li.card).toShow('二')
    const lost = bot.simulator.refuse({ api: messagesApi, dropAnswer: true })
    await within(bot, (ctx) => ctx.show(to, 'thing:4', sample('三'), fresh))
    await expect.poll(() => lost.left, { timeout: 5_000 }).toBe(0)
    await within(bot, (ctx) => ctx.show(to, 'thing:4', sample('四'), fresh))
    await bot.settle(30_000)
    expect(li.cards.map((shown) => cardText(shown).split('\n').at(-1))).toEqual([
      '旧卡',
      '旧卡',
      '四',
    ])
  })

  test('a message on its way becomes the note when a click has made another one the thing’s', async () => {
    const { bot, li } = await start()
    const to = { openId: li.openId }
    await within(bot, (ctx) => ctx.show(to, 'thing:5', sample('点的这张')))
    await bot.settle()
    const hold = bot.simulator.refuse({ api: messagesApi, delayMs: 1_500 })
    await within(bot, (ctx) => ctx.show(to, 'thing:5', sample('在路上'), { fresh: true }))
    await expect.poll(() => hold.left, { timeout: 5_000 }).toBe(0)
    const cause = { causeId: crypto.randomUUID(), nowOverride: null }
    await supersede(bot.db, cause, `open_id:${li.openId}`, 'thing:5', sample('答'), sample('旧卡'))
    await bot.settle()
    await within(bot, (ctx) => ctx.show(to, 'thing:5', sample('最后')))
    await bot.settle()
    expect(li.cards.map((shown) => cardText(shown).split('\n').at(-1))).toEqual(['最后', '旧卡'])
  })

  test('the queue may lose everything: the outbox queues it again', async () => {
    const { bot, li } = await start()
    await bot.db.execute(sql`
      insert into outbox (id, kind, name, target, payload, cause_id, status, available_at)
      values (gen_random_uuid(), 'send', '', ${`open_id:${li.openId}`}, ${JSON.stringify({ content: { text: '捡回来' } })}::jsonb, gen_random_uuid(), 'queued', now() - interval '1 minute')`)
    bot.runtime.relay.wake()
    await bot.settle()
    expect(texts(li)).toEqual(['捡回来'])
  })
})
