import { expect, test } from 'vitest'
import type { TestBot } from '../support/bot.ts'
import { northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { plan, street } from './visits-support.ts'

/** 李雷 has a convenience store, a supermarket and a shop of no type, a kilometre from each other. */
async function types() {
  const { bot, li, wang, shop } = await street('2026-03-02T09:10:00+08:00')
  const ann = await bot.admin('管理员')
  const store = await bot.customer({ name: '好邻居', code: 'B1', type: '便利店', ...far(shop, 1) })
  const market = await bot.customer({ name: '大润发', code: 'K1', type: 'KA', ...far(shop, 2) })
  return { bot, li, wang, ann, store, market }
}
const far = (point: { lng: number; lat: number }, km: number) => northOf(point, km * 1000)

test('photos asked for by type of customer, on the card and in words; grade and customer win', async () => {
  const { bot, li, ann, store, market } = await types()
  await ann.says('规则 照片')
  await ann.selects('适用范围', '便利店类客户')
  expect(ann.card).toShow('便利店类客户 · 照片', '陈列照\n1 张 · 默认')
  expect(ann.card).not.toShow('每次拜访照片上限')
  await ann.selects('陈列照', '3 张')
  expect(ann.toast?.content).toBe('陈列照 已改为 3 张（便利店类客户）')
  await ann.says('规则 陈列照 0 ka')
  expect(ann.card).toShow('规则 · 陈列照', 'KA类客户', '陈列照 已改为 0 张（KA类客户）')
  await ann.says('规则 门头照 0 KA类')
  await ann.says('规则 陈列照')
  expect(ann.card).toShow('别处的设定（2）', '便利店类客户', '3 张', 'KA类客户')

  await plan(bot, li.openId, [store.code, market.code])
  await li.sendsLocation(store)
  expect(li.card).toShow('拜访中 · 好邻居', '还差 1 张门头照、3 张陈列照')
  await ann.says('规则 陈列照 1 好邻居')
  await li.sendsPhoto()
  expect(li.card).toShow('还差 1 张陈列照')
  await li.sendsPhoto()
  // The stay by type makes the visit too short.
  await ann.says('规则 最短停留 60 便利店')
  await ann.says('规则 最短停留 5 A级')
  await leaves(bot, li)
  await li.sendsLocation(market)
  expect(li.card).toShow('拜访中 · 大润发', '还差 离店总结')
  await leaves(bot, li)
  const valid = async () => (await bot.report('performance')).map((row) => row.visits_valid)
  expect(await valid()).toEqual([1])

  // A rule that changes later leaves what was decided alone, and holds for the next visit.
  await ann.says('规则 最短停留 5 好邻居')
  expect(await valid()).toEqual([1])
  await li.sendsLocation(store)
  await li.clicks('临时拜访')
  await li.sendsPhoto()
  await li.sendsPhoto()
  await leaves(bot, li)
  expect(await valid()).toEqual([2])
})

async function leaves(bot: TestBot, li: Awaited<ReturnType<TestBot['rep']>>) {
  await li.says('老板同意下周补二十箱，堆头谈好了')
  bot.later(20)
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '有意向待跟进' })
}

test('types are the admin’s: a manager neither sees nor sets them', async () => {
  const { bot, wang, ann } = await types()
  await wang.says('规则 照片')
  expect(wang.card).not.toShow('便利店类客户')
  await wang.says('规则 陈列照 3 便利店')
  expect(wang.lastText).toContain('只有管理员')
  const message = wang.cardMessages().at(-1)?.messageId ?? ''
  for (const [person, scope] of [
    [wang, 'type:便利店'],
    [ann, 'type:没有的'],
  ] as const) {
    await person.says('规则 照片')
    const at = person.cardMessages().at(-1)?.messageId ?? message
    const result = await person.acts(at, {
      tag: 'select_static',
      option: '3',
      value: {
        action: 'rules.set',
        v: 1,
        payload: { key: 'photos.shelf', scope, group: 'photos' },
      },
    })
    expect(result.toast).toMatchObject({ type: 'error' })
  }
  expect((await bot.context()).rules.version).toBe(0)
  const bob = await bot.admin('Bob', { locale: 'en' })
  await bob.says('rule shelf 2 type KA')
  expect(bob.card).toShow('Type KA', 'Shelf photos is now 2 (Type KA)')
  await bob.says('rule plan.capacity 8 KA')
  expect(bob.lastText).toContain('not for customer types')
})
