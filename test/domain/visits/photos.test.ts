import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  assignKinds,
  missingKinds,
  type PhotoKind,
  type RequiredPhoto,
  type VisitPhoto,
} from '../../../src/domain/visits/photos.ts'

const photo = (id: string, second: number, kind?: PhotoKind): VisitPhoto => ({
  id,
  createdAt: new Date(second * 1000),
  ...(kind ? { kind } : {}),
})
const usual: RequiredPhoto[] = ['storefront', 'shelf']
const kinds = (photos: VisitPhoto[], required = usual) =>
  Object.fromEntries(assignKinds(photos, required))

test('the first is the storefront, the second the shelf, the rest are others', () => {
  expect(kinds([photo('c', 3), photo('a', 1), photo('b', 2)])).toEqual({
    a: 'storefront',
    b: 'shelf',
    c: 'other',
  })
})

test('what a person chose stays, and the others fill what is left', () => {
  expect(kinds([photo('a', 1, 'shelf'), photo('b', 2), photo('c', 3)])).toEqual({
    a: 'shelf',
    b: 'storefront',
    c: 'other',
  })
  expect(kinds([photo('a', 1, 'other'), photo('b', 2)])).toEqual({ a: 'other', b: 'storefront' })
})

test('what is missing, in order and in number', () => {
  expect(missingKinds([], usual)).toEqual(['storefront', 'shelf'])
  expect(missingKinds(['other', 'storefront'], usual)).toEqual(['shelf'])
  expect(missingKinds(['shelf'], ['storefront', 'shelf', 'shelf'])).toEqual(['storefront', 'shelf'])
  expect(missingKinds(['storefront', 'shelf'], usual)).toEqual([])
})

test('enough photos always fill what is required, whatever the order they come in', () => {
  const photos = fc.uniqueArray(fc.nat(100), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(photos, (seconds) => {
      const all = seconds.map((s) => photo(`p${s}`, s))
      expect(missingKinds(assignKinds(all, usual).values(), usual)).toEqual([])
      expect(kinds(all.toReversed())).toEqual(kinds(all))
    }),
  )
})
