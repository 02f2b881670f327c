/**
 * What was pressed and is not at the server yet, kept on the phone: a tunnel, a closed page and a restart lose
 * nothing. Each piece has a key of its own, and the server takes a key once.
 */
import { createStore, del, entries, set } from 'idb-keyval'

export interface Piece {
  readonly key: string
  /** The page that it belongs to, and its pass. */
  readonly linkId: string
  readonly pass: string
  readonly pressedAt: number
  /** It could not be sent at once. */
  queued: boolean
  /** The body of an act, or a photo. */
  readonly body: { readonly act: Record<string, unknown> } | PhotoPiece
}
export interface PhotoPiece {
  readonly kind: string
  readonly bytes: ArrayBuffer
}

const store = createStore('rounds-live', 'pieces')
/** What the phone's store does not take, such as in a private window: kept as long as the page. */
const besides = new Map<string, Piece>()

export async function keep(piece: Piece): Promise<void> {
  try {
    await set(piece.key, piece, store)
    besides.delete(piece.key)
  } catch {
    besides.set(piece.key, piece)
  }
}

export async function drop(key: string): Promise<void> {
  besides.delete(key)
  await del(key, store).catch(() => undefined)
}

/** Everything that waits, in the order of pressing. */
export async function waiting(): Promise<Piece[]> {
  const kept = await entries<string, Piece>(store).catch(() => [])
  const all = [...kept.map(([, piece]) => piece), ...besides.values()]
  return all.sort((a, b) => a.pressedAt - b.pressedAt)
}
