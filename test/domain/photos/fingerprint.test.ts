import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import {
  comparer,
  type Fingerprint,
  fingerprintOf,
  nearBits,
} from '../../../src/photos/fingerprint.ts'
import { differing, hashAt, mirrored, windows } from '../../../src/photos/hash.ts'
import { HashIndex } from '../../../src/photos/hash-index.ts'
import { readPicture } from '../../../src/photos/read-picture.ts'
import { scenery, usedAgain, wall } from './scenery.ts'

async function printOf(bytes: Buffer): Promise<Fingerprint> {
  const picture = await readPicture(bytes)
  if (!picture) throw new Error('no picture')
  return fingerprintOf(picture)
}

/** What is said of a photo beside an old one: its kind, or null. */
async function said(photo: Buffer, old: Buffer) {
  const [one, other] = [await printOf(photo), await printOf(old)]
  const index = new HashIndex()
  index.add('old', other.hashes)
  const [candidate] = await index.near(one.hashes, nearBits)
  return candidate ? (comparer(one.small)(candidate, other.small)?.kind ?? null) : null
}

describe('one shot is found again', async () => {
  const old = await scenery(1)
  const band = (y: number) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect y="${y}" width="640" height="80" fill="#000"/><rect x="20" y="${y + 25}" width="300" height="24" fill="#fff"/></svg>`,
    )
  const changed: Record<string, Promise<Buffer>> = {
    pressed: sharp(old).jpeg({ quality: 40 }).toBuffer(),
    small: sharp(old).resize(300).jpeg().toBuffer(),
    brighter: sharp(old).linear(1.2, 0).jpeg().toBuffer(),
    'another shape': sharp(old).resize(500, 480, { fit: 'fill' }).jpeg().toBuffer(),
    'time printed below': sharp(old)
      .composite([{ input: band(400) }])
      .jpeg()
      .toBuffer(),
    'time printed above and below': sharp(old)
      .composite([{ input: band(400) }, { input: band(0) }])
      .jpeg()
      .toBuffer(),
    'cut and darker': usedAgain(old),
    'one side cut off': sharp(old).extract({ left: 0, top: 0, width: 640, height: 412 }).toBuffer(),
    'a corner': sharp(old).extract({ left: 90, top: 66, width: 550, height: 414 }).toBuffer(),
    turned: sharp(old).rotate(2, { background: '#000' }).jpeg().toBuffer(),
  }
  test.each(Object.keys(changed))('%s', async (how) => {
    expect(await said(await (changed[how] as Promise<Buffer>), old)).toBe('near')
  })
  test('mirrored, and mirrored and cut', async () => {
    expect(await said(await sharp(old).flop().jpeg().toBuffer(), old)).toBe('mirror')
    expect(await said(await usedAgain(await sharp(old).flop().toBuffer()), old)).toBe('mirror')
  })
  test('lying on its side by its camera data only', async () => {
    const lying = await sharp(old).rotate(90).jpeg().withMetadata({ orientation: 8 }).toBuffer()
    expect(await said(lying, old)).toBe('near')
  })
})

test('other pictures are not the same shot, however many', async () => {
  const [one, ...others] = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => printOf(await scenery(i + 10))),
  )
  if (!one) throw new Error('nothing drawn')
  const index = new HashIndex()
  for (const [i, { hashes }] of others.entries()) index.add(String(i), hashes)
  const same = (await index.near(one.hashes, 128)).filter((candidate) =>
    comparer(one.small)(candidate, (others[Number(candidate.id)] as Fingerprint).small),
  )
  expect(same).toEqual([])
})

test('without the small copy nothing is more than perhaps', async () => {
  const one = await printOf(await scenery(2))
  const at = (distance: number) => ({ id: 'x', distance, window: 0, isMirrored: false })
  expect(comparer(one.small)(at(2), null)?.kind).toBe('maybe')
  expect(comparer(null)(at(2), one.small)?.kind).toBe('maybe')
  expect(comparer(one.small)(at(11), null)).toBeNull()
})

test('a wall is flat, a shelf is not; what is no picture is none', async () => {
  expect((await printOf(await wall(90))).flat).toBe(true)
  expect((await printOf(await scenery(3))).flat).toBe(false)
  expect(await readPicture(new TextEncoder().encode('no picture'))).toBeNull()
  expect(await readPicture(new Uint8Array())).toBeNull()
})

test('the hash of a mirrored picture is known without looking at it', async () => {
  const one = await scenery(4)
  const [plain, turned] = [await printOf(one), await printOf(await sharp(one).flop().toBuffer())]
  const distance = (i: number) =>
    differing(mirrored(hashAt(plain.hashes, i)), hashAt(turned.hashes, i))
  expect(distance(0)).toBeLessThan(4)
  expect(distance(windows.length - 1)).toBeLessThan(4)
  expect(mirrored(mirrored(hashAt(plain.hashes, 0)))).toEqual(hashAt(plain.hashes, 0))
})
