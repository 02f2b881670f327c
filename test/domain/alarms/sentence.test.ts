/** The sentence of each alarm, in both languages: every number that it was judged by. */
import { describe, expect, test } from 'vitest'
import { oddsOf, sentenceOf } from '../../../cards/alarms/sentence.ts'
import type { AlarmNumbers } from '../../../src/domain/alarms/alarm.ts'
import { translator } from '../../../src/i18n/t.ts'

const [zh, en] = [translator('zh-CN'), translator('en')]
const both = (numbers: AlarmNumbers) => [sentenceOf({ numbers }, zh), sentenceOf({ numbers }, en)]

describe('plunges', () => {
  const plunge = {
    ...{ recent: 1, expected: 4.6, amountFen: 123_456, expectedFen: 987_654, season: 0.94 },
    lastOrderOn: '2026-11-20',
  }

  test('order days between whole numbers, beside what all others did', () => {
    expect(both({ kind: 'orders_plunge', ...plunge })).toEqual([
      '近 30 天 1 单，按往常应有 4–5 单（同期大盘 −6%）',
      '1 order days in 30 days, 4–5 were to be expected (all others −6%)',
    ])
    expect(both({ kind: 'orders_plunge', ...plunge, expected: 4.1, season: 1.204 })).toEqual([
      '近 30 天 1 单，按往常应有 4 单（同期大盘 +20%）',
      '1 order days in 30 days, 4 were to be expected (all others +20%)',
    ])
  })

  test('money in whole yuan; a market that moved by less than half a percent is flat', () => {
    expect(both({ kind: 'sales_plunge', ...plunge, season: 1.004, branches: 3 })).toEqual([
      '近 30 天 ¥1,235，按往常应有 ¥9,877（同期大盘持平）；3 家门店合并看',
      '¥1,235 in 30 days, ¥9,877 was to be expected (all others as ever); 3 shops counted together',
    ])
  })

  test('a plunge tells no silence, and a chance only where there is one', () => {
    const numbers = { kind: 'orders_plunge' as const, ...plunge }
    expect(oddsOf({ numbers, chance: null }, zh)).toBeNull()
    expect(oddsOf({ numbers, chance: 0.126 }, zh)).toBe('90 天内不再下单的可能约 13%')
    expect(oddsOf({ numbers, chance: 0.126 }, en)).toBe(
      'about 13% likely not to order within 90 days',
    )
  })
})

test('a decay tells its six spans and the fall', () => {
  expect(
    both({
      kind: 'decay',
      ...{ counts: [9, 8, 6, 5, 3, 2], fall: 0.756, lastOrderOn: '2026-11-20' },
    }),
  ).toEqual([
    '近 6 个 30 天下单 9、8、6、5、3、2 次，扣除大盘变化少了 76%',
    'Order days in six 30-day spans: 9, 8, 6, 5, 3, 2; down 76% after what all others did',
  ])
})

test('a stuck deal tells stage, since when and the limit, and no odds', () => {
  const numbers = {
    kind: 'stuck' as const,
    ...{ stage: '报价', since: '2026-11-01', days: 25, limitDays: 14 },
  }
  const [chinese, english] = both(numbers)
  expect(chinese).toMatch(/^在「报价」已 25 天（11月1日.*起），超过 14 天没有进展$/)
  expect(english).toMatch(/^In “报价” for 25 days \(since .*1.*\), over 14 without progress$/)
  expect(oddsOf({ numbers, chance: null }, zh)).toBeNull()
})

test('silence: closed days are named and counted in, a stock-up is said, odds in one line', () => {
  const numbers: AlarmNumbers = {
    kind: 'churn',
    ...{ orderDays: 12, ownGap: 10, gap: 12.4, spread: 2.26, lastGap: 9, silent: 33, closed: 8 },
    ...{ lastOrderOn: '2026-10-15', cover: 2.5, brokenAfter: 30.2 },
  }
  expect(both(numbers)).toEqual([
    '平均 10 天下单一次（参照全体按 12 天算，上下 2.3 天），已 41 天未下单（8 天放假或店休不算）；上次隔 9 天，共下单 12 天；上次一单够 2.5 次的量，已放宽',
    'Orders every 10 days on average (judged by 12 after all others, ± 2.3), silent for 41 days (8 closed days not counted); 9 days the time before, 12 order days in all; the last order was worth 2.5 usual ones, which was allowed for',
  ])
  expect(oddsOf({ numbers, chance: 0.6 }, zh)).toBe('超过 31 天算断单，90 天内不再下单的可能约 60%')
})
