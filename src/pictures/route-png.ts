import sharp from 'sharp'
import { lettering } from './lettering.ts'
import { type RoutePicture, routeSvg } from './route-svg.ts'

/** The day's way as a PNG of 720 × 450; null when there is no way to draw. */
export async function routePng(picture: RoutePicture): Promise<Uint8Array | null> {
  const svg = routeSvg(picture, await lettering())
  if (svg === null) return null
  return new Uint8Array(
    await sharp(Buffer.from(svg)).png({ palette: true, compressionLevel: 9 }).toBuffer(),
  )
}
