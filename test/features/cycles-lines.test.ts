import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { isoWeekday, type LocalDate } from '../../src/domain/time.ts'
import { cycleVisits } from '../../src/features/cycles/tables.ts'
import { planStops } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'

/** A planning cycle begins on Monday 30 November 2026. */
const monday = '2026-11-30'

async function scene() {
  const bot = await startBot({ now: '2026-11-25T09:00:00+08:00' })
  await bot.team()
  await bot.rep('李雷')
  const wang = await bot.manager('王芳')
  return { bot, wang }
}

async function publish({ bot, wang }: Awaited<ReturnType<typeof scene>>) {
  await bot.job('plans.cycle', { date: monday })
  await bot.job('plans.cycle-card')
  await wang.clicks('发布')
  return bot.db.select().from(cycleVisits).orderBy(cycleVisits.date)
}

const stopsOn = (bot: TestBot, date: string) =>
  bot.db.select().from(planStops).where(eq(planStops.date, date))

test('days that a customer has from its line stand in the cycle, whatever its frequency, and no re-plan moves them', async () => {
  const all = await scene()
  const { bot } = all
  await bot.customer({ code: 'L1', name: '线一', grade: 'D', line: '铁西线', visitDays: [2] })
  await bot.customer({
    code: 'L2',
    name: '线二',
    grade: 'D',
    line: '铁西线',
    ...northOf(centre, 500),
  })
  for (let i = 1; i <= 10; i++)
    await bot.customer({ code: `C${i}`, name: `${i}号店`, grade: 'B', ...northOf(centre, i * 300) })
  const visits = await publish(all)
  for (const code of ['L1', 'L2']) {
    const own = visits.filter((visit) => visit.customerCode === code)
    expect(own.map(({ date }) => isoWeekday(date as LocalDate))).toEqual([2, 2, 2, 2])
    expect(new Set(own.map(({ reason }) => reason))).toEqual(new Set(['standing']))
  }

  bot.at('2026-12-01T04:45:00+08:00')
  await bot.job('plans.replan', { date: '2026-12-01' })
  const then = await bot.db.select().from(cycleVisits).orderBy(cycleVisits.date)
  const ofLine = (rows: typeof visits) =>
    rows
      .filter(({ customerCode }) => customerCode.startsWith('L'))
      .map(({ customerCode, date }) => `${customerCode} ${date}`)
      .toSorted()
  expect(ofLine(then)).toEqual(ofLine(visits))

  await bot.job('plans.generate', { date: '2026-12-01' })
  const stops = await stopsOn(bot, '2026-12-01')
  for (const code of ['L1', 'L2'])
    expect(stops.find(({ customerCode }) => customerCode === code)?.reason).toMatchObject({
      code: 'fixedDay',
      weekday: 2,
    })
})

test('a line without days stays together, and no card says that it has a fixed day', async () => {
  const all = await scene()
  const { bot } = all
  for (let i = 1; i <= 4; i++)
    await bot.customer({
      code: `L${i}`,
      name: `线${i}`,
      grade: 'B',
      line: '北站线',
      ...northOf(centre, i * 200),
    })
  const visits = await publish(all)
  const days = [...new Set(visits.map(({ date }) => date))]
  expect(days).toHaveLength(2)
  expect(visits).toHaveLength(8)
  expect(new Set(visits.map(({ reason }) => reason))).toEqual(new Set(['line']))

  const [first = ''] = days
  await bot.job('plans.generate', { date: first })
  const stops = await stopsOn(bot, first)
  expect(stops).toHaveLength(4)
  for (const { reason } of stops) expect(reason).toMatchObject({ code: 'neverVisited' })
})
