import type { Json, Message, Person } from '../types.ts'
import { departmentIdOf, idsOf, unionIdOf, userIdOf, type World } from '../world.ts'

/** `im.message.receive_v1`: all times and coordinates are strings. */
export function messageReceived(world: World, message: Message): Json {
  const openId = message.from.kind === 'person' ? message.from.openId : world.bot.openId
  const chat = world.state.chats.get(message.chatId)
  const mentions = message.mentions?.map((mention) => ({
    key: mention.key,
    id: idsOf(mention.openId),
    mentioned_type: mention.type,
    name: mention.name,
    tenant_key: world.tenantKey,
  }))
  return {
    sender: { sender_id: idsOf(openId), sender_type: 'user', tenant_key: world.tenantKey },
    message: {
      message_id: message.messageId,
      ...(message.rootId ? { root_id: message.rootId } : {}),
      ...(message.parentId ? { parent_id: message.parentId } : {}),
      create_time: String(message.at),
      update_time: String(message.updatedAt ?? message.at),
      chat_id: message.chatId,
      chat_type: chat?.type ?? 'p2p',
      message_type: message.type,
      content: message.content,
      ...(mentions?.length ? { mentions } : {}),
    },
  }
}

export function messageRecalled(message: Message, at: number): Json {
  return {
    message_id: message.messageId,
    chat_id: message.chatId,
    recall_time: String(at),
    recall_type: 'message_owner',
  }
}

/** Fires each time a person opens the bot's private chat. */
export function chatEntered(openId: string, chatId: string, last: Message | undefined): Json {
  return {
    chat_id: chatId,
    operator_id: idsOf(openId),
    ...(last
      ? { last_message_id: last.messageId, last_message_create_time: String(last.at) }
      : { last_message_id: '', last_message_create_time: '' }),
  }
}

export function botAdded(world: World, chatId: string, name: string, operator: string): Json {
  return {
    chat_id: chatId,
    operator_id: idsOf(operator),
    external: false,
    operator_tenant_key: world.tenantKey,
    name,
    i18n_names: { zh_cn: name, en_us: name, ja_jp: name },
  }
}

/** `application.bot.menu_v6` has no chat id, and its timestamp is in seconds, a number. */
export function menuTapped(person: Person, eventKey: string, at: number): Json {
  return {
    operator: { operator_name: person.name, operator_id: idsOf(person.openId) },
    event_key: eventKey,
    timestamp: Math.floor(at / 1000),
  }
}

/** A person as contact events show them; `department_ids` is in fact empty there. */
export function contactObject(person: Person, isResigned = false): Json {
  return {
    open_id: person.openId,
    union_id: unionIdOf(person.openId),
    user_id: userIdOf(person.openId),
    name: person.name,
    en_name: '',
    email: person.email ?? '',
    mobile: person.mobile ?? '',
    employee_no: person.employeeNo ?? '',
    job_title: person.title ?? '',
    department_ids: [],
    open_department_ids: person.group ? [departmentIdOf(person.group)] : [],
    status: {
      is_frozen: false,
      is_resigned: isResigned,
      is_activated: true,
      is_exited: false,
      is_unjoin: false,
    },
  }
}
