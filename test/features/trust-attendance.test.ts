import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Person } from '../../simulator/types.ts'
import type { Setting } from '../../src/domain/settings/define.ts'
import { settingList } from '../../src/domain/settings/index.ts'
import { users } from '../../src/features/org/tables.ts'
import { attendanceFlows, visitSignals } from '../../src/features/trust/tables.ts'
import type { TestBot } from '../support/bot.ts'
import { northOf } from '../support/fixtures.ts'
import { plan, rule, street, visited } from './visits-support.ts'

const attendance = settingList.find(({ key }) => key === 'trust.attendance') as Setting

const signalOf = async (bot: TestBot) =>
  (
    await bot.db
      .select({ state: visitSignals.state, strength: visitSignals.strength })
      .from(visitSignals)
      .where(eq(visitSignals.ruleId, 'attendance'))
  )[0]

/** The company and the platform know the person by the same number. */
async function hasNumber(
  bot: TestBot,
  { openId, person }: { openId: string; person: Person },
  employeeNo: string,
) {
  person.employeeNo = employeeNo
  await bot.db.update(users).set({ employeeNo }).where(eq(users.openId, openId))
}

test('a phone that attendance doubts counts once the rule is on, for the visits around it', async () => {
  const { bot, li, shop } = await street()
  await hasNumber(bot, li, 'E7')
  await plan(bot, li.openId, ['A1'])
  await visited(li, northOf(shop, 20))
  bot.later(20)
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '有意向待跟进' })

  // Off: nothing of it is kept.
  await li.punches({ risk: 1 })
  expect(await bot.db.select().from(attendanceFlows)).toEqual([])
  expect(await signalOf(bot)).toBeUndefined()

  await rule(bot, attendance, true)
  await li.punches({ risk: 1 })
  expect(await bot.db.select().from(attendanceFlows)).toMatchObject([
    { openId: li.openId, risk: 'cheat-software' },
  ])
  expect(await signalOf(bot)).toEqual({ state: 'flag', strength: 'strong' })
})

test('who is not known by employee number, and a punch that nobody doubts, change nothing', async () => {
  const { bot, li } = await street()
  await rule(bot, attendance, true)
  await hasNumber(bot, li, 'E7')
  await bot.db.update(users).set({ employeeNo: 'E8' }).where(eq(users.openId, li.openId))
  await li.punches({ risk: 2 })
  expect(await bot.db.select().from(attendanceFlows)).toEqual([])
  await hasNumber(bot, li, 'E7')
  await li.punches({ risk: 0 })
  expect(await bot.db.select().from(attendanceFlows)).toMatchObject([{ risk: 'none' }])
  expect(await bot.report('failed-events')).toEqual([])
})
