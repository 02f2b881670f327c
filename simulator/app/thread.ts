import { pageSize } from './api.ts'
import type { MessageView } from './types.ts'

/** The messages of a chat that the page has, oldest first. */
export interface Thread {
  messages: MessageView[]
  hasMore: boolean
  loading: boolean
  /** How many messages came in front of those that were loaded first. */
  prepended: number
}

export const emptyThread: Thread = { messages: [], hasMore: false, loading: true, prepended: 0 }

/**
 * The newest page replaces what it covers; older messages stay. What the stream brought while the page was
 * under way is newer than the page says.
 */
export function withNewest(
  thread: Thread,
  loaded: readonly MessageView[],
  meanwhile: readonly MessageView[],
): Thread {
  const came = new Set(meanwhile.map((one) => one.messageId))
  const messages = [...loaded.filter((one) => !came.has(one.messageId)), ...meanwhile]
  const known = new Set(messages.map((one) => one.messageId))
  const oldest = loaded.at(0)?.at ?? ''
  const kept = thread.messages.filter((one) => !known.has(one.messageId) && one.at < oldest)
  return {
    messages: [...kept, ...inOrder(messages)],
    hasMore: kept.length > 0 ? thread.hasMore : loaded.length >= pageSize,
    loading: false,
    prepended: kept.length > 0 ? thread.prepended : 0,
  }
}

/** A page of older messages in front. */
export function withOlder(thread: Thread, loaded: readonly MessageView[]): Thread {
  const known = new Set(thread.messages.map((one) => one.messageId))
  const older = inOrder(loaded.filter((one) => !known.has(one.messageId)))
  return {
    messages: [...older, ...thread.messages],
    hasMore: loaded.length >= pageSize,
    loading: false,
    prepended: thread.prepended + older.length,
  }
}

/** A message that is new, or one that has changed. */
export function withMessage(thread: Thread, message: MessageView): Thread {
  const at = thread.messages.findIndex((one) => one.messageId === message.messageId)
  const messages =
    at >= 0 ? thread.messages.with(at, message) : inOrder([...thread.messages, message])
  return { ...thread, messages }
}

/** The same thread where the message is not in it. */
export function without(thread: Thread, messageId: string): Thread {
  const messages = thread.messages.filter((one) => one.messageId !== messageId)
  return messages.length < thread.messages.length ? { ...thread, messages } : thread
}

/** Sorted by time; equal times keep the order in which they came. */
function inOrder(messages: readonly MessageView[]): MessageView[] {
  return messages.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
