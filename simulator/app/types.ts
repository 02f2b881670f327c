import type { Json } from './json.ts'

export interface Person {
  openId: string
  name: string
  title: string
  group: string
  avatarColor: string
}

export interface Chat {
  chatId: string
  type: 'p2p' | 'group'
  name: string
  members: number
  /** open_ids, for picking whom to mention. */
  memberIds?: string[]
  unread: number
  lastMessage: { at: string; preview: string } | null
}

export type MessageType = 'text' | 'post' | 'image' | 'location' | 'file' | 'audio' | 'card'

export interface MessageView {
  messageId: string
  chatId: string
  at: string
  from: { kind: 'bot' | 'person'; openId: string; name: string }
  type: MessageType
  text?: string
  paragraphs?: unknown
  imageUrl?: string
  location?: { name: string; lng: number | string; lat: number | string }
  file?: { name: string; size: number; url: string }
  audio?: { url: string; durationMs: number }
  card?: Json
  updatedAt?: string
  recalled?: boolean
  /** The message that this one answers. */
  parentId?: string
  /** One for each person (open_id, or the bot's) and emoji. */
  reactions?: { emojiType: string; by: string }[]
  /** Bubbles under the newest message: a tap sends their words. */
  bubbles?: string[]
  /** open_ids of those who were urged to read it. */
  urgentTo?: string[]
  pinned?: boolean
  /** open_id of the one person who sees it. */
  onlyFor?: string
}

/** An entry of the bot's menu. */
export interface MenuEntry {
  name: string
  eventKey?: string
  text?: string
  url?: string
  children?: MenuEntry[]
}

export type ToastKind = 'info' | 'success' | 'error' | 'warning'

export interface Toast {
  type: ToastKind
  content: string
}

/** What a click on a card sends, named as in Feishu's `card.action.trigger`. */
export interface CardAction {
  tag: string
  value?: unknown
  name?: string
  form_value?: Json
  option?: string
  options?: string[]
  checked?: boolean
  input_value?: string
  timezone?: string
}

export interface ClickAnswer {
  ok: boolean
  toast?: Toast
  card?: Json
  error?: string
}

export interface Presets {
  locations: { label: string; lng: number; lat: number; name: string }[]
  photos: { label: string; url: string }[]
}
