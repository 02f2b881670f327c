/** The only place that opens picture files for comparing. */
import sharp from 'sharp'
import type { Grey } from './grey.ts'

/** Points a side of the grey copy that everything is worked out from. */
const side = 256

/**
 * A grey copy of a photo, upright as its camera says, whatever its shape drawn on a square. Null for what is no
 * picture. JPEGs are decoded at a fraction of their size, which is most of the time.
 */
export async function readPicture(bytes: Uint8Array): Promise<Grey | null> {
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error' })
      .rotate()
      .resize(side, side, { fit: 'fill', kernel: 'cubic' })
      .flatten({ background: '#ffffff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    if (info.channels !== 1) throw new Error('a grey picture has one channel')
    return { width: side, height: side, levels: new Uint8Array(data) }
  } catch {
    return null
  }
}
