import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CustomerGrade,
  cycleOf,
  defaultFrequency,
  type Frequency,
  parseFrequency,
} from '../../../src/domain/customers/frequency.ts'
import { offset } from '../../../src/domain/geo.ts'
import { planDay } from '../../../src/domain/plans/due.ts'
import type { DueCustomer } from '../../../src/domain/plans/stops.ts'
import { hash } from '../../../src/domain/plans/turn.ts'
import { addDays, date, daysBetween, daysFrom, type LocalDate } from '../../../src/domain/time.ts'
import { workCalendar } from '../../../src/domain/work-calendar.ts'

const centre = { lng: 123.43, lat: 41.8 }

type Book = { code: string; grade: CustomerGrade | null; frequency: Frequency }[]

const first = cycleOf(defaultFrequency('A'), date('2026-01-01')).start
const calendar = workCalendar({ restDays: 'double', exceptions: [], useNationalHolidays: false })

/** A rep who makes every planned visit, for so many days; the dates of each customer's visits. */
function workThrough(book: Book, days: number, capacity: number, createdOn = first) {
  const visits = new Map<string, LocalDate[]>(book.map(({ code }) => [code, []]))
  const loads: number[] = []
  for (const today of daysFrom(createdOn, addDays(createdOn, days - 1))) {
    const customers = book.map(({ code, grade, frequency }): DueCustomer => {
      const made = visits.get(code) ?? []
      const { start, lengthDays } = cycleOf(frequency, today)
      const lastVisitOn = made.at(-1)
      return {
        code,
        grade,
        frequency,
        status: 'active',
        createdOn,
        visitsInCycle: made.filter((day) => day >= start).length,
        cycleStart: start,
        cycleLengthDays: lengthDays,
        point: offset(centre, { east: (hash(code) % 7) * 400, north: (hash(code) % 5) * 300 }),
        ...(lastVisitOn ? { lastVisitOn } : {}),
      }
    })
    const day = calendar.dayKind(today)
    const { stops } = planDay({ date: today, day, customers, promises: [], capacity })
    for (const { customerCode } of stops) visits.get(customerCode)?.push(today)
    if (day.kind === 'work') loads.push(stops.length)
  }
  return { visits, loads }
}

function bookOf(grades: string, size: number): Book {
  return Array.from({ length: size }, (_, i) => {
    const grade = (grades[i % grades.length] ?? 'C') as CustomerGrade
    return { code: `C${String(i).padStart(4, '0')}`, grade, frequency: defaultFrequency(grade) }
  })
}

describe('a book of 100 customers over a year', () => {
  const book = bookOf('ABBCCCCCDD', 100)
  const { visits, loads } = workThrough(book, 13 * 28, 12)

  test('every grade gets its count in every cycle after the first', () => {
    for (const { code, frequency } of book) {
      const made = visits.get(code) ?? []
      for (let cycle = 1; cycle < 13; cycle++) {
        const start = addDays(first, 28 * cycle)
        const end = addDays(start, 28)
        const count = made.filter((day) => day >= start && day < end).length
        expect(count, `${code} in cycle ${cycle}`).toBe(frequency.times)
      }
    }
  })

  test('visits keep their distance: never below half the interval', () => {
    for (const { code, frequency } of book) {
      const made = visits.get(code) ?? []
      for (const [i, day] of made.slice(1).entries()) {
        const gap = daysBetween(made[i] ?? day, day)
        expect(gap, code).toBeGreaterThanOrEqual(28 / frequency.times / 2)
      }
    }
  })

  test('day one does not plan everybody, no day passes the capacity', () => {
    expect(loads[0]).toBe(6)
    expect(Math.max(...loads)).toBeLessThanOrEqual(12)
    const perDay = loads.slice(20).reduce((a, b) => a + b, 0) / (loads.length - 20)
    expect(perDay).toBeCloseTo(150 / 20, 1) // 10 A, 20 B, 70 C and D in 20 working days
  })
})

test('a small book is begun at once', () => {
  const { loads } = workThrough(bookOf('ABC', 3), 1, 12, date('2026-11-24'))
  expect(loads).toEqual([3])
})

test.each([
  '3/month',
  '1/week',
  '1/2weeks',
  '3/28d',
  '1/month',
  '2/week',
])('%s is met in each of its periods, whenever it begins', (text) => {
  const frequency = parseFrequency(text)
  if (!frequency) throw new Error('not read')
  const beginnings = fc.integer({ min: 0, max: 400 })
  fc.assert(
    fc.property(beginnings, fc.stringMatching(/^[a-z]{4}$/), (n, code) => {
      const begin = addDays(first, n)
      const book: Book = [{ code, grade: 'B', frequency }]
      const made = workThrough(book, 200, 5, begin).visits.get(code) ?? []
      let cycle = cycleOf(frequency, addDays(begin, 40))
      for (let i = 0; i < 4; i++) {
        const end = addDays(cycle.start, cycle.lengthDays)
        const count = made.filter((day) => day >= cycle.start && day < end).length
        expect(count).toBeGreaterThanOrEqual(frequency.times)
        expect(count).toBeLessThanOrEqual(frequency.times + 1)
        cycle = cycleOf(frequency, end)
      }
    }),
    { numRuns: 25 },
  )
})

test('the same input gives the same plan, in whatever order the customers come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 14 }), (size, cap) => {
      const book = bookOf('ABCD', size)
      const [forth, back] = [workThrough(book, 8, cap), workThrough(book.toReversed(), 8, cap)]
      for (const { code } of book) expect(back.visits.get(code)).toEqual(forth.visits.get(code))
    }),
    { numRuns: 10 },
  )
})

test('the hash spreads codes in sequence over the days of an interval', () => {
  for (const days of [7, 14, 28]) {
    const counts = new Array<number>(days).fill(0)
    for (let i = 0; i < 1400; i++) {
      const slot = hash(`C${String(i).padStart(4, '0')}`) % days
      counts[slot] = (counts[slot] ?? 0) + 1
    }
    expect(Math.max(...counts)).toBeLessThan((1400 / days) * 1.5)
    expect(Math.min(...counts)).toBeGreaterThan((1400 / days) * 0.5)
  }
})
