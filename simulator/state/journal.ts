import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { StateRecord } from './records.ts'

/** Where state lines and image bytes are kept. */
export interface Journal {
  load(): StateRecord[]
  append(record: StateRecord): void
  /** Puts these records in the place of all earlier ones. */
  rewrite(records: StateRecord[]): void
  writeBlob(key: string, bytes: Uint8Array): void
  readBlob(key: string): Buffer | undefined
  close(): void
}

export function memoryJournal(): Journal {
  const blobs = new Map<string, Buffer>()
  return {
    load: () => [],
    append: () => {},
    rewrite: () => {},
    writeBlob: (key, bytes) => void blobs.set(key, Buffer.from(bytes)),
    readBlob: (key) => blobs.get(key),
    close: () => {},
  }
}

/**
 * Append-only JSONL plus one file per image. Every append is one synchronous write, so what an
 * API call has answered survives kill -9; only a torn last line may be lost, and it is cut off.
 */
export function fileJournal(dataDir: string): Journal {
  const blobDir = join(dataDir, 'blobs')
  mkdirSync(blobDir, { recursive: true })
  const path = join(dataDir, 'journal.jsonl')
  let file: number | undefined
  return {
    load: () => (existsSync(path) ? readRecords(path) : []),
    append(record) {
      file ??= openSync(path, 'a')
      writeSync(file, `${JSON.stringify(record)}\n`)
    },
    rewrite(records) {
      const lines = records.map((record) => `${JSON.stringify(record)}\n`)
      writeFileSync(`${path}.new`, lines.join(''))
      renameSync(`${path}.new`, path)
    },
    writeBlob: (key, bytes) => writeFileSync(join(blobDir, key), bytes),
    readBlob(key) {
      const blob = join(blobDir, key)
      return /^[\w-]+$/.test(key) && existsSync(blob) ? readFileSync(blob) : undefined
    },
    close() {
      if (file !== undefined) closeSync(file)
      file = undefined
    },
  }
}

function readRecords(path: string): StateRecord[] {
  const bytes = readFileSync(path)
  const whole = bytes.lastIndexOf(10) + 1
  if (whole < bytes.length) truncateSync(path, whole)
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as StateRecord)
}
