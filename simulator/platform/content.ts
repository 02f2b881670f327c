import { asArray, asObject, asString, isObject, parseObject } from '../json.ts'
import type { Json } from '../types.ts'
import { validateForBot } from '../validator/for-bot.ts'
import { renderProblem } from '../validator/problem.ts'
import { entityOf } from './card-entities.ts'
import type { Platform } from './context.ts'
import { fieldError, PlatformError, refusal } from './errors.ts'

const KB = 1024
const POST_TAGS = ['text', 'a', 'at', 'img', 'media', 'emotion', 'hr', 'code_block', 'md']

/**
 * Checks what a bot may send and gives the content as it will lie in the chat. A bot cannot send
 * `location`; `content` is JSON in a string.
 */
export function checkedContent(platform: Platform, type: string, content: string, raw: string) {
  if (content === '') throw fieldError('content', 'content is required')
  const check = CHECKS[type]
  if (!check) throw refusal(230001, `invalid msg_type ${type}`)
  const parsed = parseObject(content)
  if (!parsed) throw refusal(230001, 'content is not a string in json format')
  const limit = type === 'text' ? 150 * KB : 30 * KB
  const size = Buffer.byteLength(type === 'interactive' ? raw : content)
  if (size > limit) throw refusal(230025, `${size} bytes, limit ${limit}`)
  check(platform, parsed, size)
  return content
}

const CHECKS: Record<string, (platform: Platform, content: Json, bytes: number) => void> = {
  text(_, content) {
    if (asString(content.text) === '') throw refusal(230001, 'text is empty')
  },
  post: checkPost,
  image: (platform, content) => checkOwn(platform, 'image_key', content),
  file: (platform, content) => checkOwn(platform, 'file_key', content),
  audio: (platform, content) => checkOwn(platform, 'file_key', content),
  media: (platform, content) => checkOwn(platform, 'file_key', content),
  share_chat(platform, content) {
    if (!platform.state.chats.has(asString(content.chat_id))) throw refusal(230001, 'chat_id')
  },
  share_user(platform, content) {
    if (!platform.state.people.has(asString(content.user_id))) throw refusal(230001, 'user_id')
  },
  interactive(platform, content, bytes) {
    if (content.type === 'template') throw refusal(230099, 'the simulator knows no templates')
    if (content.type === 'card') {
      const entity = entityOf(platform, asString(asObject(content.data).card_id))
      // What the platform answers to a second sending is not documented.
      if (entity.messageId) throw refusal(230099, 'the card entity has been sent before')
      return
    }
    const problem = validateForBot(platform, content, bytes)
    if (problem) throw new PlatformError(400, problem.code, renderProblem(problem))
  },
}

function checkPost(platform: Platform, content: Json): void {
  const languages = Object.entries(content).filter(([key]) => /^[a-z]{2}_[a-z]{2}$/.test(key))
  if (languages.length === 0) throw refusal(230001, 'post needs a language level such as zh_cn')
  for (const [, post] of languages) {
    if (!isObject(post) || !Array.isArray(post.content)) {
      throw refusal(230001, 'post content must be an array of paragraphs')
    }
    for (const node of post.content.flatMap((line) => asArray(line)).map(asObject)) {
      const tag = asString(node.tag)
      if (!POST_TAGS.includes(tag)) throw refusal(230001, `unknown post tag ${tag}`)
      if (tag === 'img') checkOwn(platform, 'image_key', node)
    }
  }
}

/** Keys must have been uploaded by the bot: a key from a person's message is of another owner. */
function checkOwn(platform: Platform, field: string, content: Json): void {
  const key = asString(content[field])
  const resource = platform.state.resources.get(key)
  if (resource?.owner !== 'bot') throw refusal(230001, `invalid ${field} ${key}`)
}
