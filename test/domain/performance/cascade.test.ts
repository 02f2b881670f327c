import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addParts,
  cascadeOf,
  sameForAll,
  shareOut,
} from '../../../src/domain/performance/cascade.ts'

const part = (value: number | null, isOpen = value === null) => ({ value, isOpen })
const of = (total: number | null, ...values: (number | null)[]) =>
  cascadeOf(total, addParts(values.map((value) => part(value))))

test('a total and its parts: not set, not divided, a rest, too much, too little, equal', () => {
  expect(of(null, null, null)).toEqual({ kind: 'nothing' })
  expect(of(null, 40, null)).toEqual({ kind: 'noTotal', sum: 40, set: 1, open: 1 })
  expect(of(100)).toEqual({ kind: 'alone' })
  expect(of(100, null, null)).toEqual({ kind: 'rest', left: 100, sum: 0, open: 2 })
  expect(of(100, 60, null)).toEqual({ kind: 'rest', left: 40, sum: 60, open: 1 })
  expect(of(100, 60, 50, null)).toEqual({ kind: 'differs', total: 100, parts: 110, difference: 10 })
  expect(of(100, 60, 30)).toEqual({ kind: 'differs', total: 100, parts: 90, difference: -10 })
  expect(of(100, 60, 40)).toEqual({ kind: 'fits' })
  // All of it is given already: who has none gets none.
  expect(of(100, 60, 40, null)).toEqual({ kind: 'fits' })
  // A month that is over without a target cannot take anything.
  expect(cascadeOf(100, addParts([part(60), part(null, false)]))).toEqual({
    kind: 'differs',
    total: 100,
    parts: 60,
    difference: -40,
  })
})

test('what is left goes to the open parts alone, in whole yuan where it can, and nothing is lost', () => {
  expect(
    shareOut(100_00, [part(40_00), part(null), part(null), part(null, false)], [1, 1, 1, 9], 100),
  ).toEqual([null, 30_00, 30_00, null])
  expect(shareOut(100_01, [part(null), part(null)], [1, 1], 100)).toEqual([5_001, 5_000])
  expect(shareOut(100, [part(60), part(40)], [1, 1])).toBeNull()
  expect(shareOut(100, [part(140), part(null)], [1, 1])).toBeNull()
  expect(sameForAll(8_500, [part(9_000), part(null), part(null, false)])).toEqual([
    null,
    8_500,
    null,
  ])
  expect(sameForAll(8_500, [part(9_000)])).toBeNull()
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.array(
        fc.record({ value: fc.option(fc.integer({ min: 0, max: 1e6 })), weight: fc.nat(50) }),
        { minLength: 1, maxLength: 30 },
      ),
      fc.constantFrom(1, 100),
      (total, all, unit) => {
        const parts = all.map(({ value }) => part(value))
        const before = cascadeOf(total, addParts(parts))
        const split = shareOut(
          total,
          parts,
          all.map(({ weight }) => weight),
          unit,
        )
        expect(split !== null).toBe(before.kind === 'rest')
        if (!split) return
        expect(split.every((one, i) => (one === null) === (parts[i]?.value !== null))).toBe(true)
        expect(split.every((one) => one === null || one >= 0)).toBe(true)
        const after = parts.map(({ value }, i) => part(value ?? split[i] ?? null))
        expect(cascadeOf(total, addParts(after))).toEqual({ kind: 'fits' })
      },
    ),
  )
})
