/** From histories to alarms: what is observed of one customer, and what is judged of all. */
import { describe, expect, test } from 'vitest'
import { type Finding, gravest, horizonDays, judge } from '../../../src/domain/alarms/judge.ts'
import { observe } from '../../../src/domain/alarms/observe.ts'
import { calendar, type OrderHistory, stopClock } from '../../../src/domain/alarms/order-history.ts'

const today = 1_000

/** Orders every `gap` days, `times` of them, the last so many days ago. */
function every(customer: string, gap: number, times: number, last = 0, fen = 50_000): OrderHistory {
  const days = Array.from({ length: times }, (_, i) => today - last - (times - 1 - i) * gap)
  return { customer, days, amounts: days.map(() => fen) }
}

describe('what is observed', () => {
  test('facts by the clock, days of people by the calendar', () => {
    const clock = stopClock([today - 5, today - 6, today - 40])
    const seen = observe(every('C1', 10, 6, 20), today, clock)
    expect(seen).toMatchObject({
      customer: 'C1',
      firstDay: today - 70,
      lastOrder: today - 20,
      quietDays: 20,
      away: null,
    })
    // The closed days behind the first order: one before the last, two after it.
    expect(seen?.facts).toMatchObject({ repeats: 5, span: 49, age: 67, lastGap: 10 })
    // The closed days move five of the six orders nearer.
    expect(seen?.months).toEqual([0, 0, 0, 1, 3, 2])
  })

  test('orders to come are not known yet; who has none is not observed', () => {
    const later = every('C1', 10, 6, -20)
    expect(observe(later, today, calendar)).toMatchObject({ lastOrder: today, quietDays: 0 })
    expect(observe(every('C1', 10, 2, -30), today, calendar)).toBeNull()
    expect(observe({ customer: 'C1', days: [], amounts: [] }, today, calendar)).toBeNull()
  })

  test('days of its own absence are no silence: till now, till lately, or long over', () => {
    const silent = every('C1', 10, 6, 20)
    const age = (until?: number) => {
      const seen = observe(silent, today, calendar, until)
      return [seen?.away, (seen?.facts.age ?? 0) - (seen?.facts.span ?? 0)]
    }
    expect(age()).toEqual([null, 20])
    expect(age(today + 9)).toEqual(['now', 0])
    expect(age(today)).toEqual(['now', 0])
    expect(age(today - 6)).toEqual(['lately', 6])
    expect(age(today - 20)).toEqual([null, 20])
    expect(age(today - 90)).toEqual([null, 20])
  })
})

/** So many weekly shops that what one does is no season. */
const steady = Array.from({ length: 60 }, (_, i) => every(`S${i}`, 7, 40, i % 7))

function judged(...odd: readonly { history: OrderHistory; awayUntil?: number }[]) {
  const all = [...steady.map((history) => ({ history, awayUntil: undefined })), ...odd]
  return judge(
    all.flatMap(({ history, awayUntil }) => observe(history, today, calendar, awayUntil) ?? []),
  )
}
const kindsOf = (findings: readonly Finding[]) =>
  findings.map(({ customer, kind, dormant }) => [customer, kind, dormant])

describe('what is judged', () => {
  test('a broken rhythm with its numbers and money; steady and new shops are left alone', () => {
    const { findings } = judged(
      { history: every('GONE', 7, 40, 33) },
      { history: every('NEW', 20, 2, 60) },
    )
    const churn = findings.filter(({ kind }) => kind === 'churn')
    expect(kindsOf(churn)).toEqual([['GONE', 'churn', false]])
    expect(churn[0]).toMatchObject({
      lastOrder: today - 33,
      numbers: { kind: 'churn', orderDays: 40, ownGap: 7, silent: 33, closed: 0, lastGap: 7 },
    })
    // Of ¥500 a week, at most those of 90 days, and the more the surer.
    const { moneyAtRiskFen = 0, chance = 0 } = churn[0] ?? {}
    const usual = (50_000 * 40 * horizonDays) / (7 * 40)
    expect(moneyAtRiskFen / usual / (chance ?? 0)).toBeCloseTo(1, 1)
  })

  test('silent for half a year is dormant: it holds, but is no news', () => {
    const { findings } = judged({ history: every('ASLEEP', 7, 40, 200) })
    expect(kindsOf(findings)).toEqual([['ASLEEP', 'churn', true]])
  })

  test('a closed door: no alarm while it lasts, no plunge and no decay from it after', () => {
    const history = every('SHUT', 3, 60, 40)
    const kinds = (awayUntil?: number) =>
      judged(awayUntil === undefined ? { history } : { history, awayUntil })
        .findings.filter(({ customer }) => customer === 'SHUT')
        .map(({ kind }) => kind)
    expect(kinds()).toEqual(['churn', 'orders_plunge', 'sales_plunge', 'decay'])
    expect(kinds(today)).toEqual([])
    // Two days since it opened again.
    expect(kinds(today - 2)).toEqual([])
  })

  test('a pause as a year ago is a season: neither silent nor plunging before it is over', () => {
    const days = (from: number, to: number) =>
      Array.from({ length: Math.floor((to - from) / 7) }, (_, i) => from + 7 * i)
    const year = (paused: boolean) => [
      ...days(today - 700, today - 400),
      ...(paused ? [] : days(today - 400, today - 330)),
      ...days(today - 330, today - 33),
    ]
    const shop = (customer: string, list: readonly number[]) => ({
      history: { customer, days: list, amounts: list.map(() => 50_000) },
    })
    const { findings } = judged(shop('SEASON', year(true)), shop('USUAL', year(false)))
    expect(new Set(findings.map(({ customer }) => customer))).toEqual(new Set(['USUAL']))
  })

  test('money that falls while orders go on is a plunge of sales with what is missing', () => {
    const less = every('LESS', 5, 40)
    const amounts = less.days.map((day, i) => (day > today - 30 ? 4_000 : 99_000 + 100 * (i % 9)))
    const { findings } = judged({ history: { ...less, amounts } })
    expect(kindsOf(findings)).toEqual([['LESS', 'sales_plunge', false]])
    expect(findings[0]?.numbers).toMatchObject({ recent: 6, amountFen: 24_000 })
    // Nine tenths of a usual 90 days of ¥1,000 every five days.
    expect(findings[0]?.moneyAtRiskFen).toBeGreaterThan(1_500_000)
    expect(findings[0]?.moneyAtRiskFen).toBeLessThan(1_800_000)
  })

  test('parameters of an earlier scan judge alike; the season is counted anew', () => {
    const odd = { history: every('GONE', 7, 40, 33) }
    const first = judged(odd)
    const all = [...steady, odd.history].flatMap((one) => observe(one, today, calendar) ?? [])
    expect(judge(all, first.parameters)).toEqual(first)
    const { churn, plunge } = first.parameters
    const stale = { churn, plunge: { ...plunge, recent: 0, expected: 1 } }
    expect(judge(all, stale)).toEqual(first)
  })

  test('the gravest of several is the first of the kinds, whatever the order', () => {
    const { findings } = judged({ history: every('GONE', 3, 60, 40) })
    expect(findings.length).toBeGreaterThan(1)
    expect(gravest(findings)?.kind).toBe('churn')
    expect(gravest(findings.toReversed())?.kind).toBe('churn')
    expect(gravest([])).toBeUndefined()
  })

  test('nobody to judge is nothing found', () => {
    expect(judge([]).findings).toEqual([])
  })
})
