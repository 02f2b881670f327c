/** What a bot usually asks for, and the fields of people that go with it. */
export const USUAL_SCOPES = [
  'im:message',
  'im:message:send_as_bot',
  'im:message:readonly',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:message.urgent',
  'im:resource',
  'im:chat:readonly',
  'im:chat',
  'contact:user.id:readonly',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.employee:readonly',
  'contact:user.employee_id:readonly',
  'contact:user.email:readonly',
  'contact:user.phone:readonly',
  'contact:user.department:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
  'cardkit:card:write',
  'bitable:app',
]

/** Group messages that do not @ the bot are sensitive. */
export const ALL_GROUP_MESSAGES = ['im:message.group_msg', 'im:message.group_msg:readonly']
export const USER_ID = 'contact:user.employee_id:readonly'
const CONTACTS = [
  'contact:contact.base:readonly',
  'contact:contact:readonly',
  'contact:contact:readonly_as_app',
  'contact:contact:access_as_app',
]
const READ_MESSAGES = ['im:message', 'im:message:readonly', 'im:message.history:readonly']
const SEND = ['im:message', 'im:message:send_as_bot']
const READ_CHATS = ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly']

/** Any one of these lets a call through; the first line that fits counts. */
const CALLS: [RegExp, readonly string[]][] = [
  [/^GET \/im\/v1\/messages\/[^/]+\/read_users$/, [...READ_MESSAGES, 'im:message:basic']],
  [/^POST \/im\/v1\/messages\/[^/]+\/reactions/, ['im:message', 'im:message.reactions:write_only']],
  [/^PATCH \/im\/v1\/messages\/[^/]+\/urgent_/, ['im:message.urgent']],
  [/^GET \/im\/v1\/messages/, READ_MESSAGES],
  [/^DELETE \/im\/v1\/messages\/[^/]+$/, [...SEND, 'im:message:recall']],
  [/^(PATCH|PUT) \/im\/v1\/messages/, [...SEND, 'im:message:update']],
  [/^POST \/(im\/v1\/messages|ephemeral|message\/v4)/, [...SEND, 'im:message:send']],
  [/^GET \/im\/v1\/pins/, [...READ_MESSAGES, 'im:message.pins:read']],
  [/^\w+ \/im\/v1\/pins/, [...SEND, 'im:message.pins:write_only']],
  [/^POST \/im\/v1\/(images|files)/, ['im:resource', 'im:resource:upload']],
  [/^GET \/im\/v1\/chats\/[^/]+\/members/, [...READ_CHATS, 'im:chat.members:read']],
  [/^GET \/im\/v1\/chats/, READ_CHATS],
  [/^POST \/im\/v1\/chats$/, ['im:chat', 'im:chat:create']],
  [/^\w+ \/im\/v1\/chats\/[^/]+\/members/, ['im:chat', 'im:chat.members:write_only']],
  [/^\w+ \/im\/v1\/chats/, ['im:chat', 'im:chat:update', 'im:chat:delete']],
  [/^POST \/contact\/v3\/users\/batch_get_id/, ['contact:user.id:readonly']],
  [/^GET \/contact\/v3\/departments/, [...CONTACTS, 'contact:department.organize:readonly']],
  [/^GET \/contact\/v3/, CONTACTS],
  [/^\w+ \/cardkit\/v1/, ['cardkit:card:write']],
  [/^POST \/bitable\/v1\/apps$/, ['bitable:app', 'base:app:create']],
  [/^GET \/bitable\/v1\/apps\/[^/]+$/, ['bitable:app', 'bitable:app:readonly', 'base:app:read']],
  [/^GET \/bitable.*\/tables$/, ['bitable:app', 'bitable:app:readonly', 'base:table:read']],
  [/^POST \/bitable.*\/tables$/, ['bitable:app', 'base:table:create']],
  [/^GET \/bitable.*\/fields$/, ['bitable:app', 'bitable:app:readonly', 'base:field:read']],
  [/^POST \/bitable.*\/fields$/, ['bitable:app', 'base:field:create']],
  [/^POST \/bitable.*\/search$/, ['bitable:app', 'bitable:app:readonly', 'base:record:retrieve']],
  [/^POST \/bitable.*\/batch_create$/, ['bitable:app', 'base:record:create']],
  [/^POST \/bitable.*\/batch_update$/, ['bitable:app', 'base:record:update']],
  [/^POST \/bitable.*\/batch_delete$/, ['bitable:app', 'base:record:delete']],
  [
    /^POST \/drive\/v1\/permissions\/[^/]+\/members$/,
    ['bitable:app', 'docs:permission.member:create', 'drive:drive'],
  ],
]

const EVENTS: Record<string, readonly string[]> = {
  'im.message.message_read_v1': ['im:message', 'im:message:readonly'],
  'im.message.recalled_v1': ['im:message', 'im:message:readonly'],
  'im.message.reaction.created_v1': ['im:message:readonly', 'im:message.reactions:read'],
  'im.message.reaction.deleted_v1': ['im:message:readonly', 'im:message.reactions:read'],
  'im.chat.member.bot.added_v1': ['im:chat', 'im:chat:readonly', 'im:chat.members:bot_access'],
  'im.chat.member.bot.deleted_v1': ['im:chat', 'im:chat:readonly', 'im:chat.members:bot_access'],
  'im.chat.member.user.added_v1': ['im:chat', 'im:chat:readonly', 'im:chat.members:read'],
  'im.chat.member.user.deleted_v1': ['im:chat', 'im:chat:readonly', 'im:chat.members:read'],
  'im.chat.updated_v1': ['im:chat', 'im:chat:readonly', 'im:chat:read'],
  'im.chat.disbanded_v1': ['im:chat', 'im:chat:readonly', 'im:chat:read'],
  'contact.user.created_v3': CONTACTS,
  'contact.user.updated_v3': CONTACTS,
  'contact.user.deleted_v3': CONTACTS,
}

/** The scopes that the app was granted; what it lacks goes missing without an error. */
export class Scopes {
  #granted: Set<string>

  constructor(granted: readonly string[]) {
    this.#granted = new Set(granted)
  }

  list(): string[] {
    return [...this.#granted]
  }

  grantOnly(granted: readonly string[]): void {
    this.#granted = new Set(granted)
  }

  /** Any one of them will do. */
  has(...anyOf: readonly string[]): boolean {
    return anyOf.some((scope) => this.#granted.has(scope))
  }

  /** The scopes of which a call (`GET /im/v1/chats`) needs one and has none; undefined = fine. */
  missingFor(call: string): readonly string[] | undefined {
    const anyOf = CALLS.find(([pattern]) => pattern.test(call))?.[1]
    return anyOf && !this.has(...anyOf) ? anyOf : undefined
  }

  /** Whether events of this type are sent at all; messages have rules of their own. */
  hears(eventType: string): boolean {
    const anyOf = EVENTS[eventType]
    return !anyOf || this.has(...anyOf)
  }

  /** Private messages, group messages with @, group messages without: a scope each. */
  hearsMessage(chat: 'p2p' | 'group', mentionsBot: boolean): boolean {
    if (chat === 'p2p') return this.has('im:message.p2p_msg:readonly', 'im:message.p2p_msg')
    if (this.has(...ALL_GROUP_MESSAGES)) return true
    const mentioned = ['im:message.group_at_msg:readonly', 'im:message.group_at_msg']
    return mentionsBot && this.has(...mentioned)
  }
}
