import { expect, test } from 'vitest'
import { parseClock, parseWindow } from '../../src/domain/time-words.ts'

test('times of day as people say them', () => {
  const read = ['7:30', '7点', '7点半', '下午6点半', '6:30 pm', '晚上8点', '12:00pm', '9 am']
  expect(read.map(parseClock)).toEqual([
    '07:30',
    '07:00',
    '07:30',
    '18:30',
    '18:30',
    '20:00',
    '12:00',
    '09:00',
  ])
  expect(['7', '11-24', '25:00', '10:75', '永辉', ''].map(parseClock)).toEqual(Array(6).fill(null))
})

test('windows: from and to, or a beginning alone', () => {
  expect(parseWindow('10:00-11:00')).toEqual({ from: '10:00', to: '11:00' })
  expect(parseWindow('10点到11点半')).toEqual({ from: '10:00', to: '11:30' })
  expect(parseWindow('下午2点至3点')).toEqual({ from: '14:00', to: '15:00' })
  expect(parseWindow('下午2点到下午4:30')).toEqual({ from: '14:00', to: '16:30' })
  expect(parseWindow('上午10点–12点')).toEqual({ from: '10:00', to: '12:00' })
  expect(parseWindow('2pm to 3pm')).toEqual({ from: '14:00', to: '15:00' })
  expect(parseWindow('１０：００')).toEqual({ from: '10:00', to: null })
  for (const text of ['11:00-10:00', '10-11', '11-24', '10:00-11:00-12:00', '永辉', '10:00-永辉'])
    expect(parseWindow(text), text).toBeNull()
})
