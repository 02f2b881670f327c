/** Random cycles for property tests: small, odd, and near every border that there is. */
import fc from 'fast-check'
import type { Frequency } from '../../../../src/domain/customers/frequency.ts'
import { offset } from '../../../../src/domain/geo.ts'
import type {
  CycleCustomer,
  CycleDay,
  CycleInput,
} from '../../../../src/domain/plans/cycle/types.ts'
import { promiseSources } from '../../../../src/domain/plans/stops.ts'
import { addDays, date, daysFrom, type LocalDate } from '../../../../src/domain/time.ts'
import { type DayException, workCalendar } from '../../../../src/domain/work-calendar.ts'

const centre = { lng: 123.43, lat: 41.8 }
const point = fc
  .record({
    east: fc.integer({ min: -9000, max: 9000 }),
    north: fc.integer({ min: -9000, max: 9000 }),
  })
  .map((metres) => offset(centre, metres))

/** Beginnings before month ends, in a leap year, at New Year, Spring Festival and National Day with their 调休. */
const starts = [
  '2026-02-23',
  '2026-02-11',
  '2026-09-21',
  '2026-12-20',
  '2028-02-20',
  '2024-01-01',
  '2025-12-29',
]

const frequency: fc.Arbitrary<Frequency> = fc.oneof(
  fc.record({ times: fc.integer({ min: 0, max: 4 }), per: fc.constant({ days: 28 }) }),
  fc.record({ times: fc.integer({ min: 1, max: 4 }), per: fc.constant('month' as const) }),
  fc.record({ times: fc.integer({ min: 1, max: 3 }), per: fc.constant('week' as const) }),
  fc.record({ times: fc.integer({ min: 1, max: 3 }), per: fc.constant('twoWeeks' as const) }),
  fc.record({ times: fc.integer({ min: 1, max: 3 }), per: fc.constant({ days: 10 }) }),
)

const maybe = <T>(arb: fc.Arbitrary<T>, freq = 3) => fc.option(arb, { nil: undefined, freq })

type Tuning = {
  capacityMinutes?: number
  customers?: { min: number; max: number }
  plain?: boolean
}

function customers(from: LocalDate, length: number, { customers: n, plain }: Tuning) {
  const dayIn = fc.integer({ min: 0, max: length + 10 }).map((i) => addDays(from, i))
  const dayBefore = fc.integer({ min: 1, max: 40 }).map((i) => addDays(from, -i))
  const rare = <T>(arb: fc.Arbitrary<T>) => (plain ? fc.constant(undefined) : maybe(arb, 5))
  const one = fc.record({
    point: maybe(point, 1),
    hasPoint: fc.integer({ min: 0, max: 9 }),
    serviceMinutes: fc.integer({ min: 5, max: 60 }),
    frequency,
    spacingDays: rare(fc.integer({ min: 0, max: 9 })),
    priority: fc.integer({ min: 1, max: 4 }),
    visitDays: rare(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 })),
    visitDaysMean: fc.constantFrom('standing' as const, 'allowed' as const),
    weekPattern: rare(fc.constantFrom('every' as const, 'odd' as const, 'even' as const)),
    line: rare(fc.constantFrom('L1', 'L2')),
    visitedOn: fc.uniqueArray(dayBefore, { maxLength: 3 }),
    promises: rare(
      fc.uniqueArray(fc.record({ date: dayIn, source: fc.constantFrom(...promiseSources) }), {
        minLength: 1,
        maxLength: 2,
        selector: ({ date: on }) => on,
      }),
    ),
    notBefore: rare(dayIn),
    notAfter: rare(dayIn),
  })
  return fc.array(one, { minLength: n?.min ?? 1, maxLength: n?.max ?? 25 }).map((list) =>
    list.map(({ hasPoint, point: own, ...rest }, i): CycleCustomer => {
      const place = own ?? offset(centre, { east: 300 * i, north: 100 * i })
      const customer = {
        code: `C${String(i).padStart(2, '0')}`,
        ...rest,
        point: plain || hasPoint > 0 ? place : undefined,
      }
      const known = Object.entries(customer).filter(([, value]) => value !== undefined)
      return Object.fromEntries(known) as unknown as CycleCustomer
    }),
  )
}

const exceptions = (from: LocalDate, length: number) =>
  fc.array(
    fc.record({
      date: fc.integer({ min: 0, max: length }).map((i) => addDays(from, i)),
      kind: fc.constantFrom(
        'holiday' as const,
        'workday' as const,
        'leave' as const,
        'trip' as const,
      ),
      scope: fc.constant('person' as const),
    }),
    { maxLength: 6 },
  )

/** The days as features hand them over: leave is left out, rest days and trips have no capacity. */
export function worksOn(
  from: LocalDate,
  to: LocalDate,
  rules: { exceptions: readonly DayException[]; restDays: 'double' | 'single' | 'alternating' },
  capacityMinutes: number,
): CycleDay[] {
  const calendar = workCalendar({ ...rules, useNationalHolidays: true })
  return daysFrom(from, to).flatMap((day): CycleDay[] => {
    const { kind, part } = calendar.dayKind(day)
    if (kind === 'leave' && part === undefined) return []
    return [{ date: day, capacityMinutes: capacityMinutes * calendar.workShare(day) }]
  })
}

export function cycles(tuning: Tuning = {}): fc.Arbitrary<CycleInput> {
  return fc
    .record({
      start: fc.constantFrom(...starts),
      shift: fc.integer({ min: 0, max: 9 }),
      length: fc.constantFrom(28, 28, 28, 7, 14, 31, 60),
    })
    .chain(({ start, shift, length }) => {
      const from = addDays(date(start), shift)
      const to = addDays(from, length - 1)
      return fc
        .record({
          customers: customers(from, length, tuning),
          exceptions: exceptions(from, length),
          restDays: fc.constantFrom('double' as const, 'single' as const, 'alternating' as const),
          capacity: fc.constantFrom(120, 240, 480),
          visitsADay: tuning.plain ? fc.constant(undefined) : maybe(fc.integer({ min: 1, max: 6 })),
          home: maybe(point, 1),
          returns: fc.boolean(),
        })
        .map(
          ({ customers: list, capacity, visitsADay, home, returns, ...calendar }): CycleInput => {
            const days = worksOn(from, to, calendar, tuning.capacityMinutes ?? capacity)
            return {
              from,
              to,
              days: days.map((day) => ({
                ...day,
                ...(visitsADay === undefined ? {} : { capacityVisits: visitsADay }),
              })),
              customers: list,
              ...(home ? { start: home, returnToStart: returns } : {}),
            }
          },
        )
    })
}

/** The same cases on every run; `RUNS` and `SEED` look at more of them. */
export function cases(usual: number): { numRuns: number; seed: number } {
  const { RUNS, SEED } = process.env
  return { numRuns: Number(RUNS ?? usual), seed: Number(SEED ?? 1) }
}
