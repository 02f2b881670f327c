/**
 * All hashes of many photos in memory, and which photos are near to one: every hash is looked at, 16 at a time
 * (`scan.wat`). Exact, needs no tuning, and costs 576 bytes a photo.
 */
import { setImmediate } from 'node:timers/promises'
import { bandlessAt, hashAt, hashBytes, mirrored, wholeAt, windows } from './hash.ts'
import { createScan, type Scan } from './scan.ts'

/** A stored photo that is near to the one asked about. */
export interface Candidate {
  readonly id: string
  /** Bits of 128 that differ. */
  readonly distance: number
  /** Which window of it; see `windows`. */
  readonly window: number
  /** It is the mirrored photo that is near. */
  readonly isMirrored: boolean
}

const lanes = 16
const slots = windows.length
const slotBytes = lanes * hashBytes
const blockBytes = slots * slotBytes
const questionBytes = 512
const answerBytes = 48
/** Blocks looked at before others get a turn: a few milliseconds. */
const turn = 1024
const hashesAt = questionBytes + turn * slots * answerBytes
const pageBytes = 65_536

export class HashIndex {
  private readonly scanner: Scan = createScan()
  private readonly ids: string[] = []
  private bytes = new Uint8Array(this.scanner.memory.buffer)
  private waiting: Promise<unknown> = Promise.resolve()

  /** How many photos. */
  get size(): number {
    return this.ids.length
  }

  /** Bytes of memory that hashes take. */
  get memory(): number {
    return this.bytes.length
  }

  /** Adds a photo with the hashes of all windows. */
  add(id: string, hashes: Uint8Array): void {
    if (hashes.length !== slots * hashBytes) throw new Error('a photo has a hash for each window')
    const n = this.ids.push(id) - 1
    this.makeRoom()
    const block = hashesAt + Math.floor(n / lanes) * blockBytes + (n % lanes)
    for (let slot = 0; slot < slots; slot++)
      for (let row = 0; row < hashBytes; row++)
        this.bytes[block + slot * slotBytes + row * lanes] = hashes[
          slot * hashBytes + row
        ] as number
  }

  /**
   * Photos of which a window differs in at most `most` bits from the photo of these hashes, or from its
   * mirrored self: each once, with its nearest window, nearest first. Searches wait for each other, and let
   * others have turns meanwhile.
   */
  near(hashes: Uint8Array, most: number): Promise<Candidate[]> {
    const search = this.waiting.then(() => this.search(hashes, most))
    this.waiting = search.catch(() => undefined)
    return search
  }

  private async search(hashes: Uint8Array, most: number): Promise<Candidate[]> {
    const found = new Map<number, Candidate>()
    const blocks = Math.ceil(this.ids.length / lanes)
    for (let block = 0; block < blocks; block += turn) {
      if (block > 0) await setImmediate()
      const end = Math.min(blocks, block + turn)
      for (const [from, to, asked] of [
        [0, bandlessAt, wholeAt],
        [bandlessAt, slots, bandlessAt],
      ] as const) {
        this.ask(hashAt(hashes, asked))
        const count = this.scanner.scan(hashesAt, slots, from, to, block, end, most)
        this.collect(count, most, found)
      }
    }
    return [...found.values()].toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
  }

  /** Writes both questions: each byte of a hash and of its mirrored self, over a whole row. */
  private ask(hash: Uint8Array): void {
    for (const [n, question] of [hash, mirrored(hash)].entries())
      for (const [row, byte] of question.entries())
        this.bytes.fill(byte, (n * hashBytes + row) * lanes, (n * hashBytes + row) * lanes + lanes)
  }

  /** Reads answers; of several windows of a photo the nearest stays. */
  private collect(count: number, most: number, found: Map<number, Candidate>): void {
    const view = new DataView(this.bytes.buffer, questionBytes)
    for (let answer = 0; answer < count; answer++) {
      const at = answer * answerBytes
      const block = view.getUint32(at, true)
      const window = view.getUint32(at + 4, true)
      for (let i = 0; i < 2 * lanes; i++) {
        const distance = view.getUint8(at + 16 + i)
        const n = block * lanes + (i % lanes)
        const id = this.ids[n]
        if (distance > most || id === undefined) continue
        const before = found.get(n)
        if (!before || distance < before.distance)
          found.set(n, { id, distance, window, isMirrored: i >= lanes })
      }
    }
  }

  /** Grows the memory by an eighth at a time. */
  private makeRoom(): void {
    const needed = hashesAt + Math.ceil(this.ids.length / lanes) * blockBytes
    if (needed <= this.bytes.length) return
    const pages = Math.ceil((needed - this.bytes.length) / pageBytes)
    this.scanner.memory.grow(Math.max(pages, Math.ceil(this.bytes.length / pageBytes / 8)))
    this.bytes = new Uint8Array(this.scanner.memory.buffer)
  }
}
