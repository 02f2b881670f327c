import { newFileKey } from '../ids.ts'
import { type Api, type Platform, success } from './context.ts'
import { refusal } from './errors.ts'
import { readMultipart, textPart } from './multipart.ts'

const MAX_BYTES = 30 * 1024 * 1024
const MIME: Record<string, string> = {
  opus: 'audio/opus',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  stream: 'application/octet-stream',
}

/** Files that the bot uploads in order to send them. */
export function fileRoutes(api: Api, platform: Platform): void {
  api.post('/open-apis/im/v1/files', async (c) => {
    const parts = await readMultipart(c)
    const mime = MIME[textPart(parts, 'file_type')]
    const name = textPart(parts, 'file_name')
    const bytes = parts.get('file')?.bytes
    if (!mime) throw refusal(234001, 'file_type')
    if (!name) throw refusal(234001, 'file_name')
    if (!bytes) throw refusal(234001, 'file is missing')
    if (bytes.length === 0) throw refusal(234010)
    if (bytes.length > MAX_BYTES) throw refusal(234006)
    const key = newFileKey()
    const size = bytes.length
    platform.state.putBlob({ key, kind: 'file', owner: 'bot', mime, name, size }, bytes)
    return success(c, { file_key: key })
  })
}
