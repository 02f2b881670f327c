import { randomInt } from 'node:crypto'
import sharp from 'sharp'

export const PHOTO_SCENES = ['storefront', 'shelf', 'pallet'] as const
export type PhotoScene = (typeof PHOTO_SCENES)[number]

const WIDTH = 480
const HEIGHT = 360
const pick = <T>(items: readonly T[]): T => items[randomInt(items.length)] as T
const colour = () => `hsl(${randomInt(360)} ${randomInt(10, 55)}% ${randomInt(25, 80)}%)`

/**
 * A drawn photo as a JPEG. Layout, colours and noise differ from call to call, so that neither
 * its bytes nor its fingerprint repeats: the bot rightly suspects photos that do.
 */
export async function drawnPhoto(scene: PhotoScene = 'shelf'): Promise<Buffer> {
  const draw = { storefront, shelf, pallet }[scene]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="${colour()}"/>${draw()}${light()}</svg>`
  const noise = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: randomInt(18, 30) },
    },
  })
    .png()
    .toBuffer()
  return sharp(Buffer.from(svg))
    .composite([{ input: noise, blend: 'soft-light' }])
    .jpeg({ quality: 80 })
    .toBuffer()
}

function rect(x: number, y: number, width: number, height: number, fill: string, round = 0) {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`
}

function storefront(): string {
  const top = randomInt(60, 140)
  const door = randomInt(60, WIDTH - 160)
  const bars = Array.from({ length: randomInt(4, 9) }, (_, i) =>
    rect(30 + i * 48, 20 + randomInt(10), randomInt(14, 38), top - 40, colour(), 4),
  )
  return [
    rect(0, HEIGHT - randomInt(40, 80), WIDTH, 90, colour()),
    rect(20, top, WIDTH - 40, HEIGHT - top - 40, colour(), 6),
    rect(10, 12, WIDTH - 20, top - 20, colour(), 8),
    ...bars,
    rect(door, top + 30, randomInt(70, 120), HEIGHT - top - 70, colour(), 4),
    rect(
      (door + 180) % (WIDTH - 120),
      top + 30,
      randomInt(80, 130),
      randomInt(60, 110),
      colour(),
      4,
    ),
  ].join('')
}

function shelf(): string {
  const rows = randomInt(3, 6)
  const rowHeight = Math.floor((HEIGHT - 30) / rows)
  const parts: string[] = []
  for (let row = 0; row < rows; row++) {
    const bottom = 20 + (row + 1) * rowHeight
    parts.push(rect(0, bottom - 10, WIDTH, 10, '#555'))
    for (let x = randomInt(0, 30); x < WIDTH - 20; ) {
      const width = randomInt(16, 54)
      const height = randomInt(Math.floor(rowHeight / 3), rowHeight - 14)
      parts.push(rect(x, bottom - 10 - height, width, height, colour(), randomInt(0, 8)))
      x += width + (randomInt(5) === 0 ? randomInt(10, 60) : 4)
    }
  }
  return parts.join('')
}

function pallet(): string {
  const parts = [rect(0, HEIGHT - 60, WIDTH, 60, colour())]
  for (let i = randomInt(8, 18); i > 0; i--) {
    parts.push(rect(randomInt(WIDTH - 90), randomInt(40, HEIGHT - 110), 90, 70, colour(), 3))
  }
  return parts.join('')
}

/** A broad patch of light or shade, which changes what a coarse fingerprint sees. */
function light(): string {
  const side = pick(['#fff', '#000'])
  const [cx, cy] = [randomInt(WIDTH), randomInt(HEIGHT)]
  return `<ellipse cx="${cx}" cy="${cy}" rx="${randomInt(80, 220)}" ry="${randomInt(60, 180)}"
    fill="${side}" opacity="0.28"/>`
}
