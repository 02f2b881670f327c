import { describe, expect, test } from 'vitest'
import { fromGcj02, type Point } from '../../src/domain/geo.ts'
import { dailyPlans } from '../../src/features/plans/tables.ts'
import { travelLegs } from '../../src/features/travel/tables.ts'
import { startAmap } from '../support/amap.ts'
import { type BotOptions, startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import { startOsrm } from '../support/osrm.ts'
import '../support/matchers.ts'

const now = '2026-11-24T08:00:00+08:00'
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

/** Four shops to the north of home, 1 to 4 km. */
async function fourShops(options: BotOptions) {
  const bot = await startBot({ now, mapTimeoutMs: 300, ...options })
  await bot.team()
  const li = await bot.rep('李雷', home)
  for (let i = 1; i <= 4; i++)
    await bot.customer({ name: `店 ${i}`, code: `K${i}`, ...northOf(centre, i * 1_000) })
  return { bot, li }
}

const order = async (bot: TestBot) => {
  const rows = await bot.report('plans', { from: '2026-11-24', to: '2026-11-30' })
  return rows.map((row) => row.customer_code)
}

/** Number of the shop that a point of the service is, by how far north it is. */
const shopAt = ({ lat }: Point) => Math.round((lat - fromGcj02(centre, 'wgs84').lat) * 111.195)

/** A river without a bridge between shop 2 and the others: from 2 it is half an hour. */
const river = (from: Point, to: Point) => {
  const seconds = (shopAt(from) === 2) === (shopAt(to) === 2) ? 120 : 1_800
  return { seconds, metres: 7 * seconds }
}

describe('measured ways', () => {
  test('today is ordered with them, the way from home stays an estimate, and the cache is asked next', async () => {
    const osrm = await startOsrm()
    osrm.way = river
    const { bot, li } = await fourShops({ env: { MAP_PROVIDER: 'osrm', MAP_BASE_URL: osrm.url } })
    await bot.job('plans.generate')
    expect(osrm.requests).toHaveLength(1)
    // By great circle 2 lies on the way to 3; with the river it is the first or the last.
    expect((await order(bot)).indexOf('K2') % 3).toBe(0)
    expect(await bot.db.$count(travelLegs)).toBe(12)
    await li.says('计划')
    expect(li.card).toShow('约 1.4 公里')
    expect(li.card).toShow(' · 840 米')

    // Nobody's own place was told.
    const places = osrm.requests.flatMap(({ places }) => places.map(shopAt))
    expect(places.toSorted()).toEqual([1, 2, 3, 4])

    await li.clicks('重新规划')
    expect((await order(bot)).indexOf('K2') % 3).toBe(0)
    bot.at('2026-11-25T08:00:00+08:00')
    await bot.job('plans.generate')
    expect(osrm.requests).toHaveLength(1)
  })

  test('a shop that no road reaches is an estimate, asked once', async () => {
    const osrm = await startOsrm()
    osrm.way = (from, to) =>
      shopAt(from) === 3 || shopAt(to) === 3 ? null : { seconds: 100, metres: 1_000 }
    const { bot, li } = await fourShops({ env: { MAP_PROVIDER: 'osrm', MAP_BASE_URL: osrm.url } })
    await bot.job('plans.generate')
    expect((await order(bot)).toSorted()).toEqual(['K1', 'K2', 'K3', 'K4'])
    await li.says('计划')
    await li.clicks('重新规划')
    expect(osrm.requests).toHaveLength(1)
    expect(li.card).toShow('约 ')
  })

  for (const trouble of [
    'silence',
    'garbage',
    { http: 503 },
    { http: 400, code: 'TooBig' },
  ] as const) {
    test(`no plan fails for ${JSON.stringify(trouble)}: all of it is estimated, and asked again`, async () => {
      const osrm = await startOsrm()
      osrm.trouble = trouble
      const { bot, li } = await fourShops({ env: { MAP_PROVIDER: 'osrm', MAP_BASE_URL: osrm.url } })
      await bot.job('plans.generate')
      expect(await order(bot)).toEqual(['K1', 'K2', 'K3', 'K4'])
      await li.says('计划')
      expect(li.card).toShow('约 1.4 公里')
      osrm.trouble = null
      osrm.way = river
      await li.clicks('重新规划')
      await bot.settle()
      expect((await order(bot)).indexOf('K2') % 3).toBe(0)
    })
  }

  test('Amap: one request a destination, kept with the hour; a used-up allowance leaves estimates', async () => {
    const amap = await startAmap()
    const env = { MAP_PROVIDER: 'amap', MAP_KEY: amap.key, MAP_BASE_URL: amap.url }
    const { bot, li } = await fourShops({ env })
    amap.way = () => ({ seconds: 300, metres: 2_000 })
    await bot.job('plans.generate')
    expect(amap.distances.map(({ origins }) => origins)).toEqual([3, 3, 3, 3])
    const legs = await bot.db.select().from(travelLegs)
    expect(legs.map(({ slot, seconds }) => [slot, seconds])).toEqual(Array(12).fill([8, 300]))
    await li.says('计划')
    expect(li.card).toShow(' · 2 公里')

    await bot.db.delete(travelLegs)
    await bot.db.delete(dailyPlans)
    amap.trouble = { infocode: '10003', info: 'DAILY_QUERY_OVER_LIMIT' }
    bot.at('2026-11-25T08:00:00+08:00')
    await li.says('计划')
    expect(li.card).toShow('今天 4 家', '约 1.4 公里')
    expect(await bot.db.$count(travelLegs)).toBe(0)
  })
})
