/** What hashing, searching and deciding cost, and what ten million photos would. */
import { comparer, fingerprintOf, nearBits } from '../../src/photos/fingerprint.ts'
import { hashBytes, windows } from '../../src/photos/hash.ts'
import { HashIndex } from '../../src/photos/hash-index.ts'
import { readPicture } from '../../src/photos/read-picture.ts'
import { median, quantile } from '../kit.ts'
import { type Print, printOf } from './product.ts'

const stored = 200_000
const tenMillion = 10_000_000

/** Fills the index: the photos themselves, then hashes of nothing, which cost the scan the same. */
function filled(prints: readonly Print[]): HashIndex {
  const index = new HashIndex()
  for (const [i, { hashes }] of prints.entries()) index.add(`photo ${i}`, hashes)
  let state = 1
  const hashes = new Uint8Array(windows.length * hashBytes)
  const words = new Uint32Array(hashes.buffer)
  while (index.size < stored) {
    for (let i = 0; i < words.length; i++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      words[i] = state >>> 0
    }
    index.add(`filled ${index.size}`, hashes)
  }
  return index
}

export async function scaleFigures(photos: readonly Buffer[]) {
  const some = photos.slice(0, 120)
  const decode: number[] = []
  const hash: number[] = []
  for (const bytes of some) {
    const started = performance.now()
    const picture = await readPicture(bytes)
    const decoded = performance.now()
    if (picture) fingerprintOf(picture)
    decode.push(decoded - started)
    hash.push(performance.now() - decoded)
  }
  const prints = await Promise.all(some.map(printOf))
  const index = filled(prints)
  const scan: number[] = []
  const whole: number[] = []
  const candidates: number[] = []
  for (const [i, print] of prints.slice(0, 60).entries()) {
    const started = performance.now()
    const near = await index.near(print.hashes, nearBits)
    scan.push(performance.now() - started)
    // Each candidate is laid over with the small copy of a real photo: those of hashes of nothing have none.
    const compare = comparer(print.small)
    for (const [n, candidate] of near.entries())
      compare(candidate, (prints[(i + n) % prints.length] as Print).small)
    whole.push(performance.now() - started)
    candidates.push(near.length)
  }
  const perPhoto = index.memory / stored
  const figures = {
    hashMs: { median: median(hash), p95: quantile(hash, 0.95) },
    decodeMs: { median: median(decode), p95: quantile(decode, 0.95) },
    scanMs: { median: median(scan), p95: quantile(scan, 0.95) },
    searchMs: { median: median(whole), p95: quantile(whole, 0.95) },
    candidates: { median: median(candidates), most: Math.max(...candidates) },
    memoryMb: index.memory / 1e6,
    tenMillion: {
      memoryGb: (perPhoto * tenMillion) / 1e9,
      scanMs: (median(scan) * tenMillion) / stored,
      note: 'extrapolated: scan and memory grow with the number of photos; one scan holds at most 4 GB',
    },
  }
  const ms = ({ median: middle, p95 }: { median: number; p95: number }) =>
    `${middle.toFixed(1)} ms, p95 ${p95.toFixed(1)}`
  return {
    figures,
    rows: [
      { what: 'decode and make small (these files)', cost: ms(figures.decodeMs) },
      {
        what: `${windows.length} hashes and the small copy, after decode`,
        cost: ms(figures.hashMs),
      },
      { what: `scan of ${stored} photos`, cost: ms(figures.scanMs) },
      {
        what: `scan and laying over of ${figures.candidates.median} candidates (most ${figures.candidates.most})`,
        cost: ms(figures.searchMs),
      },
      { what: `memory for ${stored} photos`, cost: `${figures.memoryMb.toFixed(0)} MB` },
      {
        what: `${tenMillion} photos, extrapolated`,
        cost: `${(figures.tenMillion.scanMs / 1000).toFixed(1)} s, ${figures.tenMillion.memoryGb.toFixed(1)} GB`,
      },
    ],
  }
}
