import { plainMarkdown } from '../client/card-view.ts'
import { withoutPlaceholders } from '../client/mentions.ts'
import { asArray, asObject, asString } from '../json.ts'
import type { Chat, Json, Message } from '../types.ts'
import type { World } from '../world.ts'

export const imageUrl = (key: string) => `/simulator/api/images/${key}`

/** A message as the browser chat shows it. */
export function messageView(world: World, message: Message) {
  const { from } = message
  const sender =
    from.kind === 'bot'
      ? { kind: 'bot', openId: world.bot.openId, name: world.bot.name }
      : {
          kind: 'person',
          openId: from.openId,
          name: world.state.people.get(from.openId)?.name ?? from.openId,
        }
  return {
    messageId: message.messageId,
    chatId: message.chatId,
    at: new Date(message.at).toISOString(),
    from: sender,
    type: message.type === 'interactive' ? 'card' : message.type,
    ...(message.recalled ? { recalled: true } : shown(world, message)),
    ...(message.parentId ? { parentId: message.parentId } : {}),
    ...attention(world, message),
    ...(message.updatedAt ? { updatedAt: new Date(message.updatedAt).toISOString() } : {}),
  }
}

/** Emoji with who put them, bubbles, urging, pin, and whether only one person sees it. */
function attention(world: World, message: Message): object {
  const reactions = [...world.state.reactions.values()]
    .filter(({ messageId }) => messageId === message.messageId)
    .map(({ emojiType, by }) => ({ emojiType, by: by ?? world.bot.openId }))
  const isLast = world.state.inChat(message.chatId).at(-1)?.messageId === message.messageId
  return {
    ...(reactions.length > 0 ? { reactions } : {}),
    ...(isLast && message.followUps ? { bubbles: message.followUps } : {}),
    ...(message.urgentTo ? { urgentTo: message.urgentTo } : {}),
    ...(message.pinnedAt ? { pinned: true } : {}),
    ...(message.visibleTo ? { onlyFor: message.visibleTo } : {}),
    ...(message.from.kind === 'bot' && message.readBy
      ? { readBy: Object.keys(message.readBy) }
      : {}),
  }
}

function shown(world: World, message: Message): object {
  const content = asObject(JSON.parse(message.content))
  switch (message.type) {
    case 'text':
      return { text: shownText(world, message, asString(content.text)) }
    case 'post':
      return { paragraphs: paragraphs(content), text: postTitle(content) }
    case 'image':
      return { imageUrl: imageUrl(asString(content.image_key)) }
    case 'location':
      return {
        location: {
          name: content.name,
          lng: Number(content.longitude),
          lat: Number(content.latitude),
        },
      }
    case 'interactive':
      return { card: content }
    case 'audio': {
      const url = `/simulator/api/files/${asString(content.file_key)}`
      return { audio: { url, durationMs: Number(content.duration) } }
    }
    default: {
      const key = asString(content.file_key)
      const resource = world.state.resources.get(key)
      const name = resource?.name ?? (asString(content.file_name) || message.type)
      return { file: { name, size: resource?.size ?? 0, url: `/simulator/api/files/${key}` } }
    }
  }
}

/** `@_user_1` and `<at …>` as names. */
function shownText(world: World, message: Message, text: string): string {
  return withoutPlaceholders(text, message.mentions).replace(
    /<at user_id=["']?([^"'>]+)["']?>([^<]*)<\/at>/g,
    (_, id: string, name: string) =>
      id === 'all' ? '@所有人' : `@${name || world.state.people.get(id)?.name || id}`,
  )
}

/** A post's paragraphs: text runs, and images by their address. */
function paragraphs(content: Json): Json[][] {
  return asArray(postBody(content).content).map((line) =>
    asArray(line)
      .map(asObject)
      .map((node) =>
        node.tag === 'img' ? { ...node, imageUrl: imageUrl(asString(node.image_key)) } : node,
      ),
  )
}

const postTitle = (content: Json) => asString(postBody(content).title)

/** Sent posts have a language level, received ones have none. */
function postBody(content: Json): Json {
  return content.content ? content : asObject(Object.values(content)[0])
}

/** One line that stands for a message in the list of chats. */
function preview(message: Message): string {
  if (message.recalled) return '[消息已撤回]'
  const content = asObject(JSON.parse(message.content))
  switch (message.type) {
    case 'text':
      return withoutPlaceholders(asString(content.text), message.mentions).slice(0, 60)
    case 'image':
      return '[图片]'
    case 'location':
      return `[位置] ${asString(content.name)}`
    case 'file':
      return `[文件] ${asString(content.file_name)}`
    case 'audio':
      return '[语音]'
    case 'post':
      return '[图文]'
    case 'interactive': {
      const summary = asString(asObject(asObject(content.config).summary).content)
      const title = asString(asObject(asObject(content.header).title).content)
      return summary || (title ? plainMarkdown(title) : '[卡片]')
    }
    default:
      return `[${message.type}]`
  }
}

/** A chat in somebody's list. */
export function chatView(world: World, chat: Chat, openId: string) {
  const messages = world.state.seenBy(chat.chatId, openId)
  const last = messages.at(-1)
  const unread = messages
    .slice(world.state.readCount(openId, chat.chatId))
    .filter(({ from }) => from.kind === 'bot' || from.openId !== openId).length
  return {
    chatId: chat.chatId,
    type: chat.type,
    name: chat.type === 'p2p' ? world.bot.name : chat.name,
    members: chat.members.length,
    memberIds: chat.members,
    unread,
    lastMessage: last ? { at: new Date(last.at).toISOString(), preview: preview(last) } : null,
  }
}

/** Somebody's chats, the bot's private chat first, then the latest. */
export function chatList(world: World, openId: string) {
  const views = world.state.chatsOf(openId).map((chat) => chatView(world, chat, openId))
  return views.sort((left, right) => {
    if (left.type !== right.type) return left.type === 'p2p' ? -1 : 1
    return (right.lastMessage?.at ?? '').localeCompare(left.lastMessage?.at ?? '')
  })
}
