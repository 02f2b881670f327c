/** A day that did not happen as told, from the chat and the live page to the last word about it. */
import { expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { visitAssessments, visitRulings } from '../../src/features/trust/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { scenery } from '../domain/photos/scenery.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { acts, fixAt, linkOn, opens, photographs } from './live-support.ts'
import { cardsOf, plan, rule } from './visits-support.ts'

const at = (time: string) => `2026-11-24T${time}:00+08:00`

/** Whether one card in somebody's chat shows all of this. */
const onOneCard = (phone: { cards: object[] }, ...words: string[]) =>
  cardsOf(phone).some((text) => words.every((word) => text.includes(word)))

test('several reps, chat and live: assessed as they leave, listed worst first, explained, ruled, appealed', async () => {
  const bot = await startBot({ now: at('09:10'), ownUrl: true })
  await bot.team('D', { name: '大区' })
  await bot.team('T1', { name: '一部', parent: 'D' })
  await bot.team('L1', { name: '现场组', parent: 'T1' })
  await bot.team('T2', { name: '二部', parent: 'D' })
  await rule(bot, settings.proof, 'live', 'team:L1')
  const li = await bot.rep('李雷')
  const [han, ding] = [await bot.rep('韩梅', { team: 'L1' }), await bot.rep('丁一', { team: 'L1' })]
  const wang = await bot.manager('王芳')
  const na = await bot.manager('李娜', { team: 'D', leads: 'D' })
  const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
  const admin = await bot.admin('管理员', { team: 'D' })
  const shops = []
  for (const [i, name] of ['永辉', '联华', '大润发'].entries())
    shops.push(await bot.customer({ code: `A${i}`, name, ...northOf(centre, 4_000 * i) }))
  const liveShop = await bot.customer({ code: 'B1', name: '好又多', owner: '丁一' })
  const otherShop = await bot.customer({ code: 'B2', name: '家家乐', owner: '韩梅' })

  await plan(bot, li.openId, ['A0', 'A1', 'A2'], '2026-11-24')
  await plan(bot, ding.openId, ['B1'], '2026-11-24')
  await plan(bot, han.openId, ['B2'], '2026-11-24')

  // 李雷 in the chat: from shop to shop in a minute, the second with a photo of the first.
  const used = await scenery(1)
  const photos = [
    [used, await scenery(2)],
    [used, await scenery(3)],
    [await scenery(4), await scenery(5)],
  ]
  const words = [
    '老板同意下周补二十箱，堆头谈好了',
    '盘了库存，冰柜第二层空着',
    '新品试吃不错，约好周五收款',
  ]
  for (const [i, shop] of shops.entries()) {
    await li.sendsLocation(northOf(shop, 20))
    for (const photo of photos[i] ?? []) await li.sendsPhoto(photo)
    await li.says(words[i] ?? '')
    bot.later(5)
    await li.clicks('签退')
    await li.clicks('提交', { outcome: '已开单' })
    bot.later(1)
  }
  // On the card of each visit; and asked for on a card of nudges.
  expect(onOneCard(li, '永辉', '信任分 86', '说明情况')).toBe(false)
  expect(
    onOneCard(
      li,
      '联华',
      '有 4 处和平常不同',
      '是同一个文件',
      '签退 1 分钟后就在 4 公里外签到',
      '说明情况',
    ),
  ).toBe(true)
  expect(onOneCard(li, '大润发', '信任分 71', '路上至少要 3.9 分钟', '说明情况')).toBe(true)
  expect(onOneCard(li, '请说明情况', '联华', '信任分 11')).toBe(true)

  // 丁一 and 韩梅 on the live page, by one phone.
  for (const [rep, shop] of [
    [ding, liveShop],
    [han, otherShop],
  ] as const) {
    await rep.says(`签到 ${shop.code}`)
    const { pass } = (await opens(bot, linkOn(rep), rep.openId)).body
    expect((await acts(bot, pass, fixAt(bot, northOf(shop, 15)))).body).toMatchObject({
      state: 'begun',
    })
    for (const [n, kind] of ['storefront', 'shelf'].entries()) {
      bot.later(1)
      await photographs(bot, pass, await scenery(10 + 2 * n + (rep === han ? 1 : 0)), { kind })
    }
    bot.later(20)
    await rep.says('签退')
    await rep.clicks('提交', { outcome: '已开单', summary: `${shop.name}老板在，下周再补一批货` })
  }
  expect(onOneCard(han, '家家乐', '信任分 45', '同一部手机 24 小时内还为另外 1 人签过到')).toBe(
    true,
  )
  const assessed = await bot.db.select().from(visitAssessments).orderBy(visitAssessments.score)
  expect(assessed.map(({ customerCode, band }) => [customerCode, band])).toEqual([
    ['A1', 'red'],
    ['B2', 'red'],
    ['A2', 'amber'],
    ['A0', 'green'],
    ['B1', 'green'],
  ])
  expect(await bot.db.select().from(visits)).toHaveLength(5)

  // One card for who leads them, worst first, with reasons and numbers; nothing for anybody else.
  bot.at(at('17:31'))
  await bot.tick()
  expect(wang.card).toShow('待核查拜访', '第 1/3 条', '李雷 · 联华')
  expect(wang.card).toShow('1 张照片与 0 天前另一次拜访的照片是同一个文件', '业务员还没有说明')
  await wang.clicks('下一条')
  expect(wang.card).toShow('第 2/3 条', '韩梅 · 家家乐', '信任分 45')
  await wang.clicks('下一条')
  expect(wang.card).toShow('第 3/3 条', '李雷 · 大润发', '信任分 71')
  for (const other of [na, zhao, admin, ding]) {
    const seen = cardsOf(other).join()
    for (const flag of ['待核查', '同一个文件', '同一部手机', '信任分 45', '李雷'])
      expect(seen, `${other.person.name} sees ${flag}`).not.toContain(flag)
  }

  // 李雷 explains, 王芳 rules, 李娜 has the last word.
  await li.says('说明情况')
  expect(li.card).toShow('2 次拜访可以说明情况', '联华', '大润发')
  await li.clicks('说明情况')
  await li.clicks('提交', { text: '三家是一条街上的' })
  await li.says('说明情况')
  await li.clicks('说明情况')
  await li.clicks('提交', { text: '照片发错了，人在店里' })
  await wang.says('核查')
  expect(wang.card).toShow('李雷 · 联华', '照片发错了，人在店里')
  await wang.clicks('不实')
  await wang.clicks('裁定为不实', { note: '店主说今天没人来' })
  expect(li.card).toShow('王芳裁定：不实', '店主说今天没人来', '不会自动扣罚')
  await li.clicks('申诉')
  await li.clicks('提交', { text: '店主换班了，可以问老板娘' })
  expect(na.card).toShow('李雷的申诉', '可以问老板娘', '王芳的裁定')
  await na.clicks('属实')
  expect(li.card).toShow('李娜复核：属实（为准）')
  const rulings = await bot.db.select().from(visitRulings).orderBy(visitRulings.level)
  expect(rulings.map(({ verdict }) => verdict)).toEqual(['false', 'honest'])
  for (const other of [zhao, admin, ding])
    expect(cardsOf(other).join(), other.person.name).not.toContain('李雷')
}, 180_000)
