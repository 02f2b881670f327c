/** What a handler answers. The bot never goes silent: `nothing` is for what a patched card says already. */
import type { Card } from '../../cards/kit/card.ts'

export type ToastType = 'info' | 'success' | 'warning' | 'error'
export interface Toast {
  readonly type: ToastType
  readonly text: string
}

export type Reply =
  | { readonly kind: 'nothing' }
  /** Not handled yet: the event is kept as it is until `releaseHeld` has it handled. */
  | { readonly kind: 'held' }
  | { readonly kind: 'text'; readonly text: string }
  /** A new card in the same chat; `thing` makes it the card of that thing. */
  | {
      readonly kind: 'card'
      readonly card: Card
      readonly thing?: string | undefined
      readonly toast?: Toast | undefined
      /** What the message becomes that showed the thing before. */
      readonly retired?: Card | undefined
    }
  | { readonly kind: 'toast'; readonly toast: Toast }
  /** The answer to one of our own web pages, as JSON. */
  | { readonly kind: 'page'; readonly answer: unknown }
  /** The clicked card becomes this one. On a message it is sent as a new card. */
  | {
      readonly kind: 'replace'
      readonly card: Card
      readonly thing?: string | undefined
      readonly toast?: Toast | undefined
      readonly retired?: Card | undefined
    }

export const nothing: Reply = { kind: 'nothing' }
export const held: Reply = { kind: 'held' }
export const answerPage = (answer: unknown): Reply => ({ kind: 'page', answer })
export const sayText = (text: string): Reply => ({ kind: 'text', text })
export const sendCard = (card: Card, thing?: string, toast?: Toast, retired?: Card): Reply => ({
  kind: 'card',
  card,
  thing,
  toast,
  retired,
})
export const toast = (type: ToastType, text: string): Reply => ({
  kind: 'toast',
  toast: { type, text },
})
export const replaceCard = (
  card: Card,
  thing?: string,
  withToast?: Toast,
  retired?: Card,
): Reply => ({
  kind: 'replace',
  card,
  thing,
  toast: withToast,
  retired,
})
