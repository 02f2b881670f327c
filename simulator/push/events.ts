import type { Chat, Json, Message, Person } from '../types.ts'
import { departmentIdOf, idsOf, type World } from '../world.ts'

/** `im.message.receive_v1`: all times and coordinates are strings. */
export function messageReceived(world: World, message: Message): Json {
  const openId = message.from.kind === 'person' ? message.from.openId : world.bot.openId
  const chat = world.state.chats.get(message.chatId)
  const mentions = message.mentions?.map((mention) => ({
    key: mention.key,
    id: idsOf(world, mention.openId),
    mentioned_type: mention.type,
    name: mention.name,
    tenant_key: world.tenantKey,
  }))
  return {
    sender: { sender_id: idsOf(world, openId), sender_type: 'user', tenant_key: world.tenantKey },
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

/** `attendance.user_flow.created_v1`: named by employee_id and number, not by open_id; the place stays empty. */
export function punched(world: World, person: Person, risk: number, at: number): Json {
  return {
    employee_id: idsOf(world, person.openId).user_id,
    employee_no: person.employeeNo ?? '',
    record_id: `${at}${idsOf(world, person.openId).user_id}`,
    check_time: String(Math.floor(at / 1000)),
    ...{ location_name: '', comment: '', ssid: '', bssid: '', is_field: false, is_wifi: false },
    ...{ type: 0, photo_urls: null, risk_result: risk },
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
export function chatEntered(
  world: World,
  openId: string,
  chatId: string,
  last: Message | undefined,
): Json {
  return {
    chat_id: chatId,
    operator_id: idsOf(world, openId),
    ...(last
      ? { last_message_id: last.messageId, last_message_create_time: String(last.at) }
      : { last_message_id: '', last_message_create_time: '' }),
  }
}

export function botAdded(world: World, chatId: string, name: string, operator: string): Json {
  return {
    chat_id: chatId,
    operator_id: idsOf(world, operator),
    external: false,
    operator_tenant_key: world.tenantKey,
    name,
    i18n_names: { zh_cn: name, en_us: name, ja_jp: name },
  }
}

/** `application.bot.menu_v6` has no chat id, and its timestamp is in seconds, a number. */
export function menuTapped(world: World, person: Person, eventKey: string, at: number): Json {
  return {
    operator: { operator_name: person.name, operator_id: idsOf(world, person.openId) },
    event_key: eventKey,
    timestamp: Math.floor(at / 1000),
  }
}

/** A person as contact events and calls show them; fields without their scope are left out. */
export function contactObject(world: World, person: Person, isResigned = false): Json {
  const field = (scope: string, fields: Json) =>
    world.scopes.has(scope, 'contact:contact:readonly_as_app') ? fields : {}
  return {
    ...idsOf(world, person.openId),
    ...field('contact:user.base:readonly', { name: person.name, en_name: '' }),
    ...(world.scopes.has('contact:user.email:readonly') ? { email: person.email ?? '' } : {}),
    ...(world.scopes.has('contact:user.phone:readonly') ? { mobile: person.mobile ?? '' } : {}),
    ...field('contact:user.employee:readonly', {
      employee_no: person.employeeNo ?? '',
      job_title: person.title ?? '',
      status: {
        is_frozen: person.frozen === true,
        is_resigned: isResigned,
        is_activated: true,
        is_exited: false,
        is_unjoin: false,
      },
    }),
    // `department_ids` is in fact empty in events.
    ...field('contact:user.department:readonly', {
      department_ids: [],
      open_department_ids: person.group ? [departmentIdOf(person.group)] : [],
    }),
  }
}

/** `im.message.reaction.created_v1` and `deleted_v1`. */
export function reacted(world: World, openId: string, messageId: string, emojiType: string): Json {
  return {
    message_id: messageId,
    reaction_type: { emoji_type: emojiType },
    operator_type: 'user',
    user_id: idsOf(world, openId),
    action_time: String(world.now().getTime()),
  }
}

/** `im.message.message_read_v1`: the bot's messages in the private chat that were read just now. */
export function messagesRead(world: World, openId: string, messageIds: string[]): Json {
  return {
    reader: {
      reader_id: idsOf(world, openId),
      read_time: String(world.now().getTime()),
      tenant_key: world.tenantKey,
    },
    message_id_list: messageIds,
  }
}

/** Group events: who did it, and of which group. */
export function groupEvent(world: World, chat: Chat, operator: string, more: Json = {}): Json {
  return { ...botAdded(world, chat.chatId, chat.name, operator), ...more }
}

/** A person as `im.chat.member.user.*` events list them. */
export function memberView(world: World, openId: string): Json {
  const name = world.state.people.get(openId)?.name ?? ''
  return { name, tenant_key: world.tenantKey, user_id: idsOf(world, openId) }
}
