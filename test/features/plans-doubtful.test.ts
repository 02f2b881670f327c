import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { customers } from '../../src/features/customers/tables.ts'
import { cycleAround, cycleInputs } from '../../src/features/cycles/inputs.ts'
import { draftPlan } from '../../src/features/plans/generate.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const now = '2026-11-24T09:10:00+08:00'
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }
const townCentre = northOf(centre, 3_000)

/** Five good shops, four at one point, one far away, one with an address alone. */
async function doubtfulDay() {
  const bot = await startBot({ now })
  await bot.team()
  const li = await bot.rep('李雷', home)
  for (let i = 1; i <= 5; i++)
    await bot.customer({ name: `好点 ${i}`, code: `G${i}`, ...northOf(centre, i * 200) })
  for (let i = 1; i <= 4; i++)
    await bot.customer({ name: `同点 ${i}`, code: `S${i}`, ...townCentre, address: null })
  await bot.customer({ name: '太远', code: 'FAR', ...northOf(centre, 70_000) })
  await bot.customer({ name: '有址', code: 'ADDRESS', lngGcj: null, latGcj: null })
  return { bot, li }
}

test('doubtful points are planned, not routed, say so on the row and lead to the mending list', async () => {
  const { bot, li } = await doubtfulDay()
  await li.says('计划')
  const stops = await bot.report('plans')
  const routed = stops.flatMap((row) => (row.routed ? [row.customer_code] : []))
  const unrouted = stops.filter((row) => !row.routed)
  expect(routed).toEqual(['G1', 'G2', 'G3', 'G4', 'G5'])
  expect(unrouted.map((row) => row.customer_code).toSorted()).toEqual([
    ...['ADDRESS', 'FAR', 'S1', 'S2', 'S3', 'S4'],
  ])
  for (const row of unrouted) expect(row).toMatchObject({ eta: null, leg_m: null })
  expect(li.card).toShow('今天 11 家', '1.4 公里', '待采点 6 家', '坐标存疑', '到店发「采点」改正')

  await li.clicks('去补资料')
  expect(li.card).toShow('1 家没有坐标', '坐标存疑 5 家', '坐标存疑：4 家同一点', '同点 4', '太远')
  expect(li.card).toShow('坐标存疑：离负责人其他客户')
})

test('a point that was put right comes into the route, the others stay out of it', async () => {
  const { bot, li } = await doubtfulDay()
  await li.says('计划')
  await bot.db
    .update(customers)
    .set({ latGcj: northOf(centre, 1_200).lat })
    .where(eq(customers.code, 'FAR'))
  await li.clicks('重新规划')
  const stops = await bot.report('plans')
  const routed = stops.flatMap((row) => (row.routed ? [row.customer_code] : []))
  expect(routed).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'FAR'])
})

test('a cycle and a draft leave out the same points', async () => {
  const { bot } = await doubtfulDay()
  const ctx = await bot.context()
  const rep = await loadRep(ctx.tx, bot.openIdOf('李雷'))
  if (!rep) throw new Error('no rep')
  const { input } = await cycleInputs(ctx, rep, cycleAround(ctx, ctx.today))
  const withPoint = input.customers.flatMap(({ code, point }) => (point ? [code] : []))
  expect(withPoint).toEqual(['G1', 'G2', 'G3', 'G4', 'G5'])
  expect(input.customers).toHaveLength(11)
  const draft = await draftPlan(ctx, rep, ctx.today)
  const routed = draft.stops.flatMap((stop) => (stop.routed ? [stop.customerCode] : []))
  expect(routed.toSorted()).toEqual(withPoint)
})
