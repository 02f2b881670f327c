/** Somebody in the simulated company. */
export interface Person {
  /** `ou_` + 32 hex. */
  openId: string
  name: string
  mobile?: string | undefined
  email?: string | undefined
  employeeNo?: string | undefined
  title?: string | undefined
  /** Label by which the browser chat groups its contact list; also the person's department. */
  group?: string | undefined
  avatarColor?: string | undefined
  /** Suspended by the administrator. */
  frozen?: boolean | undefined
}

/** A group that the bot is a member of. */
export interface Group {
  chatId: string
  name: string
  members: string[]
}

/** `ok`, or why a message to this person is refused (230053, 230029, 230013). */
export type Reachability = 'ok' | 'blocked' | 'resigned' | 'outOfScope'

export interface Chat {
  chatId: string
  type: 'p2p' | 'group'
  name: string
  /** open_ids of the people in it; the bot is not listed. */
  members: string[]
  botIsMember: boolean
  /** open_id, or `bot`; groups that were given have none. */
  owner?: string | undefined
  description?: string | undefined
  /** Who may do what: `only_owner` or `all_members` (default). */
  atAll?: 'only_owner' | 'all_members' | undefined
  edit?: 'only_owner' | 'all_members' | undefined
  addMembers?: 'only_owner' | 'all_members' | undefined
  dissolved?: boolean | undefined
}

export type Sender = { kind: 'bot' } | { kind: 'person'; openId: string }

export interface Mention {
  key: string
  openId: string
  name: string
  type: 'user' | 'bot'
}

/** A message as it lies in the chat; `content` is the platform's JSON string. */
export interface Message {
  messageId: string
  chatId: string
  /** ms since the epoch, on the simulator's clock. */
  at: number
  updatedAt?: number | undefined
  from: Sender
  type: string
  content: string
  rootId?: string | undefined
  parentId?: string | undefined
  mentions?: Mention[] | undefined
  uuid?: string | undefined
  edits?: number | undefined
  recalled?: boolean | undefined
  /** The card entity that it shows. */
  cardId?: string | undefined
  /** Only this person sees it (open_id); it can be neither updated nor forwarded. */
  visibleTo?: string | undefined
  /** Bubbles under the message; a tap sends their text as the person's own message. */
  followUps?: string[] | undefined
  /** open_ids of people who were urged to read it. */
  urgentTo?: string[] | undefined
  /** open_id → when read, ms. */
  readBy?: Record<string, number> | undefined
  /** ms; 0 = taken away again. */
  pinnedAt?: number | undefined
  /** Id of the batch (`bm-…`) that it came with. */
  batchId?: string | undefined
}

/** An image or a file and who put it there: the bot's and people's keys do not mix. */
export interface Resource {
  key: string
  kind: 'image' | 'file'
  owner: 'bot' | 'person'
  mime: string
  name?: string | undefined
  size: number
}

export interface Reaction {
  reactionId: string
  messageId: string
  emojiType: string
  at: number
  /** open_id of the person; left out for the bot's own. */
  by?: string | undefined
}

export interface Toast {
  type: 'info' | 'success' | 'error' | 'warning'
  content: string
}

export interface Credentials {
  appId: string
  appSecret: string
  encryptKey: string
  verificationToken: string
}

export type Json = { [key: string]: unknown }

export interface Envelope {
  schema: '2.0'
  header: {
    event_id: string
    event_type: string
    create_time: string
    token: string
    app_id: string
    tenant_key: string
  }
  event: Json
}

/** What came back from the bot; `status` 0 = not sent or no answer in time. */
export interface PushResult {
  eventId: string
  envelope: Envelope
  status: number
  body: unknown
  /** Why nothing came back: `timeout`, `connect`, `no-url`, `not-subscribed`. */
  failure?: string | undefined
}
