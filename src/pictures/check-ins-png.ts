import sharp from 'sharp'
import { type CheckInPicture, checkInsSvg } from './check-ins-svg.ts'
import { lettering } from './lettering.ts'

/** Check-ins as a PNG of 720 × 450; null without any. */
export async function checkInsPng(picture: CheckInPicture): Promise<Uint8Array | null> {
  const svg = checkInsSvg(picture, await lettering())
  if (svg === null) return null
  return new Uint8Array(
    await sharp(Buffer.from(svg)).png({ palette: true, compressionLevel: 9 }).toBuffer(),
  )
}
