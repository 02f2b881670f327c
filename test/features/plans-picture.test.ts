import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { dailyPlans } from '../../src/features/plans/tables.ts'
import { routePng } from '../../src/pictures/route-png.ts'
import { routeSvg, size } from '../../src/pictures/route-svg.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'

const letters = { centred: (text: string, x: number, y: number) => `M${x} ${y}t${text}` }
const circles = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ])

test('a way shows every number once, north up, nobody on anybody else', () => {
  const stops = [0, 0, 0, 2_000].map((metres, i) => ({
    point: northOf(centre, metres),
    number: i + 1,
    state: 'open' as const,
  }))
  const svg = routeSvg({ start: null, stops }, letters) ?? ''
  for (const { number } of stops) expect(svg.split(`t${number}"`)).toHaveLength(2)
  const places = circles(svg)
  expect(places).toHaveLength(4)
  for (const [i, [x = 0, y = 0]] of places.entries()) {
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(size.width)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(size.height)
    for (const [x2 = 0, y2 = 0] of places.slice(i + 1))
      expect(Math.hypot(x - x2, y - y2)).toBeGreaterThan(30)
  }
  // The fourth, two kilometres to the north, is drawn first and stands above the others.
  expect(places[0]?.[1]).toBeLessThan((places[3]?.[1] ?? 0) - 100)
  expect(svg).toContain('t500 m')
  expect(routeSvg({ start: null, stops: stops.slice(0, 1) }, letters)).toBe(null)
})

test('the picture is drawn without any font of the machine', async () => {
  const stops = [1, 2].map((number) => ({
    point: northOf(centre, number * 900),
    number,
    state: 'open' as const,
  }))
  const png = await routePng({ start: centre, stops })
  const { width, height } = await sharp(png ?? new Uint8Array()).metadata()
  expect({ width, height }).toEqual(size)
})

test('the morning card carries the picture; a new order gets a new one, a visit does not', async () => {
  const bot = await startBot({ now: '2026-11-24T05:31:00+08:00' })
  await bot.team()
  const [li, wang] = [await bot.rep('李雷'), await bot.manager('王芳')]
  for (let i = 1; i <= 3; i++)
    await bot.customer({ name: `${i}号店`, ...northOf(centre, i * 1_000) })
  await bot.job('plans.generate', { date: '2026-11-24' })
  bot.at('2026-11-24T08:00:10+08:00')
  await bot.job('plans.send', { date: '2026-11-24' })
  const key = () => /"img_key":"([^"]+)"/.exec(JSON.stringify(li.card))?.[1]
  const first = key() ?? ''
  expect((await sharp(bot.simulator.bytes(first)).metadata()).width).toBe(size.width)

  await bot.customer({ name: '加一家', ...northOf(centre, -800) })
  await wang.says('安排 加一家 @李雷 今天')
  await li.says('计划')
  const second = key() ?? ''
  expect(second).not.toBe('')
  expect(second).not.toBe(first)

  await wang.says('规则 计划卡上的路线图 关')
  await li.says('计划')
  expect(key()).toBe(undefined)
  const [plan] = await bot.db.select().from(dailyPlans).where(eq(dailyPlans.repOpenId, li.openId))
  expect(plan?.pictureKey).toBe(second)
})
