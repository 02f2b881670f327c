import { asc, eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { outbox } from '../../src/db/tables.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { visitNotes, visitPhotos } from '../../src/features/visits/tables.ts'
import type { TestBot } from '../support/bot.ts'
import { northOf } from '../support/fixtures.ts'
import { cardsOf, plan, rule, street, textOf } from './visits-support.ts'

const at = (time: string) => ({ at: new Date(`2026-03-02T${time}+08:00`) })
const photosOf = (bot: TestBot) =>
  bot.db.select().from(visitPhotos).orderBy(asc(visitPhotos.createdAt), asc(visitPhotos.id))
const jpeg = (pixels: number) =>
  sharp({ create: { width: pixels, height: 20, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()

test('photos and text sent just before the check-in attach by themselves', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsPhoto(undefined, at('09:06:00'))
  expect(textOf(li.card)).toContain('先帮你留着 1 张照片')
  await li.sendsPhoto(undefined, at('09:07:00'))
  await li.says('店主不在，下午再来', at('09:08:00'))
  expect(textOf(li.card)).toContain('先帮你留着 2 张照片、1 段文字')
  expect(li.cards).toHaveLength(1)

  await li.sendsLocation(northOf(shop, 20))
  expect(textOf(li.card)).toContain('✓ 门头照')
  expect(textOf(li.card)).toContain('✓ 陈列照')
  expect(textOf(li.card)).toContain('店主不在，下午再来')
  expect(cardsOf(li)[0]).toContain('已归入 永辉·人民路店')
  expect(await bot.report('visits')).toMatchObject([{ photos: 2 }])
})

test('what was sent 5 to 30 minutes before is offered; older is not', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsPhoto(undefined, at('08:39:00'))
  await li.sendsPhoto(undefined, at('08:50:00'))
  await li.sendsPhoto(undefined, at('09:04:59'))
  await li.says('早上路过看了一眼堆头', at('09:00:00'))
  await li.sendsPhoto(undefined, at('09:05:00'))
  await li.sendsLocation(northOf(shop, 20))
  expect(textOf(li.card)).toContain('还差 1 张陈列照、离店总结')
  await li.clicks('归入 2 张较早的照片、1 段较早的文字')
  expect(textOf(li.card)).toContain('资料齐了')
  expect(textOf(li.card)).not.toContain('较早')
  expect(await bot.report('visits')).toMatchObject([{ photos: 3 }])
})

test('kinds fill by the time of sending, whatever arrives first', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  bot.at('2026-03-02T09:20:00+08:00')
  await li.sendsLocation(northOf(shop, 20), at('09:10:00'))
  await li.sendsPhoto(undefined, at('09:14:00'))
  await li.sendsPhoto(undefined, at('09:12:00'))
  await li.sendsPhoto(undefined, at('09:13:00'))
  const photos = await photosOf(bot)
  expect(photos.map(({ kind }) => kind)).toEqual(['storefront', 'shelf', 'other'])
})

test('one tap turns a photo; the others fill what is open; one tap deletes', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.sendsPhoto(undefined, at('09:10:00'))
  await li.clicks('改为陈列照')
  expect(textOf(li.card)).toContain('○ 门头照')
  expect(textOf(li.card)).toContain('✓ 陈列照')
  await li.sendsPhoto(undefined, at('09:10:00'))
  expect(textOf(li.card)).toContain('✓ 门头照')
  await li.clicks('删除')
  expect(textOf(li.card)).toContain('照片 1 张')
  expect((await photosOf(bot)).map(({ status }) => status).toSorted()).toEqual([
    'deleted',
    'stored',
  ])
})

test('photos are kept under their hash, and the card shows a small copy', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  const bytes = await jpeg(3000)
  await li.sendsPhoto(bytes)
  const [photo] = await photosOf(bot)
  expect(photo).toMatchObject({ status: 'stored', size: bytes.length, mime: 'image/jpeg' })
  expect(Buffer.from(await bot.runtime.objects.get(photo?.objectKey ?? '')).equals(bytes)).toBe(
    true,
  )
  expect(photo?.objectKey).toContain(photo?.sha256)
  expect(JSON.stringify(li.card)).toContain(photo?.cardImageKey)
})

