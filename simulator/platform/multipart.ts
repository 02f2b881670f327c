import type { Call } from './context.ts'
import { refusal } from './errors.ts'

export interface Part {
  bytes: Buffer
  fileName: string | undefined
}

/**
 * Reads multipart fields as bytes. Not `formData()`: the SDK sends a Buffer without a file name,
 * and such a part would be decoded as text, which destroys an image.
 */
export async function readMultipart(c: Call): Promise<Map<string, Part>> {
  const type = c.req.header('content-type') ?? ''
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1]
  if (!type.startsWith('multipart/form-data') || !boundary) {
    throw refusal(234001, 'multipart/form-data expected')
  }
  const body = Buffer.from(await c.req.arrayBuffer())
  const parts = splitParts(body, Buffer.from(`--${boundary}`))
  // The call log gets sizes instead of bytes.
  const summary = [...parts].map(([name, { bytes }]) => [
    name,
    bytes.length > 200 ? `${bytes.length} bytes` : bytes.toString(),
  ])
  c.get('call').body = Object.fromEntries(summary)
  return parts
}

/** The text of a field, '' when it is missing. */
export function textPart(parts: Map<string, Part>, name: string): string {
  return parts.get(name)?.bytes.toString('utf8') ?? ''
}

function splitParts(body: Buffer, delimiter: Buffer): Map<string, Part> {
  const parts = new Map<string, Part>()
  let start = body.indexOf(delimiter)
  while (start >= 0) {
    const end = body.indexOf(delimiter, start + delimiter.length)
    if (end < 0) break
    // Between delimiters: CRLF, headers, blank line, bytes, CRLF.
    const part = body.subarray(start + delimiter.length + 2, end - 2)
    const headerEnd = part.indexOf('\r\n\r\n')
    const headers = part.subarray(0, headerEnd).toString('utf8')
    const name = /[; ]name="([^"]*)"/.exec(headers)?.[1]
    if (headerEnd >= 0 && name !== undefined) {
      const fileName = /filename="([^"]*)"/.exec(headers)?.[1]
      parts.set(name, { bytes: part.subarray(headerEnd + 4), fileName })
    }
    start = end
  }
  return parts
}
