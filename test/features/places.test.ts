import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { placeActions } from '../../cards/places/actions.ts'
import { customerOwners, customers } from '../../src/features/customers/tables.ts'
import { customerPins, outletRequests, placePhotos } from '../../src/features/places/tables.ts'
import { planStops } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { buttonValue } from './visits-support.ts'

const day = '2026-11-24'
const at = (time: string) => `${day}T${time}:00+08:00`
const unpinned = { lngGcj: null, latGcj: null, rawLng: null, rawLat: null, rawDatum: null }

async function scene() {
  const bot = await startBot({ now: at('09:10') })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷', { homeLngGcj: centre.lng, homeLatGcj: centre.lat })
  const wang = await bot.manager('王芳')
  const chen = await bot.manager('陈军')
  const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
  return { bot, li, wang, chen, zhao }
}

const pointOf = async (bot: TestBot, code: string) => {
  const [row] = await bot.db.select().from(customers).where(eq(customers.code, code))
  return { lng: row?.lngGcj, lat: row?.latGcj }
}
const shop = northOf(centre, 800)
const place = { ...shop, name: '南京北街 206 号' }

describe('采点', () => {
  test('location, photo, customer: the manager approves, the point and its history are kept, the stop is routed', async () => {
    const { bot, li, wang, chen } = await scene()
    await bot.customer({ code: 'Y', name: '永辉', ...unpinned })
    await bot.customer({ code: 'L', name: '联华', ...northOf(centre, 2_000) })
    await bot.job('plans.send')
    await li.says('采点')
    expect(li.card).toShow('采点', '还差 客户、位置、门头照', '永辉')
    await li.sendsLocation(place)
    expect(li.card).toShow('还差 客户、门头照', '✓ 位置 南京北街 206 号')
    await li.sendsPhoto()
    await li.clicks('永辉')
    expect(li.card).toShow('采点 · 永辉', '可以提交了')
    expect(await bot.db.$count(visits)).toBe(0)

    await li.clicks('提交')
    expect(li.card).toShow('等主管同意', '不排路线')
    expect(await pointOf(bot, 'Y')).toEqual({ lng: null, lat: null })
    for (const manager of [wang, chen])
      expect(manager.card).toShow('采点申请 · 李雷', '李雷 采了 永辉 的位置', '看地图')
    const [photo] = await bot.db.select().from(placePhotos)
    expect(photo).toMatchObject({ status: 'stored' })
    expect(JSON.stringify(wang.card)).toContain(photo?.cardImageKey)

    await Promise.all([wang.clicks('同意'), chen.clicks('同意')])
    const [pin] = await bot.db.select().from(customerPins)
    const [winner, loser] = pin?.ruledBy === wang.openId ? [wang, chen] : [chen, wang]
    expect(pin).toMatchObject({ status: 'approved', oldLng: null, photoId: photo?.id })
    expect(loser.toast?.content).toContain(winner.person.name)
    expect(loser.card).toShow(`${winner.person.name}已同意`)
    expect(li.card).toShow('采点 · 永辉', `${winner.person.name}已同意`, '新坐标已生效')
    expect((await pointOf(bot, 'Y')).lat).toBeCloseTo(shop.lat, 6)
    const [stop] = await bot.db.select().from(planStops).where(eq(planStops.customerCode, 'Y'))
    expect(stop).toMatchObject({ routed: true })
    expect(stop?.eta).not.toBeNull()
  })

  test('until it is approved a visit is unverified; declined changes nothing and the rep hears it', async () => {
    const { bot, li, wang, chen } = await scene()
    await bot.customer({ code: 'Y', name: '永辉', ...unpinned })
    await li.says('采点 永辉')
    expect(li.card).toShow('采点 · 永辉', '还差 位置、门头照')
    await li.sendsLocation(place)
    await li.sendsPhoto()
    await li.clicks('提交')
    await li.says('签到 永辉')
    await li.sendsLocation(place)
    expect(await bot.db.select().from(visits)).toMatchObject([{ verdict: 'unverified' }])
    await wang.clicks('不同意')
    expect(li.card).toShow('采点 · 永辉', '王芳没有同意', '坐标没有改动')
    expect(chen.card).toShow('王芳没有同意')
    expect((await pointOf(bot, 'Y')).lng).toBeNull()
  })

  test('a move of more than 300 m needs a reason; the old point is kept', async () => {
    const { bot, li, wang } = await scene()
    await bot.customer({ code: 'Y', name: '永辉' })
    await li.says('采点 Y')
    await li.sendsLocation(place)
    await li.sendsPhoto()
    expect(li.card).toShow('移动 800 米', '请写原因')
    // The platform asks for it; a client that does not is refused all the same.
    const messageId = li.cardMessages().at(-1)?.messageId ?? ''
    const value = buttonValue(li.card, 'places.submitPin')
    const refused = await li.acts(messageId, { tag: 'button', value })
    expect(refused.toast?.content).toContain('请写移动的原因')
    expect(await bot.db.$count(customerPins)).toBe(0)
    await li.clicks('提交', { reason: '搬到对面了' })
    expect(wang.card).toShow('把 永辉 移动了 800 米', '搬到对面了')
    await wang.clicks('同意')
    const [pin] = await bot.db.select().from(customerPins)
    expect(pin).toMatchObject({
      oldLat: expect.closeTo(centre.lat, 5),
      movedM: 800,
      ruledBy: wang.openId,
    })
    expect(await bot.db.select().from(customers)).toMatchObject([{ rawDatum: 'gcj02' }])
  })

  test('a manager needs neither photo nor approval; a small move needs no reason', async () => {
    const { bot, wang } = await scene()
    await bot.customer({ code: 'Y', name: '永辉' })
    await wang.says('采点 永辉')
    await wang.sendsLocation(northOf(centre, 100))
    expect(wang.card).toShow('立即生效', '移动 100 米')
    await wang.clicks('确认')
    expect(wang.card).toShow('新坐标已生效')
    expect((await pointOf(bot, 'Y')).lat).toBeCloseTo(northOf(centre, 100).lat, 6)
  })

  test('after ten minutes, after 签到 at a customer and after 取消 a location is a check-in again', async () => {
    const { bot, li } = await scene()
    await bot.customer({ code: 'Y', name: '永辉' })
    await bot.customer({ code: 'L', name: '联华', ...northOf(centre, 3_000) })
    await li.says('采点 永辉')
    bot.later(11)
    await li.sendsLocation(centre)
    expect(li.card).toShow('永辉', '临时拜访')
    await li.says('采点 永辉')
    bot.later(1)
    await li.says('签到 联华')
    await li.sendsLocation(northOf(centre, 3_000))
    expect(await bot.db.select().from(visits)).toMatchObject([{ customerCode: 'L' }])
    await li.says('采点 永辉')
    await li.clicks('取消')
    expect(li.card).toShow('已取消')
  })

  test('a photo of the customer whose visit is open is the visit’s too; a newer pin replaces the older', async () => {
    const { bot, li, wang } = await scene()
    await bot.customer({ code: 'Y', name: '永辉', ...unpinned })
    await li.says('签到 永辉')
    await li.sendsLocation(place)
    for (let i = 0; i < 2; i++) {
      await li.says('采点 永辉')
      await li.sendsLocation(place)
      await li.sendsPhoto()
      await li.clicks('提交')
    }
    expect(await bot.db.select().from(visits)).toMatchObject([{ status: 'open' }])
    const photos = await bot.db.execute('select visit_id from visit_photos')
    expect(photos).toHaveLength(2)
    expect(wang.cards.filter((card) => JSON.stringify(card).includes('作废'))).toHaveLength(1)
    await wang.clicks('同意')
    expect(await bot.db.select().from(customerPins)).toMatchObject([
      { status: 'replaced' },
      { status: 'approved' },
    ])
  })

  test('another team’s manager and the rep cannot rule, and nobody takes another’s draft', async () => {
    const { bot, li, wang, zhao } = await scene()
    await bot.customer({ code: 'Y', name: '永辉', ...unpinned })
    await li.says('采点 永辉')
    await li.sendsLocation(place)
    await li.sendsPhoto()
    await li.clicks('提交')
    const [pin] = await bot.db.select().from(customerPins)
    const { value } = placeActions.rulePin({ pinId: pin?.id ?? '', approve: true })
    await zhao.says('采点')
    for (const person of [zhao, li]) {
      const messageId = person.cardMessages()[0]?.messageId ?? ''
      const result = await person.acts(messageId, { tag: 'button', value })
      expect(result.toast).toMatchObject({ type: 'error' })
    }
    expect(await bot.db.select().from(customerPins)).toMatchObject([{ status: 'asked' }])
    await wang.clicks('同意')
    expect(await bot.db.select().from(customerPins)).toMatchObject([{ status: 'approved' }])
  })
})

