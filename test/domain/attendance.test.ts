import { describe, expect, test } from 'vitest'
import { isWithin, lastClose, nextOpen, parseHours, whenOpen } from '../../src/domain/attendance.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { readValue } from '../../src/domain/settings/read-value.ts'
import { timeToMinutes } from '../../src/domain/time.ts'

const split = parseHours('09:00-12:00;13:30-18:00')
const at = timeToMinutes

describe('attendance hours', () => {
  test('no hours are always; both ends belong to them; a range may pass midnight', () => {
    expect(isWithin([], 3)).toBe(true)
    const open = ['09:00', '12:00', '13:30', '18:00'].map((time) => isWithin(split, at(time)))
    expect(open).toEqual([true, true, true, true])
    const closed = ['08:59', '12:01', '13:29', '18:01'].map((time) => isWithin(split, at(time)))
    expect(closed).toEqual([false, false, false, false])
    const night = parseHours('20:00-02:00')
    expect(['23:00', '01:59', '02:01'].map((time) => isWithin(night, at(time)))).toEqual([
      true,
      true,
      false,
    ])
    expect([lastClose([]), lastClose(split), lastClose(night)]).toEqual([null, at('18:00'), 1440])
  })

  test('what is due outside waits for the next opening of the day', () => {
    expect(nextOpen(split, at('08:00'))).toBe(at('09:00'))
    expect(nextOpen(split, at('12:30'))).toBe(at('13:30'))
    expect(nextOpen(split, at('18:30'))).toBeNull()
    expect(whenOpen(split, { wanted: at('08:00'), now: at('07:00') })).toBe(at('09:00'))
    // Missed while nothing ran, and now the hours are closed.
    expect(whenOpen(split, { wanted: at('08:00'), now: at('12:20') })).toBe(at('13:30'))
    expect(whenOpen(split, { wanted: at('08:00'), now: at('10:00') })).toBe(at('09:00'))
    expect(whenOpen(split, { wanted: at('08:00'), now: at('19:00') })).toBeNull()
    expect(whenOpen(split, { wanted: at('20:00'), now: at('07:00') })).toBeNull()
    expect(whenOpen(split, { wanted: at('20:00'), now: at('07:00') }, { always: true })).toBe(
      at('09:00'),
    )
    expect(whenOpen([], { wanted: at('20:00'), now: at('07:00') })).toBe(at('20:00'))
  })

  test('hours as people write them', () => {
    const read = (text: string) => readValue(settings.hours, text)
    expect(read('8:30-12:00、13:30-17:30')).toBe('08:30-12:00;13:30-17:30')
    expect(read('8:30-12:00 13:30-17:30')).toBe('08:30-12:00;13:30-17:30')
    expect(read('9点到12点半、14点－18点')).toBe('09:00-12:30;14:00-18:00')
    expect(read('9-18')).toBe('09:00-18:00')
    expect(read('9:00 to 18:00')).toBe('09:00-18:00')
    expect([read('全天'), read('all day'), read('无')]).toEqual(['', '', ''])
    expect([read('25:00-26:00'), read('9:00'), read('09:00-12:00;11:00-13:00')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
