import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import sharp from 'sharp'
import { printTable, writeResult } from './kit.ts'
import { baselines } from './photos/baselines.ts'
import { changes, type Photo } from './photos/changes.ts'
import { product } from './photos/product.ts'
import { scaleFigures } from './photos/scale.ts'

/** One way to say whether two photos are one shot. */
export interface Method<F = unknown> {
  readonly name: string
  /** What is kept of a photo. */
  print(bytes: Uint8Array): Promise<F>
  /** Whether the first, the one asked about, is the second. */
  same(asked: F, stored: F): boolean
}

/** Re-used photos found, photos of other shots not, and what it costs; beside the usual hashes. */
export const photosBench = {
  name: 'photos',
  about:
    'photos used again by what was done to them, false matches, search among 200,000; --data <folder>',
  async run(args: readonly string[]): Promise<void> {
    const folder = await photosFolder(args)
    if (folder === null) return
    const photos = await readPhotos(folder)
    const methods: readonly Method[] = [product as Method, ...baselines]
    const figures = await Promise.all(
      methods.map(async (method) => ({ method, prints: await printAll(method, photos) })),
    )
    const recall = new Map<string, Record<string, number>>()
    for (const [change, apply] of Object.entries(changes)) {
      const draw = seeded(change)
      const found = methods.map(() => 0)
      for (const [i, photo] of photos.entries()) {
        const bytes = await apply(photo, draw)
        const asked = await Promise.all(methods.map((method) => method.print(bytes)))
        for (const [m, { method, prints }] of figures.entries())
          if (method.same(asked[m], prints[i])) found[m] = (found[m] ?? 0) + 1
      }
      process.stdout.write(`${change} `)
      for (const [m, { name }] of methods.entries())
        recall.set(name, {
          ...recall.get(name),
          [change]: (found[m] ?? 0) / photos.length,
        })
    }
    printTable(
      `Found again, of ${photos.length} photos changed`,
      Object.keys(changes).map((change) => ({
        change,
        ...Object.fromEntries(
          methods.map(({ name }) => [name, (recall.get(name)?.[change] ?? 0).toFixed(4)]),
        ),
      })),
    )
    const falseMatches = figures.map(({ method, prints }) => ({
      method: method.name,
      ...countFalse(method, photos, prints),
    }))
    printTable(
      `Pairs of different photos taken for one: a pair counts once, whichever of the two is asked about`,
      falseMatches,
    )
    const scale = await scaleFigures(photos.map(({ bytes }) => bytes))
    printTable('Cost', scale.rows)
    const mine = recall.get(product.name) ?? {}
    const [own] = falseMatches
    await writeResult('photos', {
      recall: { ...mine, resize: Math.min(mine.half ?? 0, mine.double ?? 0), ...brightness(mine) },
      falseMatches: { otherClass: own?.otherClass, sameClass: own?.sameClass },
      pairs: { otherClass: own?.otherClassPairs, sameClass: own?.sameClassPairs },
      photos: photos.length,
      baselines: methods.slice(1).map(({ name }, i) => ({
        ...{ name, recall: recall.get(name), falseMatches: falseMatches[i + 1] },
      })),
      cost: scale.figures,
    })
  },
}

const brightness = (recall: Record<string, number>) => ({
  brightness: Math.min(recall.brighter ?? 0, recall.darker ?? 0),
})

async function printAll<F>(method: Method<F>, photos: readonly Photo[]): Promise<F[]> {
  const prints: F[] = []
  for (const { bytes } of photos) prints.push(await method.print(bytes))
  return prints
}

function countFalse<F>(method: Method<F>, photos: readonly Photo[], prints: readonly F[]) {
  const count = { otherClass: 0, sameClass: 0, otherClassPairs: 0, sameClassPairs: 0 }
  for (let i = 0; i < photos.length; i++) {
    for (let j = 0; j < i; j++) {
      const kind = photos[i]?.class === photos[j]?.class ? 'sameClass' : 'otherClass'
      count[`${kind}Pairs`] += 1
      const [a, b] = [prints[i] as F, prints[j] as F]
      if (method.same(a, b) || method.same(b, a)) count[kind] += 1
    }
  }
  return count
}

/** Numbers from 0 to 1 that follow from a word. */
function seeded(word: string): () => number {
  let state = [...word].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7)
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function readPhotos(folder: string): Promise<Photo[]> {
  const rows = parse(await readFile(join(folder, 'index.csv')), {
    columns: true,
    bom: true,
  }) as { file: string; class: string }[]
  return Promise.all(
    rows.map(async (row) => {
      const bytes = await readFile(join(folder, row.file))
      const { width, height } = await sharp(bytes).metadata()
      return { file: row.file, class: row.class, bytes, width, height }
    }),
  )
}

/**
 * The folder with the photos and their `index.csv` (file, class): `--data <folder>`, else ROUNDS_BENCH_DATA;
 * directly in it or in its `photos`. Null, with a word and a failing exit code, if there is none.
 */
async function photosFolder(args: readonly string[]): Promise<string | null> {
  const flag = args.indexOf('--data')
  const folder = flag >= 0 ? args[flag + 1] : process.env.ROUNDS_BENCH_DATA
  for (const candidate of folder ? [folder, join(folder, 'photos')] : []) {
    const found = await access(join(candidate, 'index.csv')).then(
      () => true,
      () => false,
    )
    if (found) return candidate
  }
  process.stderr.write(
    'Where are the photos? Pass --data <folder> or set ROUNDS_BENCH_DATA: a folder with JPEGs and index.csv (file, class); docs/photos.md says where they come from.\n',
  )
  process.exitCode = 1
  return null
}
