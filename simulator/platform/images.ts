import sharp from 'sharp'
import { newImageKey } from '../ids.ts'
import type { Resource } from '../types.ts'
import { type Api, type Platform, success } from './context.ts'
import { refusal } from './errors.ts'
import { readMultipart, textPart } from './multipart.ts'

const MAX_BYTES = 10 * 1024 * 1024

/** Upload by the bot, and download of what the bot itself uploaded. */
export function imageRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  api.post('/open-apis/im/v1/images', async (c) => {
    const parts = await readMultipart(c)
    if (!/^(message|avatar)$/.test(textPart(parts, 'image_type'))) {
      throw refusal(234001, 'image_type')
    }
    const uploaded = parts.get('image')?.bytes
    if (!uploaded) throw refusal(234001, 'image is missing')
    if (uploaded.length === 0) throw refusal(234010)
    if (uploaded.length > MAX_BYTES) throw refusal(234006)
    const { bytes, mime } = await asStored(uploaded)
    const key = newImageKey()
    state.putBlob({ key, kind: 'image', owner: 'bot', mime, size: bytes.length }, bytes)
    return success(c, { image_key: key })
  })
  api.get('/open-apis/im/v1/images/:key', (c) => {
    const resource = state.resources.get(c.req.param('key'))
    const bytes = state.blob(c.req.param('key'))
    if (!resource || !bytes || resource.kind !== 'image') throw refusal(234001, 'image_key')
    if (resource.owner !== 'bot') throw refusal(234008)
    return bytesResponse(bytes, resource)
  })
}

/** Checks format and resolution; TIFF and HEIC are turned into JPG. BMP and ICO pass unread. */
async function asStored(bytes: Buffer): Promise<{ bytes: Buffer; mime: string }> {
  if (bytes.subarray(0, 2).toString('latin1') === 'BM') return { bytes, mime: 'image/bmp' }
  if (bytes.length > 4 && bytes.readUInt32BE(0) === 0x00000100)
    return { bytes, mime: 'image/x-icon' }
  const meta = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw refusal(234011)
    })
  const { format, width, height } = meta
  const max = format === 'gif' ? 2000 : 12_000
  if (width > max || height > max) throw refusal(234039)
  if (format === 'jpeg' || format === 'png' || format === 'webp' || format === 'gif') {
    return { bytes, mime: `image/${format}` }
  }
  if (format === 'tiff' || format === 'heif') {
    return { bytes: await sharp(bytes).jpeg().toBuffer(), mime: 'image/jpeg' }
  }
  throw refusal(234011)
}

/** A download; the MIME type is where the SDK's callers look for it. */
export function bytesResponse(bytes: Buffer, resource: Resource): Response {
  const headers: Record<string, string> = { 'content-type': resource.mime }
  if (resource.name) {
    headers['content-disposition'] =
      `attachment; filename*=UTF-8''${encodeURIComponent(resource.name)}`
  }
  return new Response(new Uint8Array(bytes), { headers })
}
