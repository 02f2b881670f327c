import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { travelFindings } from '../../src/cli/doctor-travel.ts'
import { offset, type Point } from '../../src/domain/geo.ts'
import { cityTravel, legMinutes, roadM } from '../../src/domain/plans/eta.ts'
import { knownPaces } from '../../src/features/travel/paces.ts'
import { travelPaces } from '../../src/features/travel/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import { startOsrm } from '../support/osrm.ts'
import '../support/matchers.ts'

const now = '2026-11-24T03:50:00+08:00'
const elsewhere = { lng: 125.32, lat: 43.88 }

/** One rep's leg of 2 km on a day: left at `time`, so many times as long on the way as the model says. */
async function leg(bot: TestBot, from: Point, n: number, time: string, times: number) {
  const [a, b] = [`from-${from.lng}`, `to-${from.lng}`]
  const points = [from, offset(from, { north: 2_000 })] as const
  if (n === 0) {
    for (const [i, code] of [a, b].entries())
      await bot.customer({ name: code, code, owner: '别人', ...(points[i] as Point) })
  }
  const minutes = times * legMinutes(roadM(points[0], points[1]), cityTravel)
  const date = `2026-11-${String((n % 20) + 1).padStart(2, '0')}`
  const left = new Date(`${date}T${time}:00+08:00`)
  const rest = { date, planned: false, status: 'closed', locationSource: 'chat' } as const
  const at = (offsetMinutes: number) => new Date(left.getTime() + offsetMinutes * 60_000)
  await bot.db.insert(visits).values([
    {
      ...{ id: uuidv7(), repOpenId: `ou_${from.lng}_${time}_${n}`, customerCode: a, ...rest },
      ...{ verdict: 'on_site', checkedInAt: at(-20), checkedOutAt: left, closedBy: 'rep' },
    },
    {
      ...{ id: uuidv7(), repOpenId: `ou_${from.lng}_${time}_${n}`, customerCode: b, ...rest },
      ...{ verdict: 'on_site', checkedInAt: at(minutes), checkedOutAt: at(minutes + 20) },
    },
  ])
}

test('planted speeds come back as factors by place and hour, and plans keep to them', async () => {
  const bot = await startBot({ now })
  await bot.team()
  // 40 legs in Shenyang at nine, 1.6 times as slow, with some that took a break on the way.
  for (let n = 0; n < 40; n++) await leg(bot, centre, n, '09:30', n % 10 === 0 ? 4 : 1.6)
  // 10 elsewhere are too few for a factor of their own; with those of Shenyang the company has one.
  for (let n = 0; n < 10; n++) await leg(bot, elsewhere, n, '15:00', 0.7)
  for (let n = 0; n < 30; n++) await leg(bot, centre, n + 40, '15:10', 1.2)
  // The first leg after lunch holds the lunch: it says nothing of the road.
  for (let n = 0; n < 35; n++) await leg(bot, centre, n + 80, '12:00', 8)
  await bot.job('plans.calibrate')

  const round = ({ factor, ...pace }: typeof travelPaces.$inferSelect) => ({
    ...pace,
    factor: Math.round(factor * 100) / 100,
  })
  const computedOn = '2026-11-24'
  expect((await knownPaces(bot.db)).map(round)).toEqual([
    { cell: '*', fromMinute: 540, factor: 1.6, legs: 40, computedOn },
    { cell: '*', fromMinute: 840, factor: 1.2, legs: 40, computedOn },
    { cell: '41.5,123.0', fromMinute: 540, factor: 1.6, legs: 40, computedOn },
    { cell: '41.5,123.0', fromMinute: 840, factor: 1.2, legs: 30, computedOn },
  ])

  await bot.db.update(visits).set({ status: 'cancelled' })
  bot.at('2026-11-24T08:00:00+08:00')
  const li = await bot.rep('李雷', { homeLngGcj: centre.lng, homeLatGcj: centre.lat })
  for (const metres of [2_000, 4_000])
    await bot.customer({ name: `店 ${metres}`, code: `K${metres}`, ...northOf(centre, metres) })
  const etaOf = async () => (await bot.report('plans')).find((row) => row.sequence === 1)?.eta
  await li.says('计划')
  const slow = await etaOf()
  await bot.db.delete(travelPaces)
  bot.at('2026-11-25T08:00:00+08:00')
  await li.says('计划')
  const usual = await etaOf()
  expect([slow, usual]).toEqual(['08:51', '08:49'])
})

test('doctor shows the paces with their number, and a server that does not answer', async () => {
  const osrm = await startOsrm()
  const bot = await startBot({
    now,
    mapTimeoutMs: 200,
    env: { MAP_PROVIDER: 'osrm', MAP_BASE_URL: osrm.url },
  })
  const findings = () => travelFindings(bot.db, bot.runtime.maps)
  expect(await findings()).toMatchObject([
    { part: 'travel times', state: 'ok', detail: 'osrm answers, 0 legs kept' },
    { part: 'travel model', state: 'ok' },
  ])
  await bot.db.insert(travelPaces).values({
    ...{ cell: '41.5,123.0', fromMinute: 540, factor: 1.318, legs: 84 },
    computedOn: '2026-11-24',
  })
  osrm.trouble = 'silence'
  const [service, paces] = await findings()
  expect(service).toMatchObject({ state: 'warn' })
  expect(service?.detail).toContain('no answer in 200 ms')
  expect(paces?.detail).toBe('by check-ins up to 2026-11-24: 41.5,123.0 from 09:00 ×1.32 (84 legs)')
})