test('a post: its photos and its caption both count', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.sendsPost('堆头已经摆好，老板很满意\n下周再看', [await jpeg(40), await jpeg(50)])
  expect(textOf(li.card)).toContain('资料齐了')
  expect(textOf(li.card)).toContain('堆头已经摆好，老板很满意\n下周再看')
})

test('several messages append; 修改 and 不是总结', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.says('老板在')
  expect(li.cards).toHaveLength(2)
  expect(textOf(li.card)).toContain('离店总结再写 7 字')
  bot.later(1)
  await li.says('签到单据我放桌上了')
  expect(li.cards).toHaveLength(2)
  expect(textOf(li.card)).toContain('老板在\n签到单据我放桌上了')
  await li.clicks('不是总结')
  expect(textOf(li.card)).not.toContain('签到单据')
  await li.clicks('修改')
  await li.clicks('保存', { summary: '老板在，答应月底前结清上月货款' })
  expect(textOf(li.card)).toContain('✓ 离店总结')
  await li.clicks('签退')
  expect(textOf(li.card)).toContain('老板在，答应月底前结清上月货款')
  expect((await bot.db.select().from(visitNotes)).filter((n) => !n.dismissed)).toHaveLength(1)
})

test('commands win over the summary; words behind which something else stands do not', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.says('/附近')
  expect(textOf(li.card)).toContain('附近客户')
  await li.says('附近新开了一家超市')
  expect(textOf(li.card)).toContain('已记为离店总结')
  expect((await bot.db.select().from(visitNotes)).map(({ text }) => text)).toEqual([
    '附近新开了一家超市',
  ])
})

test('text without a visit is kept and answered', async () => {
  const { li } = await street()
  await li.says('随便说一句')
  expect(textOf(li.card)).toContain('先帮你留着 1 段文字')
  expect(textOf(li.card)).toContain('帮助')
})

test('while the form is open, photos and text do not wipe it and are not lost', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.sendsPhoto()
  await li.says('老板在，谈了堆头的位置')
  await li.clicks('签退')
  const form = li.cardMessages().at(-1)?.messageId ?? ''
  await li.sendsPhoto()
  await li.says('临走又加了两箱')
  expect(textOf(li.card)).toContain('资料齐了')
  expect(textOf(li.cards.find((card) => textOf(card).includes('签退 ·')))).toContain('提交')

  await li.clicks('提交', { outcome: '已开单' }, { card: form })
  expect(cardsOf(li).filter((text) => text.includes('拜访完成'))).toHaveLength(1)
  expect(await bot.report('visits')).toMatchObject([
    { summary: '老板在，谈了堆头的位置\n临走又加了两箱', status: 'closed', photos: 2 },
  ])
})

test('what was sent during a visit and arrives after its end completes its record', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.sendsPhoto()
  await li.sendsPhoto()
  await li.says('老板在，谈了堆头的位置')
  bot.at('2026-03-02T09:30:00+08:00')
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '其他' })
  bot.at('2026-03-02T09:40:00+08:00')
  await li.sendsPhoto(undefined, at('09:25:00'))
  await li.says('迟到的一句话', at('09:26:00'))
  expect(await bot.report('visits')).toMatchObject([
    { photos: 3, summary: '老板在，谈了堆头的位置\n迟到的一句话' },
  ])
  expect(textOf(li.card)).toContain('3 张照片')
})

test('at most so many photos as the rule says, and the rep hears it', async () => {
  const { bot, li, shop } = await street()
  await rule(bot, settings.photosMax, 2)
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  for (const _ of [1, 2, 3]) await li.sendsPhoto()
  expect(li.lastText).toContain('已有 2 张照片')
  expect(await photosOf(bot)).toHaveLength(2)
})

