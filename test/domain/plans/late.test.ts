import { expect, test } from 'vitest'
import { type AwaitedStop, awaited, type DaySoFar } from '../../../src/domain/plans/late.ts'
import { timeToMinutes } from '../../../src/domain/time.ts'

const at = timeToMinutes
const stop = (id: string, more: Partial<AwaitedStop> = {}): AwaitedStop => ({
  id,
  window: null,
  eta: null,
  legM: null,
  openings: [],
  ...more,
})
const day = (now: string, more: Partial<DaySoFar> = {}): DaySoFar => ({
  now: at(now),
  lateMinutes: 15,
  endOfDay: at('18:30'),
  isVisiting: false,
  leftAt: null,
  pauseMinutes: 0,
  ...more,
})
const names = ({ late, missed }: ReturnType<typeof awaited>) => [
  late.map(({ id }) => id).join(),
  missed.map(({ id }) => id).join(),
]

test('an expected time is late after the grace, not before', () => {
  const stops = [stop('a', { eta: at('09:00') }), stop('b', { eta: at('09:40') }), stop('c')]
  expect(names(awaited(stops, day('09:14')))).toEqual(['', ''])
  expect(awaited(stops, day('09:15')).late).toEqual([{ id: 'a', since: at('09:00') }])
  expect(names(awaited(stops, day('09:55')))).toEqual(['a,b', ''])
})

test('who is behind but on the way is not late: the day moves with the last customer', () => {
  const stops = [stop('b', { eta: at('09:40'), legM: 2200 }), stop('c', { eta: at('10:20') })]
  expect(names(awaited(stops, day('10:30', { isVisiting: true })))).toEqual(['', ''])
  // Left at 10:10, 7.5 minutes by road: b at 10:18, c 38 minutes later than planned.
  const left = { leftAt: at('10:10') }
  expect(names(awaited(stops, day('10:32', left)))).toEqual(['', ''])
  expect(awaited(stops, day('10:33', left)).late).toEqual([{ id: 'b', since: at('10:18') }])
  expect(names(awaited(stops, day('11:13', left)))).toEqual(['b,c', ''])
  // Lunch comes between.
  const lunch = { leftAt: at('10:10'), pauseMinutes: 60 }
  expect(names(awaited(stops, day('11:32', lunch)))).toEqual(['', ''])
  // Ahead of the plan changes nothing.
  expect(names(awaited(stops, day('09:54', { leftAt: at('09:00') })))).toEqual(['', ''])
})

test('a set time is late during a visit too, and over when its window closes', () => {
  const window = { from: at('10:00'), to: at('11:00') }
  const stops = [
    stop('w', { window, eta: at('09:00') }),
    stop('o', { window: { ...window, to: null } }),
  ]
  const visiting = { isVisiting: true, leftAt: at('10:40') }
  expect(names(awaited(stops, day('10:14', visiting)))).toEqual(['', ''])
  expect(names(awaited(stops, day('10:15', visiting)))).toEqual(['w,o', ''])
  expect(names(awaited(stops, day('11:00')))).toEqual(['o', 'w'])
  expect(awaited(stops, day('18:30')).missed).toEqual([
    { id: 'w', closedAt: at('11:00'), why: 'window' },
    { id: 'o', closedAt: at('18:30'), why: 'day' },
  ])
})

test('a shop that has closed is missed, one that opens later is not late, one behind the day is waited for', () => {
  const noon = [
    { from: at('09:00'), to: at('12:00') },
    { from: at('14:00'), to: at('17:00') },
  ]
  const stops = [
    stop('open', { eta: at('12:30'), openings: noon }),
    stop('far', { eta: at('18:50') }),
  ]
  expect(names(awaited(stops, day('12:50')))).toEqual(['', ''])
  expect(names(awaited(stops, day('14:15')))).toEqual(['open', ''])
  expect(names(awaited(stops, day('17:00')))).toEqual(['', 'open'])
  expect(names(awaited(stops, day('18:30')))).toEqual(['', 'open'])
  expect(names(awaited(stops, day('19:05')))).toEqual(['', 'open,far'])
})
