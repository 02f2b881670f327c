import { expect, test } from 'vitest'
import { readStageDays, stageSince, stuckDays } from '../../../src/domain/customers/stages.ts'
import { date } from '../../../src/domain/time.ts'

const day = (text: string) => date(`2026-11-${text}`)
const today = day('24')

test('stages and their days are read as people write them', () => {
  expect([...readStageDays('意向:30、报价：14天，谈判 : 7；没有天数、空:0、：9')]).toEqual([
    ['意向', 30],
    ['报价', 14],
    ['谈判', 7],
  ])
  expect(readStageDays('').size).toBe(0)
})

test('a stage counts from the day that was told, else from the day on which it changed', () => {
  const before = { stage: '意向', since: day('01') }
  const since = (stage: string | null, told: string | null, was: typeof before | null = before) =>
    stageSince({ stage, told: told === null ? null : day(told) }, was, today)
  expect(since('报价', null)).toBe('2026-11-24')
  expect(since('报价', '20')).toBe('2026-11-20')
  // The file repeats the day of the stage before.
  expect(since('报价', '01')).toBe('2026-11-24')
  expect(since('意向', '01')).toBe('2026-11-01')
  expect(since('意向', null)).toBe('2026-11-01')
  expect(since('意向', '05')).toBe('2026-11-05')
  expect(since(null, '05')).toBeNull()
  expect(since('意向', null, null)).toBe('2026-11-24')
  expect(since('意向', '03', null)).toBe('2026-11-03')
})

test('stuck from the day of the rule on, in stages that the rule names', () => {
  const limits = readStageDays('报价:14')
  expect(stuckDays(limits, '报价', day('10'), today)).toBe(14)
  expect(stuckDays(limits, '报价', day('11'), today)).toBeNull()
  expect(stuckDays(limits, '意向', day('01'), today)).toBeNull()
})
