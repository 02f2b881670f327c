import type { Json, Message } from '../types.ts'

/** Something that a person did, from the browser chat or from a test. */
export type Act =
  | { kind: 'sent'; openId: string; message: Message }
  | { kind: 'clicked'; openId: string; message: Message; action: Json }
  | { kind: 'entered'; openId: string }
  | { kind: 'menu'; openId: string; eventKey: string }
  | { kind: 'recalled'; openId: string; message: Message }
  | { kind: 'reacted'; openId: string; message: Message; emojiType: string }

/** Tells whoever writes a day down. */
export class Acts {
  readonly #listeners = new Set<(act: Act) => void>()

  tell(act: Act): void {
    for (const listener of this.#listeners) listener(act)
  }

  /** Calls back on every act until the returned function is called. */
  on(listener: (act: Act) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
