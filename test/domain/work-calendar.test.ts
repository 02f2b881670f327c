import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { date } from '../../src/domain/time.ts'
import { type DayException, workCalendar } from '../../src/domain/work-calendar.ts'

function calendar(
  exceptions: DayException[] = [],
  restDays: 'double' | 'single' | 'none' = 'double',
) {
  return workCalendar({ restDays, exceptions, useNationalHolidays: true })
}
const on = (day: string, kind: DayException['kind'], more: Partial<DayException> = {}) => ({
  date: date(day),
  kind,
  ...more,
})

describe('what a day is', () => {
  test('weekly rest by rule', () => {
    const saturday = date('2026-11-28')
    const sunday = date('2026-11-29')
    expect(calendar().dayKind(saturday)).toEqual({ kind: 'rest', source: 'week' })
    expect(calendar([], 'single').dayKind(saturday)).toEqual({ kind: 'work', source: 'week' })
    expect(calendar([], 'single').dayKind(sunday).kind).toBe('rest')
    expect(calendar([], 'none').dayKind(sunday).kind).toBe('work')
  })

  test('大小周: Saturday is worked in every second ISO week', () => {
    const rules = { restDays: 'alternating', exceptions: [], useNationalHolidays: true } as const
    const saturdays = ['2026-11-07', '2026-11-14', '2026-11-21', '2026-11-28'].map(date) // weeks 45–48
    const kinds = (weeks?: 'odd' | 'even') => {
      const own = workCalendar(weeks ? { ...rules, sixDayWeeks: weeks } : rules)
      return saturdays.map((day) => own.dayKind(day).kind)
    }
    expect(kinds()).toEqual(['work', 'rest', 'work', 'rest'])
    expect(kinds('even')).toEqual(['rest', 'work', 'rest', 'work'])
    const odd = workCalendar(rules)
    expect(odd.dayKind(date('2026-11-08'))).toEqual({ kind: 'rest', source: 'week' }) // Sunday
    expect(odd.dayKind(date('2026-11-09')).kind).toBe('work')
    expect(odd.nextWorkingDay(date('2026-11-13'))).toBe('2026-11-16')
    expect(odd.nextWorkingDay(date('2026-11-20'))).toBe('2026-11-21')
    // The notice goes before the week: 调休 on Saturday of an even week, a holiday in an odd one.
    expect(calendar([], 'single').dayKind(date('2026-02-15')).kind).toBe('holiday')
    expect(workCalendar({ ...rules, sixDayWeeks: 'even' }).dayKind(date('2026-02-28')).kind).toBe(
      'work',
    )
    expect(odd.dayKind(date('2026-10-03')).kind).toBe('holiday')
  })

  test('national holidays rest and 调休 days work, unless the company ignores them', () => {
    expect(calendar().dayKind(date('2026-10-01'))).toEqual({ kind: 'holiday', source: 'national' })
    expect(calendar().dayKind(date('2026-10-10'))).toEqual({ kind: 'work', source: 'national' })
    const own = workCalendar({ restDays: 'double', exceptions: [], useNationalHolidays: false })
    expect(own.dayKind(date('2026-10-01')).kind).toBe('work')
    expect(own.dayKind(date('2026-10-10')).kind).toBe('rest')
  })

  test('an imported workday overrules holiday, rest and everything else', () => {
    const day = date('2026-10-01')
    const kinds = ['holiday', 'leave', 'trip', 'workday'] as const
    const mixed = calendar(kinds.map((kind) => on('2026-10-01', kind)))
    expect(mixed.dayKind(day)).toEqual({ kind: 'work', source: 'exception' })
    expect(calendar([on('2026-11-28', 'workday')]).isWorkingDay(date('2026-11-28'))).toBe(true)
  })

  test('leave before holiday, holiday before 调休 work', () => {
    const both = calendar([on('2026-11-24', 'holiday'), on('2026-11-24', 'leave')])
    expect(both.dayKind(date('2026-11-24')).kind).toBe('leave')
    const closed = calendar([on('2026-10-10', 'holiday')])
    expect(closed.dayKind(date('2026-10-10'))).toEqual({ kind: 'holiday', source: 'exception' })
  })

  test("a person's leave stands although the company works that day", () => {
    const days = calendar([
      on('2026-11-28', 'workday', { scope: 'organisation' }),
      on('2026-11-28', 'leave', { scope: 'person' }),
    ])
    expect(days.dayKind(date('2026-11-28')).kind).toBe('leave')
  })

  test('half a day off leaves half a day of work', () => {
    const day = date('2026-11-24')
    const half = calendar([on('2026-11-24', 'leave', { part: 'am' })])
    expect(half.dayKind(day)).toEqual({ kind: 'leave', part: 'am', source: 'exception' })
    expect([half.isWorkingDay(day), half.workShare(day)]).toEqual([true, 0.5])

    const both = calendar([
      on('2026-11-24', 'leave', { part: 'am' }),
      on('2026-11-24', 'leave', { part: 'pm' }),
    ])
    expect(both.dayKind(day)).toEqual({ kind: 'leave', source: 'exception' })

    const onSaturday = calendar([on('2026-11-28', 'workday', { part: 'am' })])
    expect(onSaturday.dayKind(date('2026-11-28'))).toEqual({
      kind: 'rest',
      part: 'pm',
      source: 'week',
    })

    const leaveOnSaturday = calendar([on('2026-11-28', 'leave', { part: 'pm' })])
    expect(leaveOnSaturday.dayKind(date('2026-11-28')).part).toBeUndefined()
    expect(leaveOnSaturday.isWorkingDay(date('2026-11-28'))).toBe(false)
  })
})

