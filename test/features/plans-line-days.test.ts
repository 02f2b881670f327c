import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cycleInputs } from '../../src/features/cycles/inputs.ts'
import { withLineDays } from '../../src/features/plans/line-days.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { planStops } from '../../src/features/plans/tables.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'

const row = (code: string, line: string | null, visitDays: number[] | null, more: object = {}) => ({
  code,
  line,
  visitDays,
  ownerOpenId: 'ou_1',
  weekPattern: null,
  status: 'active' as const,
  ...more,
})

test('the days that most of the line have, with their weeks; own days, other owners and closed ones aside', () => {
  const rows = [
    row('a', '铁西线', [2, 5]),
    row('b', '铁西线', [5, 2]),
    row('c', '铁西线', [3]),
    row('d', '铁西线', null),
    row('e', '铁西线', []),
    row('f', '铁西线', null, { ownerOpenId: 'ou_2' }),
    row('g', '北站线', null),
    row('h', '北站线', [4], { status: 'closed' }),
    row('i', null, null),
    row('j', '单周线', [1], { weekPattern: 'odd' }),
    row('k', '单周线', null),
  ]
  const days = new Map(
    withLineDays(rows).map((one) => [one.code, [one.visitDays, one.weekPattern]] as const),
  )
  expect(days.get('d')).toEqual([[2, 5], null])
  expect(days.get('e')).toEqual([[2, 5], null])
  expect(days.get('c')).toEqual([[3], null])
  for (const code of ['f', 'g', 'i']) expect(days.get(code)).toEqual([null, null])
  expect(days.get('k')).toEqual([[1], 'odd'])
})

test('the plan of a day and the cycle both visit it with its line', async () => {
  const bot = await startBot({ now: '2026-11-23T08:30:00+08:00' })
  await bot.team()
  await bot.rep('李雷', { homeLngGcj: centre.lng, homeLatGcj: centre.lat })
  await bot.customer({ code: 'L1', name: '线一', line: '铁西线', visitDays: [2] })
  await bot.customer({ code: 'L2', name: '线二', line: '铁西线', ...northOf(centre, 500) })
  const on = async (date: string) => {
    await bot.job('plans.generate', { date })
    const stops = await bot.db.select().from(planStops).where(eq(planStops.date, date))
    return stops.map(({ customerCode }) => customerCode).toSorted()
  }
  expect(await on('2026-11-23')).toEqual([])
  expect(await on('2026-11-24')).toEqual(['L1', 'L2'])
  const ctx = await bot.context()
  const rep = await loadRep(ctx.tx, openIdOf('李雷'))
  if (!rep) throw new Error('no rep')
  const { input } = await cycleInputs(ctx, rep, {
    from: '2026-11-23' as never,
    to: '2026-12-20' as never,
  })
  expect(input.customers.map(({ code, visitDays }) => [code, visitDays])).toEqual([
    ['L1', [2]],
    ['L2', [2]],
  ])
})
