/** What people do to an old photo before they send it again; each answers a new JPEG file. */
import sharp, { type Sharp } from 'sharp'

export interface Photo {
  readonly file: string
  readonly class: string
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
}

/** Draws from a seed: the same photos are changed in the same way each time. */
export type Draw = () => number

type Change = (photo: Photo, draw: Draw) => Promise<Buffer>

const jpeg = (image: Sharp, quality = 85) => image.jpeg({ quality }).toBuffer()

/** Cuts shares off each side. */
function cut({ bytes, width, height }: Photo, { left = 0, top = 0, right = 0, bottom = 0 }): Sharp {
  const x = Math.round(left * width)
  const y = Math.round(top * height)
  return sharp(bytes).extract({
    left: x,
    top: y,
    width: Math.round(width * (1 - right)) - x,
    height: Math.round(height * (1 - bottom)) - y,
  })
}

/** Cuts a share of both lengths off, anywhere. */
function cutAnywhere(photo: Photo, share: number, draw: Draw): Sharp {
  const left = draw() * share
  const top = draw() * share
  return cut(photo, { left, top, right: share - left, bottom: share - top })
}

/** A dark band with light marks, as camera apps write time and place; drawn, so that no font is needed. */
function band(
  width: number,
  height: number,
  at: 'top' | 'bottom',
  share: number,
  draw: Draw,
): Buffer {
  const tall = Math.round(height * share)
  const top = at === 'top' ? 0 : height - tall
  const glyph = Math.max(3, Math.round(tall / 5))
  const marks = Array.from({ length: 60 }, (_, i) => {
    const x = glyph + (i % 20) * glyph * 0.9
    const y = top + tall * 0.15 + Math.floor(i / 20) * glyph * 1.5
    return `<rect x="${x}" y="${y}" width="${glyph * (0.2 + 0.5 * draw())}" height="${glyph * (0.3 + 0.7 * draw())}" fill="#fff"/>`
  })
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="0" y="${top}" width="${width}" height="${tall}" fill="#000" fill-opacity="${0.45 + 0.5 * draw()}"/>${marks.join('')}</svg>`,
  )
}

const marked = (photo: Photo, bands: readonly Buffer[]) =>
  sharp(photo.bytes).composite(bands.map((input) => ({ input })))

/** A photo of a screen, simulated: slant, stripes of the screen's points, blur, gamma. */
async function screen(photo: Photo, draw: Draw): Promise<Buffer> {
  const { width, height } = photo
  const stripes = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><pattern id="p" width="${3 + draw()}" height="${3 + draw()}" patternUnits="userSpaceOnUse" patternTransform="rotate(${5 + 20 * draw()})"><rect width="1.4" height="9" fill="#000" fill-opacity=".25"/></pattern></defs><rect width="100%" height="100%" fill="url(#p)"/></svg>`,
  )
  const shown = await sharp(photo.bytes)
    .composite([{ input: stripes }])
    .png()
    .toBuffer()
  const slanted = sharp(shown)
    .affine([1, 0.03 * (draw() - 0.5), 0.03 * (draw() - 0.5), 1], { background: '#111' })
    .blur(0.8)
    .gamma(1 + 0.6 * draw())
  return jpeg(slanted, 80)
}

/** Named as `bench/results/photos.json` names them. */
export const changes: Readonly<Record<string, Change>> = {
  q90: ({ bytes }) => jpeg(sharp(bytes), 90),
  q60: ({ bytes }) => jpeg(sharp(bytes), 60),
  q40: ({ bytes }) => jpeg(sharp(bytes), 40),
  q20: ({ bytes }) => jpeg(sharp(bytes), 20),
  half: ({ bytes, width }) => jpeg(sharp(bytes).resize(Math.round(width / 2))),
  double: ({ bytes, width }) => jpeg(sharp(bytes).resize(width * 2)),
  brighter: ({ bytes }) => jpeg(sharp(bytes).linear(1.2, 0)),
  darker: ({ bytes }) => jpeg(sharp(bytes).linear(0.8, 0)),
  contrast: ({ bytes }) => jpeg(sharp(bytes).linear(1.3, -38)),
  grey: ({ bytes }) => jpeg(sharp(bytes).greyscale()),
  watermark: (photo, draw) =>
    jpeg(marked(photo, [band(photo.width, photo.height, 'bottom', 0.2, draw)])),
  twoBands: (photo, draw) =>
    jpeg(
      marked(photo, [
        band(photo.width, photo.height, 'bottom', 0.2, draw),
        band(photo.width, photo.height, 'top', 0.15, draw),
      ]),
    ),
  crop5middle: (photo) =>
    jpeg(cut(photo, { left: 0.025, top: 0.025, right: 0.025, bottom: 0.025 })),
  crop5: (photo, draw) => jpeg(cutAnywhere(photo, 0.05 * draw(), draw)),
  crop7: (photo, draw) => jpeg(cutAnywhere(photo, 0.07, draw)),
  crop10middle: (photo) => jpeg(cut(photo, { left: 0.05, top: 0.05, right: 0.05, bottom: 0.05 })),
  crop10corner: (photo) => jpeg(cut(photo, { right: 0.1, bottom: 0.1 })),
  crop15: (photo, draw) => jpeg(cutAnywhere(photo, 0.15, draw)),
  crop15uneven: (photo, draw) => {
    const [x, y] = [0.15 * draw(), 0.15 * draw()]
    const [left, top] = [draw() * x, draw() * y]
    return jpeg(cut(photo, { left, top, right: x - left, bottom: y - top }))
  },
  crop15oneSide: (photo, draw) => {
    const side = (['left', 'top', 'right', 'bottom'] as const)[Math.floor(draw() * 4)] ?? 'left'
    return jpeg(cut(photo, { [side]: 0.15 }))
  },
  crop20: (photo, draw) => jpeg(cutAnywhere(photo, 0.2, draw)),
  crop30: (photo, draw) => jpeg(cutAnywhere(photo, 0.3, draw)),
  rotate2: ({ bytes }, draw) =>
    jpeg(sharp(bytes).rotate(draw() < 0.5 ? 2 : -2, { background: '#000' })),
  rotate2cut: async (photo) => {
    const turned = await sharp(photo.bytes).rotate(2).toBuffer({ resolveWithObject: true })
    const share = 0.035 + (turned.info.width / photo.width - 1) / 2
    return jpeg(
      cut(
        { ...photo, bytes: turned.data, width: turned.info.width, height: turned.info.height },
        { left: share, top: share, right: share, bottom: share },
      ),
    )
  },
  mirror: ({ bytes }) => jpeg(sharp(bytes).flop()),
  mirrorCut: async (photo, draw) =>
    jpeg(sharp(await cutAnywhere(photo, 0.1, draw).toBuffer()).flop()),
  together: async (photo, draw) => {
    const cutOut = await cutAnywhere(photo, 0.05, draw).toBuffer({ resolveWithObject: true })
    const { width, height } = cutOut.info
    return jpeg(
      sharp(cutOut.data)
        .linear(1.1, 0)
        .composite([{ input: band(width, height, 'bottom', 0.2, draw) }]),
      60,
    )
  },
  screen,
}
