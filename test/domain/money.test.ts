import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  divideEvenly,
  fenToYuan,
  formatMoney,
  multiply,
  parseYuan,
  yuanToFen,
} from '../../src/domain/money.ts'

const anyFen = fc.integer({ min: -1e12, max: 1e12 })

describe('reading and writing yuan', () => {
  test.each([
    ['699.60', 69960],
    ['3,280.5', 328050],
    ['1,234,567.89', 123456789],
    ['３，２８０．５０', 328050],
    ['￥ 99', 9900],
    ['12元', 1200],
    ['-0.05', -5],
    ['+7', 700],
    ['5.', 500],
    ['1.100', 110],
    ['-0', 0],
    [0.07, 7],
    [1.1, 110],
    [4.35, 435],
  ])('%s', (text, fen) => {
    expect(yuanToFen(text)).toBe(fen)
  })

  test.each([
    '',
    '.5',
    '1.005',
    '12,34',
    '1,2345',
    'abc',
    '1e5',
    '--1',
    '90071992547409.92',
    '1.2.3',
  ])('%j is no amount', (text) => {
    expect(parseYuan(text)).toBeNull()
    expect(() => yuanToFen(text)).toThrow(RangeError)
  })

  test('numbers that JavaScript writes otherwise are refused, not guessed', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1e21, 0.1 + 0.2]) {
      expect(parseYuan(bad)).toBeNull()
    }
  })

  test('what is written is read back, to the fen', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        expect(yuanToFen(fenToYuan(fen))).toBe(fen)
        expect(yuanToFen(formatMoney(fen))).toBe(fen)
      }),
    )
    expect(fenToYuan(69960)).toBe('699.60')
    expect(fenToYuan(-5)).toBe('-0.05')
    expect(() => fenToYuan(0.5)).toThrow(RangeError)
  })

  test('money for people', () => {
    expect(formatMoney(328000)).toBe('¥3,280')
    expect(formatMoney(328050)).toBe('¥3,280.50')
    expect(formatMoney(-123456700)).toBe('-¥1,234,567')
    expect(formatMoney(0)).toBe('¥0')
  })
})

describe('arithmetic', () => {
  test('price × quantity rounds half away from zero', () => {
    expect(multiply(333, '1.5')).toBe(500) // 499.5
    expect(multiply(333, '-1.5')).toBe(-500)
    expect(multiply(-333, '-1.5')).toBe(500)
    expect(multiply(100, '0.004')).toBe(0)
    expect(multiply(-100, '0.004')).toBe(0)
    expect(multiply(1005, 3)).toBe(3015)
    expect(multiply(110, 1.1)).toBe(121)
    for (const bad of ['', '1,5', 'x', '1e3', Number.NaN]) {
      expect(() => multiply(100, bad)).toThrow(RangeError)
    }
    expect(() => multiply(9e15, 2)).toThrow(RangeError)
  })

  test('a return cancels its sale, and whole quantities are exact', () => {
    const quantity = fc.tuple(fc.nat(9999), fc.nat(999)).map(([a, b]) => `${a}.${b}`)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), quantity, fc.nat(1000), (price, q, n) => {
        expect(multiply(price, q) + multiply(price, `-${q}`)).toBe(0)
        expect(multiply(price, n)).toBe(price * n)
      }),
    )
  })

  test('even parts add up and differ by at most one fen', () => {
    expect(divideEvenly(100, 3)).toEqual([34, 33, 33])
    fc.assert(
      fc.property(anyFen, fc.integer({ min: 1, max: 50 }), (fen, n) => {
        const parts = divideEvenly(fen, n)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(fen)
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
      }),
    )
    expect(() => divideEvenly(100, 0)).toThrow(RangeError)
  })
})