describe('counting', () => {
  test('a month of 21 working days less three of leave and half a trip', () => {
    const [from, to] = [date('2026-11-01'), date('2026-11-30')]
    expect(calendar().workingDays(from, to)).toHaveLength(21)
    const away = calendar([
      on('2026-11-02', 'leave'),
      on('2026-11-03', 'leave'),
      on('2026-11-04', 'leave'),
      on('2026-11-05', 'trip', { part: 'pm' }),
    ])
    expect(away.workingDays(from, to)).toHaveLength(18)
    expect(away.workingDayCount(from, to)).toBe(17.5)
  })

  test('the next working day skips the holiday and stops at 调休', () => {
    expect(calendar().nextWorkingDay(date('2026-09-30'))).toBe('2026-10-08')
    expect(calendar().nextWorkingDay(date('2026-11-27'))).toBe('2026-11-30')
    expect(calendar().nextWorkingDay(date('2026-10-09'))).toBe('2026-10-10')
    const never = workCalendar({
      restDays: 'none',
      useNationalHolidays: false,
      exceptions: calendar([], 'none')
        .workingDays(date('2026-11-01'), date('2029-11-01'))
        .map((day) => ({ date: day, kind: 'leave' as const })),
    })
    expect(never.nextWorkingDay(date('2026-11-24'))).toBeNull()
  })
})

test('it knows which years have a notice; without one the weekly rest decides', () => {
  expect(calendar().knowsYear(2026)).toBe(true)
  expect(calendar().knowsYear(2022)).toBe(true) // National Day was a Saturday
  expect(calendar().knowsYear(2028)).toBe(false) // and will be a Sunday
  expect(calendar().knowsYear(2003)).toBe(false)
  expect(calendar().dayKind(date('2033-10-03'))).toEqual({ kind: 'work', source: 'week' })
})

test.each([
  'America/Los_Angeles',
  'Pacific/Kiritimati',
])('the zone of the machine does not move holidays: %s', (TZ) => {
  const script = `import { workCalendar } from './src/domain/work-calendar.ts'
      const days = workCalendar({ restDays: 'double', exceptions: [], useNationalHolidays: true })
      console.log(['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10']
        .map((day) => days.dayKind(day).kind).join())`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const out = execFileSync(process.execPath, args, { env: { ...process.env, TZ } })
  expect(out.toString().trim()).toBe('work,holiday,holiday,work,work')
})
