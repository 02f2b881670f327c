import { expect, test } from 'vitest'
import { readTargetLine } from '../../../src/domain/performance/target-line-words.ts'
import { readNearPeriod } from '../../../src/domain/performance/target-words.ts'
import { date } from '../../../src/domain/time.ts'

const today = date('2026-11-26')
const read = (text: string) => {
  const { period, metric, value, rest } = readTargetLine(text.split(' '), today)
  return [period, metric, value.kind === 'set' ? value.kept : value.kind, rest.join(' ')]
}

test.each([
  ['@李雷 2026-12 销售额 12万', ['2026-12', 'sales_amount', 12_000_000, '@李雷']],
  ['12月 销售额 12万', ['2026-12', 'sales_amount', 12_000_000, '']],
  // In whatever order, stuck together, in full width.
  ['销售额 12万 12月 @李雷', ['2026-12', 'sales_amount', 12_000_000, '@李雷']],
  ['12月销售额12万', ['2026-12', 'sales_amount', 12_000_000, '']],
  ['１２月 销售额：１２ 万', ['2026-12', 'sales_amount', 12_000_000, '']],
  ['2027 销售额 240万', ['2027', 'sales_amount', 240_000_000, '']],
  ['明年 毛利=60万', ['2027', 'gross_profit', 60_000_000, '']],
  ['一部 本月拜访 420家', ['2026-11', 'visits_done', 420, '一部']],
  ['next month new customers 12 Lily', ['2026-12', 'new_customers', 12, 'Lily']],
  ['2027 sales 2.4m', ['2027', 'sales_amount', 240_000_000, '']],
  ['12月 达成率 85%', ['2026-12', 'completion_rate', 8_500, '']],
  // The last amount is the target: numbers in names of goods do no harm.
  ['12月 销售额 青提汽水 330ml 12万', ['2026-12', 'sales_amount', 12_000_000, '青提汽水 330ml']],
  ['12月 销量 6901234 500', ['2026-12', 'sales_quantity', 500, '6901234']],
  ['12月 销售额 -', ['2026-12', 'sales_amount', null, '']],
  ['12月 销售额 清除', ['2026-12', 'sales_amount', null, '']],
  // What is missing is told apart from what is wrong.
  ['', [null, null, 'none', '']],
  ['12月', ['2026-12', null, 'none', '']],
  ['12月 销售额', ['2026-12', 'sales_amount', 'none', '']],
  ['12月 拜访 8.5', ['2026-12', 'visits_done', 'bad', '']],
  ['12月 达成率 120%', ['2026-12', 'completion_rate', 'bad', '']],
  ['12月 销售额 -5', ['2026-12', 'sales_amount', 'bad', '']],
  ['拜访 2027', [null, 'visits_done', 'yearOrValue', '']],
  ['12月 拜访 2027', ['2026-12', 'visits_done', 2027, '']],
  ['12月 乱写 12万', ['2026-12', null, 'none', '乱写 12万']],
])('指标 %j', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test('a bare month is the nearest: targets are set for what is to come, or just over', () => {
  const near = (text: string, day: string) => readNearPeriod(text, date(day))
  expect(near('1月', '2026-11-26')).toBe('2027-01')
  expect(near('5月', '2026-11-26')).toBe('2027-05')
  expect(near('6月', '2026-11-26')).toBe('2026-06')
  expect(near('12月', '2027-01-04')).toBe('2026-12')
  expect(near('上月', '2027-01-04')).toBe('2026-12')
  expect(near('13月', '2026-11-26')).toBeNull()
  expect(near('2026-06', '2026-11-26')).toBe('2026-06')
})
