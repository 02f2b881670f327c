import type { Json, Toast } from '../types.ts'

export interface SendOptions {
  /** When it was sent; default: the simulator's clock. */
  at?: Date | undefined
  /** Chat id; default: the private chat with the bot. */
  chat?: string | undefined
}

export interface ClickOptions {
  chat?: string | undefined
  /** Message id, the card itself, or a text that the wanted card shows. */
  card?: string | Json | undefined
}

/** `url` is set when the button opens a link; then there may be no callback. */
export interface ClickResult {
  ok: boolean
  toast: Toast | undefined
  card: Json
  status: number
  error?: string | undefined
  url?: string | undefined
}
