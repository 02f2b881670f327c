import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import startCompiler from 'wabt'
import { differing, hashAt, hashBytes, mirrored, windows } from '../../../src/photos/hash.ts'
import { HashIndex } from '../../../src/photos/hash-index.ts'
import { scanModule } from '../../../src/photos/scan.ts'
import { root } from '../../invariants/files.ts'
import { drawFrom } from './scenery.ts'

test('the compiled scan is what scan.wat says', async () => {
  const compiler = await startCompiler()
  const text = await readFile(join(root, 'src/photos/scan.wat'), 'utf8')
  const { buffer } = compiler.parseWat('scan.wat', text, { simd: true }).toBinary({})
  expect(Buffer.from(buffer).toString('base64')).toBe(scanModule)
})

const last = windows.length - 1

/** The same by looking at every hash, one bit after the other. */
function slowly(photos: readonly Uint8Array[], asked: Uint8Array, most: number) {
  return photos.flatMap((hashes, n) => {
    const all = windows.flatMap((_, window) =>
      [false, true].map((isMirrored) => {
        const hash = hashAt(asked, window === last ? last : 0)
        const distance = differing(isMirrored ? mirrored(hash) : hash, hashAt(hashes, window))
        return { id: String(n), distance }
      }),
    )
    const nearest = all.toSorted((a, b) => a.distance - b.distance)[0]
    return nearest && nearest.distance <= most ? [nearest] : []
  })
}

test('finds exactly what looking at every hash finds, whatever their number', async () => {
  const draw = drawFrom(5)
  const index = new HashIndex()
  const photos: Uint8Array[] = []
  for (let n = 0; n < 400; n++) {
    const hashes = new Uint8Array(windows.length * hashBytes).map(() => Math.floor(256 * draw()))
    // Some resemble an earlier one in a single window.
    const earlier = photos[Math.floor(draw() * n)]
    const window = Math.floor(draw() * windows.length)
    if (earlier && draw() < 0.3) {
      const hash = hashAt(earlier, window === last ? last : 0).map((byte) => byte ^ 1)
      hashes.set(draw() < 0.5 ? hash : mirrored(hash), window * hashBytes)
    }
    photos.push(hashes)
    index.add(String(n), hashes)
    if (![0, 1, 15, 16, 17, 399].includes(n)) continue
    for (const most of [0, 16, 45, 128]) {
      const found = (await index.near(hashes, most)).map(({ id, distance }) => ({ id, distance }))
      const byId = (a: { id: string }, b: { id: string }) => Number(a.id) - Number(b.id)
      expect(found.toSorted(byId)).toEqual(slowly(photos, hashes, most))
      expect(found.map(({ distance }) => distance)).toEqual(
        found.map(({ distance }) => distance).toSorted((a, b) => a - b),
      )
    }
  }
  expect(index.size).toBe(400)
})

test('searches at the same time, while photos are added, do not disturb each other', async () => {
  const draw = drawFrom(6)
  const some = () => new Uint8Array(windows.length * hashBytes).map(() => Math.floor(256 * draw()))
  const index = new HashIndex()
  const [a, b] = [some(), some()]
  index.add('a', a)
  index.add('b', b)
  const searches = [index.near(a, 0), index.near(b, 0), index.near(a, 0)]
  for (let i = 0; i < 3000; i++) index.add(`other ${i}`, some())
  searches.push(index.near(b, 0))
  const found = await Promise.all(searches)
  expect(found.map((one) => one.map(({ id }) => id))).toEqual([['a'], ['b'], ['a'], ['b']])
  expect(() => index.add('short', new Uint8Array(16))).toThrow('each window')
})
