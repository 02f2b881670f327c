/** 阶段停滞: told once a stage, goes up without an answer, ends when the customer moves on. */
import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { customerActions } from '../../cards/customers/actions.ts'
import { customerAlarms } from '../../src/features/alarms/tables.ts'
import { customerStages, customers } from '../../src/features/customers/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'
import { desk } from './imports-support.ts'
import { forged } from './trust-support.ts'
import { cardsOf } from './visits-support.ts'

const at = (day: string, time = '09:00') => `2026-${day}T${time}:00+08:00`

test('a deal that stays in its stage is told once, goes up unanswered, and ends by moving on', async () => {
  const bot = await startBot({ now: at('11-24', '06:10') })
  await bot.team()
  const li = await bot.rep('李雷')
  const wang = await bot.manager('王芳')
  const han = await bot.rep('韩梅')
  await bot.customer({ code: 'A1', name: '新世纪', stage: '报价', stageSince: '2026-11-05' })
  await bot.customer({ code: 'A2', name: '联华', stage: '意向', stageSince: '2026-11-20' })
  await bot.customer({ code: 'A3', name: '永辉', stage: '签约', stageSince: '2025-01-01' })
  await bot.customer({
    code: 'A4',
    name: '关了',
    stage: '报价',
    stageSince: '2026-01-01',
    status: 'closed',
  })
  for (const _ of [1, 2]) await bot.job('customers.find-stuck')
  const alarms = () => bot.db.select().from(customerAlarms).orderBy(asc(customerAlarms.raisedAt))
  expect(await alarms()).toMatchObject([
    {
      customerCode: 'A1',
      kind: 'stuck',
      state: 'open',
      numbers: { stage: '报价', days: 19, limitDays: 14 },
    },
  ])
  bot.at(at('11-24', '08:31'))
  await bot.tick()
  // The plan of the day goes out in the same minute.
  const told = () => cardsOf(li).filter((text) => text.includes('客户预警'))
  expect(told()).toHaveLength(1)
  expect(told()[0]).toContain('1 家要你处理')
  expect(told()[0]).toContain('在「报价」已 19 天')
  expect(told()[0]).toContain('起），超过 14 天没有进展')
  expect(told()[0]).not.toContain('涉及')
  // The scan of orders leaves it alone, and a day later it is no news.
  await bot.job('customers.detect-churn')
  bot.at(at('11-25', '08:31'))
  await bot.tick()
  expect(await alarms()).toMatchObject([{ state: 'open', endedAt: null }])
  expect(told()).toHaveLength(1)

  bot.at(at('11-26', '09:05'))
  await bot.job('alarms.escalate')
  expect(wang.card).toShow('没人处理', '新世纪', '李雷 负责', '在「报价」')

  await li.says('客户预警')
  await li.clicks('换阶段')
  expect(li.card).toShow('阶段 · 新世纪', '「报价」已 21 天', '规则：超过 14 天算停滞')
  const look = customerActions.stage({ customerCode: 'A1' })
  expect((await forged(han, look)).toast?.type).toBe('error')
  const { value } = customerActions.setStage({ customerCode: 'A1' })
  const messageId = han.cardMessages().at(-1)?.messageId ?? ''
  const forgery = { tag: 'select_static', value, option: '谈判' } as never
  expect(await han.acts(messageId, forgery)).toMatchObject({ toast: { type: 'error' } })
  await li.selects('换到哪个阶段', '谈判')
  expect(li.card).toShow('「谈判」已 0 天', '11月5日', '报价')
  expect(await alarms()).toMatchObject([{ state: 'expired', endReason: 'movedOn' }])
  expect(wang.card).toShow('已结束', '阶段有变化')

  // The next stage is asked about in its own time, once.
  bot.at(at('12-25', '06:10'))
  await bot.job('customers.find-stuck')
  bot.at(at('12-26', '06:10'))
  for (const _ of [1, 2]) await bot.job('customers.find-stuck')
  const running = async () =>
    (await alarms())
      .filter(({ endedAt }) => endedAt === null)
      .map(({ customerCode, numbers }) => [customerCode, numbers.kind === 'stuck' && numbers.days])
      .toSorted()
  expect(await running()).toEqual([
    ['A1', 30],
    ['A2', 35],
  ])
  await li.says('阶段 联华 已签约')
  expect(li.card).toShow('阶段 · 联华', '「已签约」已 0 天')
  await han.says('阶段 联华')
  expect(han.card).toShow('没有找到')
  bot.at(at('12-27', '06:10'))
  await bot.job('customers.find-stuck')
  expect(await running()).toEqual([['A1', 30]])
  expect(await bot.db.$count(customerAlarms)).toBe(3)
}, 120_000)

test('files tell stages and since when; what changes is kept', async () => {
  const { put, db, at: moves } = await desk()
  const stages = async () =>
    (await db.select().from(customerStages).orderBy(asc(customerStages.since))).map(
      ({ customerCode, stage, since }) => [customerCode, stage, since],
    )
  await put('customers', 'code,name,stage,stage_since\nA1,永辉,意向,2026-10-01\nA2,联华,,\n')
  expect(await stages()).toEqual([['A1', '意向', '2026-10-01']])
  moves('2026-11-25T09:00:00+08:00')
  await put('customers', 'code,name,stage\nA1,永辉,报价\nA2,联华,意向\n')
  moves('2026-11-27T09:00:00+08:00')
  await put('customers', 'code,name\nA1,永辉\n')
  await put('customers', 'code,stage,stage_since\nA2,意向,2026-11-20\n')
  expect(await stages()).toEqual([
    ['A1', '意向', '2026-10-01'],
    ['A2', '意向', '2026-11-20'],
    ['A1', '报价', '2026-11-25'],
  ])
  const [a1] = await db.select().from(customers).where(eq(customers.code, 'A1'))
  expect(a1).toMatchObject({ stage: '报价', stageSince: '2026-11-25' })
})
