/** Sends what waits, in order, again and again until the server has it. */
import type { LiveAnswer } from '../../features/live/wire.ts'
import { Refused, send, Unreachable } from './api.ts'
import { drop, keep, type Piece, waiting } from './queue.ts'

export interface Heard {
  /** The server has it. */
  answered(piece: Piece, answer: LiveAnswer): void
  /** The server will never take it. */
  refused(piece: Piece, error: Refused): void
  /** There is no way to the server; it stays on the phone. */
  unreachable(): void
  /** The server keeps it and answers later. */
  kept(piece: Piece, text: string): void
}

/** Waits between tries, in ms; the last one goes on. */
const waits = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

export function sender(platform: () => string, heard: Heard) {
  let running = false
  let fails = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function once(piece: Piece): Promise<'gone' | 'waits'> {
    try {
      const answer = await send(piece, platform())
      if (answer.state === 'kept') {
        heard.kept(piece, answer.text)
        return 'waits'
      }
      await drop(piece.key)
      heard.answered(piece, answer)
      return 'gone'
    } catch (error) {
      if (error instanceof Refused) {
        await drop(piece.key)
        heard.refused(piece, error)
        return 'gone'
      }
      if (!(error instanceof Unreachable)) throw error
      if (!piece.queued) await keep({ ...piece, queued: true })
      heard.unreachable()
      return 'waits'
    }
  }

  /** Sends everything that waits, first things first: a check-in goes before its photos. */
  async function pump(): Promise<void> {
    if (running) return
    running = true
    clearTimeout(timer)
    try {
      for (let all = await waiting(); all.length > 0; all = await waiting()) {
        const [first] = all
        if (first && (await once(first)) === 'waits') {
          const wait = waits[Math.min(fails, waits.length - 1)]
          fails += 1
          timer = setTimeout(() => void pump(), wait)
          return
        }
        fails = 0
      }
    } finally {
      running = false
    }
  }

  window.addEventListener('online', () => {
    fails = 0
    void pump()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void pump()
  })

  return {
    pump,
    async add(piece: Piece): Promise<void> {
      await keep(piece)
      await pump()
    },
  }
}
