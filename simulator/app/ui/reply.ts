import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { MessageView } from '../types.ts'

interface Reply {
  /** The message that the next text will answer. */
  parent: MessageView | undefined
  replyTo(message: MessageView | undefined): void
  /** Opens an address inside this phone. */
  open(href: string): void
}

/** What one chat's list and its composer share. */
export const ReplyContext = createContext<Reply>({
  parent: undefined,
  replyTo: () => {},
  open: (href) => void window.open(href, '_blank', 'noopener,noreferrer'),
})

export const useReply = (): Reply => useContext(ReplyContext)