test('a photo that cannot be fetched is said, and sent again', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  bot.simulator.refuse({ api: /GET .*\/resources\//, status: 400, code: 234003 })
  await li.sendsPhoto()
  expect(textOf(li.card)).toContain('1 张照片没取到，请重发')
  expect(textOf(li.card)).toContain('○ 门头照')
  expect(await bot.report('visits')).toMatchObject([{ photos: 0 }])
  await li.sendsPhoto()
  expect(textOf(li.card)).not.toContain('没取到')
  expect(textOf(li.card)).toContain('✓ 门头照')
  expect(await bot.report('visits')).toMatchObject([{ photos: 1 }])
})

test('a photo that the platform cannot give now is fetched at the next try', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  bot.simulator.refuse({ api: /GET .*\/resources\//, status: 503 })
  await li.sendsPhoto()
  expect(textOf(li.card)).not.toContain('没取到')
  expect(await photosOf(bot)).toMatchObject([{ status: 'stored' }])
})

test('a photo that fails at every try ends in words, and nothing is tried for ever', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  const down = bot.simulator.refuse({ api: /GET .*\/resources\//, status: 503, times: 100 })
  await bot.simulator.as(li.openId).sendsPhoto()
  const job = () => bot.db.select().from(outbox).where(eq(outbox.name, 'visits.fetch-photo'))
  for (let tries = 1; tries < 5; tries++) {
    await expect.poll(async () => (await job())[0]?.attempts, { timeout: 10_000 }).toBe(tries)
    expect(await photosOf(bot)).toMatchObject([{ status: 'fetching' }])
    await bot.db.update(outbox).set({ availableAt: sql`now()` }).where(eq(outbox.kind, 'job'))
  }
  await bot.settle()
  expect(await job()).toEqual([])
  expect(100 - down.left).toBe(5)
  expect(await photosOf(bot)).toMatchObject([{ status: 'failed' }])
  expect(textOf(li.card)).toContain('没取到')
})

test('a photo that no card can show still counts', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  bot.simulator.refuse({ api: 'POST /open-apis/im/v1/images', status: 400, code: 234011 })
  await li.sendsPhoto()
  expect(await photosOf(bot)).toMatchObject([{ status: 'stored', cardImageKey: null }])
})

test('many photos: pages, and every card keeps to the limits', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  const small = await jpeg(30)
  await li.sendsPost(
    '',
    Array.from({ length: 20 }, () => small),
  )
  expect(textOf(li.card)).toContain('照片 20 张')
  await li.clicks('全部照片')
  expect(textOf(li.card)).toContain('第 1/3 页')
  await li.clicks('下一页')
  await li.clicks('改为陈列照')
  expect(textOf(li.card)).toContain('第 2/3 页')
  await li.clicks('返回')
  expect(textOf(li.card)).toContain('拜访中')
})

test('location, photos and text at once, in any order, each five times: one visit, one answer each', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  const photo = await jpeg(60)
  const sent = await Promise.all([
    li.sendsPhoto(await jpeg(50), at('09:10:00')),
    li.says('老板在，谈了堆头的位置', at('09:10:00')),
    li.sendsPhoto(photo, at('09:10:00')),
    li.sendsLocation(northOf(shop, 20), at('09:10:00')),
  ])
  const seen = li.messages.length
  await Promise.all(
    [0, 1, 2, 3, 4].flatMap(() => sent.map(({ envelope }) => bot.simulator.deliver(envelope))),
  )
  await bot.settle()
  expect(li.messages.length).toBe(seen)
  expect(await bot.report('visits')).toMatchObject([{ photos: 2, status: 'open' }])
  expect(await bot.db.select().from(visitNotes)).toHaveLength(1)
  expect(textOf(li.card)).toContain('资料齐了')
  expect(li.cards.filter((card) => textOf(card).includes('更多'))).toHaveLength(1)
})

test('two locations at once open one visit', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await Promise.all([
    li.sendsLocation(northOf(shop, 20), at('09:10:00')),
    li.sendsLocation(northOf(shop, 25), at('09:10:00')),
  ])
  expect(await bot.report('visits')).toMatchObject([{ status: 'open' }])
  expect(textOf(li.card)).toContain('已记下离店位置')
})