describe('新店', () => {
  test('location, photo, name: the manager approves, and it is a new customer on the finder’s plan', async () => {
    const { bot, li, wang, chen } = await scene()
    await bot.customer({ code: 'Y', name: '永辉', ...northOf(centre, 4_000) })
    await bot.job('plans.send')
    await li.says('新店')
    expect(li.card).toShow('新店', '还差 位置、门头照、店名')
    await li.sendsLocation(place)
    await li.sendsPhoto()
    await li.says('好邻居超市')
    expect(li.card).toShow('新店 · 好邻居超市', '可以提交了')
    await li.clicks('提交', { name: '好邻居超市', contact: '周姐', type: '便利店' })
    expect(li.card).toShow('等主管同意')
    expect(wang.card).toShow('新店申请 · 李雷', '好邻居超市', '周姐 · 便利店')
    expect(await bot.db.$count(customers)).toBe(1)
    await wang.clicks('同意')
    expect(chen.card).toShow('王芳已同意')
    expect(li.cards.at(-1)).toShow('新店 · 好邻居超市', '王芳已同意', 'N261124001')
    const [made] = await bot.db.select().from(customers).where(eq(customers.code, 'N261124001'))
    expect(made).toMatchObject({
      name: '好邻居超市',
      ownerOpenId: li.openId,
      teamCode: 'T1',
      source: '新店',
      stage: '新客',
      contact: '周姐',
      type: '便利店',
      address: '南京北街 206 号',
      createdOn: day,
    })
    expect(
      await bot.db
        .select()
        .from(customerOwners)
        .where(eq(customerOwners.customerCode, 'N261124001')),
    ).toMatchObject([{ ownerOpenId: li.openId, fromDate: day }])
    const stops = await bot.db.select().from(planStops)
    expect(stops.map(({ customerCode }) => customerCode).sort()).toEqual(['N261124001', 'Y'])
    expect(stops.every(({ routed }) => routed)).toBe(true)
  })

  test('near and like-named customers are shown first; 就是这家 makes nothing new', async () => {
    const { bot, li, wang } = await scene()
    await bot.customer({ code: 'A', name: '老王小卖部', ...northOf(shop, 100) })
    await bot.customer({ code: 'B', name: '好邻居超市（南京街）', ...northOf(shop, 900) })
    await bot.customer({ code: 'C', name: '好邻居超市', ...unpinned })
    await bot.customer({ code: 'D', name: '远东商店', ...northOf(shop, 400) })
    await bot.customer({ code: 'E', name: '别家机密店', owner: '赵二', teamCode: 'T2', ...shop })
    const collect = async () => {
      await li.says('新店 好邻居超市')
      await li.sendsLocation(place)
      await li.sendsPhoto()
      await li.clicks('提交', { name: '好邻居超市' })
    }
    await collect()
    expect(li.card).toShow('是同一家吗', '老王小卖部', '距离 100 米', '南京街', '待采点')
    expect(li.card).toShow('别的团队的 1 家')
    expect(li.card).not.toShow('远东商店')
    expect(li.card).not.toShow('别家机密店')
    await li.clicks('就是这家')
    expect(li.card).toShow('就是 老王小卖部，不用新建')
    await collect()
    await li.clicks('不是，提交新店')
    expect(wang.card).toShow('新店申请', '老王小卖部')
    await wang.clicks('不同意')
    expect(li.card).toShow('王芳没有同意', '没有建客户')
    expect(await bot.db.$count(customers)).toBe(5)
    expect(await bot.db.select().from(outletRequests)).toMatchObject([{ status: 'declined' }])
  })

  test('a manager adds shops at once; numbers of a day do not repeat', async () => {
    const { bot, wang } = await scene()
    for (const name of ['一号店铺', '二号商行']) {
      await wang.says(`新店 ${name}`)
      await wang.sendsLocation(northOf(centre, name === '一号店铺' ? 0 : 5_000))
      await wang.clicks('确认', { name })
      expect(wang.card).toShow('新店已建好')
    }
    const rows = await bot.db.select({ code: customers.code }).from(customers)
    expect(rows.map(({ code }) => code).sort()).toEqual(['N261124001', 'N261124002'])
  })
})
