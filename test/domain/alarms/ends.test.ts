/** How alarms are chosen, end and come back; the days that do not count; what the sentence shows. */
import { describe, expect, test } from 'vitest'
import { sentenceOf } from '../../../cards/alarms/sentence.ts'
import { chooseForDay } from '../../../src/domain/alarms/choose.ts'
import { closedDays, dateOf, dayOf } from '../../../src/domain/alarms/closed-days.ts'
import { mayRaiseAgain, ownEnd, type RunningAlarm } from '../../../src/domain/alarms/ends.ts'
import { date } from '../../../src/domain/time.ts'
import { translator } from '../../../src/i18n/t.ts'

const alarm: RunningAlarm = {
  ...{ kind: 'churn', state: 'open', foundOn: 100, raisedOn: 100, actedOn: null },
  ...{ orderedOn: null, holds: true, active: true },
}
const end = (more: Partial<RunningAlarm>, today = 110) => {
  const over = ownEnd({ ...alarm, ...more }, today, 30)
  return over ? `${over.state} ${over.reason}` : null
}

describe('an alarm ends by itself', () => {
  test('an order within the days of the rule after an act is a rescue, without one it came back by itself', () => {
    expect(end({})).toBeNull()
    expect(end({ orderedOn: 105 })).toBe('expired recovered')
    expect(end({ orderedOn: 105, actedOn: 104 })).toBe('won_back ordered')
    expect(end({ orderedOn: 134, actedOn: 104 }, 140)).toBe('won_back ordered')
    expect(end({ orderedOn: 135, actedOn: 104 }, 140)).toBe('expired recovered')
    expect(end({ orderedOn: 103, actedOn: 104 })).toBe('expired recovered')
    expect(end({ orderedOn: 105, actedOn: 104, state: 'waiting' })).toBe('expired recovered')
  })

  test('a plunge ends when it no longer holds, and has 30 days more to mend', () => {
    const plunge = { kind: 'orders_plunge', orderedOn: 105, actedOn: 104 } as const
    expect(end(plunge)).toBeNull()
    expect(end({ ...plunge, holds: false }, 164)).toBe('won_back ordered')
    expect(end({ ...plunge, holds: false }, 165)).toBe('expired recovered')
    expect(end({ kind: 'decay', holds: false })).toBe('expired noLonger')
  })

  test('closed customers, and those of whom nothing was heard in 90 days', () => {
    expect(end({ active: false, orderedOn: 105 })).toBe('expired closed')
    expect(end({}, 189)).toBeNull()
    expect(end({}, 190)).toBe('expired unanswered')
    expect(end({ actedOn: 120 }, 190)).toBe('lost noOrder')
  })
})

test('what ended may come back after the quiet days, who was lost only after an order', () => {
  const again = (
    state: 'lost' | 'false_alarm' | 'won_back' | 'expired',
    reason: string | null,
    more: { kind?: 'churn' | 'decay'; lastOrder?: number; today?: number } = {},
  ) =>
    mayRaiseAgain(
      { state, reason, endedOn: 100 },
      { kind: more.kind ?? 'churn', lastOrder: more.lastOrder ?? 90 },
      more.today ?? 130,
      30,
    )
  expect(mayRaiseAgain(null, { kind: 'churn', lastOrder: 1 }, 130, 30)).toBe(true)
  expect(again('false_alarm', 'season')).toBe(true)
  expect(again('false_alarm', 'season', { today: 129 })).toBe(false)
  expect(again('lost', 'lostPrice')).toBe(false)
  expect(again('lost', 'lostPrice', { lastOrder: 101 })).toBe(true)
  expect(again('expired', 'unanswered')).toBe(false)
  // Who came back and is silent anew has been silent for long already.
  expect(again('won_back', 'ordered', { today: 105 })).toBe(true)
  expect(again('won_back', 'ordered', { today: 105, kind: 'decay' })).toBe(false)
})

test('the most money first, as many as each has room for, equal money by code', () => {
  const of = (customer: string, key: string, moneyAtRiskFen: number) => ({
    ...{ customer, key, moneyAtRiskFen },
  })
  const found = [of('c', 'li', 5), of('b', 'li', 9), of('a', 'li', 5), of('d', 'han', 1)]
  const { chosen, rest } = chooseForDay(found, (key) => (key === 'li' ? 2 : 0))
  expect(chosen.map(({ customer }) => customer)).toEqual(['b', 'a'])
  expect(rest.map(({ customer }) => customer)).toEqual(['c', 'd'])
  expect(chooseForDay([], () => 5)).toEqual({ chosen: [], rest: [] })
})

test('whole holidays are closed days; half ones and weekly rest are not', () => {
  const kinds: Record<string, { kind: string; part?: string }> = {
    '2026-02-17': { kind: 'holiday' },
    '2026-02-18': { kind: 'holiday', part: 'am' },
    '2026-02-19': { kind: 'rest' },
    '2026-02-20': { kind: 'holiday' },
  }
  const calendar = { dayKind: (day: string) => kinds[day] ?? { kind: 'work' } }
  const from = dayOf(date('2026-02-16'))
  expect(dateOf(from)).toBe('2026-02-16')
  expect(closedDays(calendar as never, from, from + 4)).toEqual([from + 1, from + 4])
  expect(dayOf(date('1970-01-02'))).toBe(1)
})

test('the sentence shows every number that the rank uses', () => {
  const t = translator('zh-CN')
  const churn = sentenceOf(
    {
      numbers: {
        ...{ kind: 'churn', orderDays: 38, ownGap: 6.6, gap: 8.4, spread: 4.2, lastGap: 9 },
        ...{ silent: 20, closed: 3, lastOrderOn: '2026-11-01', cover: 2.5, brokenAfter: 19 },
        branches: 11,
      },
    },
    t,
  )
  // Own gap, judged gap, spread, silence with its closed days, the gap before, order days, cover, branches.
  expect(churn.match(/\d+(\.\d+)?/g)).toEqual('7 8 4 23 3 9 38 2.5 11'.split(' '))
  const decay = sentenceOf(
    {
      numbers: { kind: 'decay', counts: [9, 8, 8, 6, 5, 3], fall: 0.46, lastOrderOn: '2026-11-12' },
    },
    t,
  )
  expect(decay).toContain('9、8、8、6、5、3')
  expect(decay).toContain('46%')
})
