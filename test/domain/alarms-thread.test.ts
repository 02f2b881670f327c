import { describe, expect, test } from 'vitest'
import {
  clockAfter,
  contactEffect,
  contactOutcomes,
  dueAfter,
  keepWords,
  lacking,
  nextOpening,
  onDue,
  readWords,
} from '../../src/domain/alarms/thread.ts'
import { tradeDrops } from '../../src/domain/alarms/trade-drop.ts'
import { chooseVisitDay } from '../../src/domain/alarms/visit-day.ts'
import { date, isoWeekday, minutesToTime, timeToMinutes } from '../../src/domain/time.ts'

const weekdays = { works: (day: ReturnType<typeof date>) => isoWeekday(day) < 6 }
const hours = (text: string) =>
  text === ''
    ? []
    : text.split(';').map((range) => {
        const [from = '', to = ''] = range.split('-')
        return { from: timeToMinutes(from), to: timeToMinutes(to) }
      })
const after = (day: string, time: string, n: number, open = '') => {
  const due = dueAfter({ date: date(day), minute: timeToMinutes(time) }, n, {
    ranges: hours(open),
    ...weekdays,
  })
  return `${due.date} ${minutesToTime(due.minute)}`
}

describe('when an answer is due', () => {
  test.each([
    // Tuesday to Thursday, and the same over a weekend.
    ['2026-11-24', '08:30', 48, '', '2026-11-26 08:30'],
    ['2026-11-26', '08:30', 48, '', '2026-11-30 08:00'],
    ['2026-11-27', '08:30', 72, '', '2026-11-30 08:30'],
    // Never at night, not in the lunch break, never before the opening.
    ['2026-11-24', '21:00', 48, '', '2026-11-27 08:00'],
    ['2026-11-24', '03:00', 24, '', '2026-11-25 08:00'],
    ['2026-11-24', '12:30', 48, '08:30-12:00;13:30-17:30', '2026-11-26 13:30'],
    ['2026-11-24', '17:31', 24, '08:30-12:00;13:30-17:30', '2026-11-26 08:30'],
    ['2026-11-24', '17:30', 24, '08:30-12:00;13:30-17:30', '2026-11-25 17:30'],
  ])('%s %s + %i h within "%s" is %s', (day, time, n, open, due) => {
    expect(after(day, time, n, open)).toBe(due)
  })

  test('with nothing but free days it is taken as it is', () => {
    const from = { date: date('2026-11-24'), minute: 600 }
    expect(nextOpening(from, { ranges: [], works: () => false })).toEqual(from)
  })
})

describe('which clock runs', () => {
  test.each([
    [['raised', 'told'], 'answer'],
    [['raised', 'told', 'offered'], 'answer'],
    [['raised', 'told', 'planned'], 'visit'],
    [['raised', 'told', 'planned', 'visited'], null],
    [['raised', 'told', 'answered'], null],
    [['raised', 'told', 'answered', 'snoozed'], 'remind'],
    [['raised', 'told', 'escalated'], 'answer'],
    [['raised', 'told', 'answered', 'moved'], 'answer'],
    [[], null],
  ] as const)('after %j: %s', (events, clock) => {
    expect(clockAfter(events)).toBe(clock)
  })

  const alarm = { state: 'open', level: 0, clock: 'answer', plannedOn: null } as const
  test.each([
    ['nobody answered', alarm, 2, { do: 'escalate', level: 1 }],
    ['nor did the manager', { ...alarm, level: 1 }, 2, { do: 'escalate', level: 2 }],
    ['nobody is above', { ...alarm, level: 1 }, 1, { do: 'stop' }],
    ['all have heard', { ...alarm, level: 2 }, 2, { do: 'stop' }],
    [
      'a planned visit did not come about',
      { ...alarm, state: 'planned', clock: 'visit' },
      2,
      { do: 'escalate', level: 1 },
    ],
    [
      'somebody planned it',
      { ...alarm, plannedOn: date('2026-11-30') },
      2,
      { do: 'wait', until: '2026-11-30' },
    ],
    ['to be reminded', { ...alarm, state: 'planned', clock: 'remind' }, 2, { do: 'remind' }],
    ['it is over', { ...alarm, state: 'won_back' }, 2, { do: 'stop' }],
  ] as const)('%s', (_, given, top, decision) => {
    expect(onDue(given, top)).toEqual(decision)
  })
})

test('an answer says what is needed, and each outcome has an effect', () => {
  const today = date('2026-11-24')
  const said = (note: string, until: string | null) => ({ note, until: until ? date(until) : null })
  expect(lacking('later', said('', null), today)).toBe('day')
  expect(lacking('later', said('', '2026-11-24'), today)).toBe('day')
  expect(lacking('later', said('', '2026-11-25'), today)).toBeNull()
  expect(lacking('other', said('', null), today)).toBe('note')
  expect(lacking('lostOther', said('', null), today)).toBe('note')
  expect(lacking('lostPrice', said('', null), today)).toBeNull()
  const having = (effect: string) => contactOutcomes.filter((one) => contactEffect(one) === effect)
  expect(having('lost')).toHaveLength(5)
  expect(having('remind')).toEqual(['later'])
  expect(readWords(keepWords('other', '比价：两家'))).toEqual({ code: 'other', note: '比价：两家' })
  expect(readWords('season')).toEqual({ code: 'season', note: null })
})

describe('on which day', () => {
  const day = (n: number, room: number, nearestM: number | null) => ({
    date: date(`2026-11-${24 + n}`),
    room,
    nearestM,
  })
  test.each([
    ['the soonest with room', [day(1, 0, 100), day(2, 3, 900), day(3, 3, 800)], '2026-11-26'],
    ['a later one only for much less way', [day(1, 3, 9000), day(2, 3, 500)], '2026-11-26'],
    ['not for a little less', [day(1, 3, 2000), day(2, 3, 500)], '2026-11-25'],
    ['an empty day is no detour of its own', [day(1, 9, null), day(2, 3, 800)], '2026-11-25'],
    [
      'never far off',
      [day(1, 3, 9000), day(2, 3, 9000), day(3, 3, 9000), day(4, 3, 1)],
      '2026-11-25',
    ],
    ['over capacity when all are full', [day(1, 0, 10), day(2, -1, 10)], '2026-11-25'],
  ])('%s', (_, days, chosen) => {
    expect(chooseVisitDay(days)).toBe(chosen)
  })
  test('without days none', () => {
    expect(chooseVisitDay([])).toBeNull()
  })
})

test('baselines: a fall is told with both numbers, a short history says nothing', () => {
  const span = (
    back: number,
    customers: number,
    orderDays = customers * 2,
    salesFen = orderDays * 10_000,
  ) => ({
    back,
    customers,
    orderDays,
    salesFen,
  })
  const steady = [1, 2, 3, 4].map((back) => span(back, 100))
  expect(tradeDrops([span(0, 78), ...steady], 20)).toMatchObject([
    { what: 'customers', now: 78, base: 100 },
  ])
  expect(tradeDrops([span(0, 81), ...steady], 20)).toEqual([])
  expect(tradeDrops([span(0, 100, 200, 1_400_000), ...steady], 20)).toMatchObject([
    { what: 'ticket', now: 7000, base: 10_000 },
  ])
  expect(tradeDrops([span(0, 0, 0, 0), ...steady], 20)).toMatchObject([{ what: 'customers' }])
  expect(tradeDrops([span(0, 10), ...steady.slice(0, 2)], 20)).toEqual([])
  expect(tradeDrops(steady, 20)).toEqual([])
})
