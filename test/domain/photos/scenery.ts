/** Pictures for tests: like photos, they have something to see everywhere; one seed, one picture. */
import sharp from 'sharp'

const [width, height] = [640, 480]

/** Numbers from 0 to 1 that follow from a seed. */
export function drawFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** A JPEG of shapes of all sizes. */
export async function scenery(seed: number): Promise<Buffer> {
  const draw = drawFrom(seed + 1)
  for (let i = 0; i < 20; i++) draw()
  const shapes = Array.from({ length: 140 }, (_, i) => {
    const size = 10 + 240 * draw() ** 2 * (1 - i / 200)
    const colour = `rgb(${[0, 0, 0].map(() => Math.floor(255 * draw())).join(',')})`
    const at = `transform="translate(${width * draw()},${height * draw()}) rotate(${360 * draw()})"`
    return draw() < 0.6
      ? `<rect ${at} width="${size}" height="${size * (0.3 + draw())}" fill="${colour}"/>`
      : `<circle ${at} r="${size / 2}" fill="${colour}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#888"/>${shapes.join('')}</svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toBuffer()
}

/** A wall: next to nothing to see. */
export const wall = (level: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: level } } })
    .jpeg()
    .toBuffer()

/** Cut at all sides, darker, pressed: what somebody sends again. */
export const usedAgain = (photo: Buffer): Promise<Buffer> =>
  sharp(photo)
    .extract({ left: 22, top: 14, width: 590, height: 440 })
    .linear(0.85, 0)
    .jpeg({ quality: 45 })
    .toBuffer()
