import type { Json } from '../json.ts'
import { num, str } from '../json.ts'

/** Bytes read at once, at most. */
const mostBytes = 10 * 1024 * 1024

/** The temporary files of one open page: `ttfile://temp/….jpg`. */
export class TempFiles {
  readonly #files = new Map<string, Uint8Array>()

  async add(file: File): Promise<{ path: string; size: number }> {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const ending = /\.(\w{1,5})$/.exec(file.name)?.[1] ?? 'jpg'
    const path = `ttfile://temp/${Date.now()}${this.#files.size}.${ending}`
    this.#files.set(path, bytes)
    return { path, size: bytes.length }
  }

  get(path: string): Uint8Array | undefined {
    return this.#files.get(path)
  }

  /** `readFile`: an ArrayBuffer without an encoding, otherwise text. */
  read(params: Json): { data: ArrayBuffer | string } | { error: string } {
    const bytes = this.#files.get(str(params.filePath))
    if (!bytes) return { error: `file not found: ${str(params.filePath)}` }
    const from = num(params.position, 0)
    const length = num(params.length, bytes.length - from)
    if (length > mostBytes) return { error: `length ${length} is more than ${mostBytes}` }
    const part = bytes.slice(from, from + length)
    const encoding = str(params.encoding)
    if (encoding === '') return { data: part.buffer }
    if (encoding === 'base64') return { data: btoa(binary(part)) }
    if (encoding === 'hex') {
      return { data: [...part].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
    }
    if (/^utf-?8$/.test(encoding)) return { data: new TextDecoder().decode(part) }
    return { error: `encoding ${encoding} is not known here` }
  }
}

function binary(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
