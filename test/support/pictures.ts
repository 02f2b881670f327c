/** What the gallery and the screenshots share: small PNGs and sample photos. */
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'

/** Writes a screenshot taken at double density, coarser step by step until it is small `enough` (bytes). */
export async function writeSmall(
  path: string,
  picture: Buffer,
  enough = 40 * 1024,
): Promise<number> {
  await mkdir(dirname(path), { recursive: true })
  const { width } = await sharp(picture).metadata()
  let small = picture
  for (const [share, colours] of [
    [1, 128],
    [1, 64],
    [0.75, 64],
    [0.5, 64],
  ] as const) {
    small = await sharp(picture)
      .resize({ width: Math.round(width * share) })
      .png({ palette: true, colours, dither: 0, effort: 8, compressionLevel: 9 })
      .toBuffer()
    if (small.length <= enough) break
  }
  await writeFile(path, small)
  return small.length
}

/** A drawn shelf whose goods follow from the key: the same key, the same picture. */
export async function samplePhoto(key: string): Promise<Buffer> {
  const bytes = createHash('sha256').update(key).digest()
  const goods = [...bytes].map((byte, i) => {
    const [x, row] = [(i % 11) * 43 + 6, Math.floor(i / 11)]
    const height = 46 + (byte % 48)
    return `<rect x="${x}" y="${112 + row * 115 - height}" width="34" height="${height}" rx="4" fill="hsl(${byte * 7} 42% ${42 + (byte % 20)}%)"/>`
  })
  const boards = [0, 1, 2].map(
    (row) => `<rect y="${112 + row * 115}" width="480" height="10" fill="#6b6f76"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="480" height="360" fill="#d8d4cb"/>${goods.join('')}${boards.join('')}</svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()
}

/** Points; a stand-in for a picture that is not there is smaller. */
const leastWidth = 200

/** Answers pictures that nobody has sent with sample photos; real ones stay, such as a plan's way. */
export async function drawSamplePhotos(page: Page): Promise<void> {
  await page.route('**/simulator/api/images/**', async (route) => {
    const response = await route.fetch()
    const { width } = response.ok() ? await sharp(await response.body()).metadata() : { width: 0 }
    if (width >= leastWidth) return route.fulfill({ response })
    const key = new URL(route.request().url()).pathname
    await route.fulfill({ contentType: 'image/jpeg', body: await samplePhoto(key) })
  })
}
