import { callbackValue } from '../client/actions.ts'
import { components, labelOf } from '../client/card-view.ts'
import { withoutPlaceholders } from '../client/mentions.ts'
import { textOf } from '../client/message-text.ts'
import { asArray, asObject, asString } from '../json.ts'
import type { Json, Message } from '../types.ts'
import type { World } from '../world.ts'
import type { Act } from './acts.ts'
import type { Day, Step } from './day.ts'

const KEPT = 5000
const MAX_FILE_BYTES = 1024 * 1024

type Doing = Omit<Step, 'at' | 'as' | 'chat'>

/**
 * Writes down what people do as they would tell it: what a button shows instead of what it
 * carries, names instead of ids. So the day can be replayed against a bot that makes other ids.
 */
export class DayRecorder {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
    world.acts.on((act) => this.#write(act))
  }

  /** The day so far, its first step at second 0. */
  day(name: string): Day {
    const { people, chats, steps } = this.#world.state
    const start = steps[0]?.ms ?? 0
    const nameOf = (openId: string) => people.get(openId)?.name ?? openId
    return {
      name,
      people: [...people.values()].map(({ avatarColor: _, ...person }) => person),
      groups: [...chats.values()]
        .filter((chat) => chat.type === 'group' && !chat.dissolved)
        .map((chat) => ({ name: chat.name, members: chat.members.map(nameOf) })),
      steps: steps.map(({ ms, step }) => ({ ...step, at: Math.round((ms - start) / 100) / 10 })),
    }
  }

  clear(): void {
    this.#world.state.commit({ kind: 'stepsGone' })
  }

  #write(act: Act): void {
    const { state, now } = this.#world
    const doing = this.#doing(act)
    if (!doing || state.steps.length >= KEPT) return
    const chat = 'message' in act ? state.chats.get(act.message.chatId) : undefined
    const step = {
      as: state.people.get(act.openId)?.name ?? act.openId,
      ...(chat?.type === 'group' ? { chat: chat.name } : {}),
      ...doing,
    }
    const messageId = act.kind === 'sent' ? act.message.messageId : undefined
    state.commit({ kind: 'step', kept: { ms: now().getTime(), step, messageId } })
  }

  #doing(act: Act): Doing | undefined {
    switch (act.kind) {
      case 'sent':
        return this.#sent(act.message)
      case 'clicked':
        return this.#clicked(act.message, act.action)
      case 'entered':
        return { opensChat: true }
      case 'menu':
        return { tapsMenu: act.eventKey }
      case 'recalled': {
        const { steps } = this.#world.state
        const index = steps.findIndex((kept) => kept.messageId === act.message.messageId)
        return index < 0 ? undefined : { recallsStep: index + 1 }
      }
      case 'reacted':
        return { reacts: { emoji: act.emojiType, to: textOf(act.message).slice(0, 40) } }
    }
  }

  #sent(message: Message): Doing | undefined {
    const content = asObject(JSON.parse(message.content))
    switch (message.type) {
      case 'text': {
        const names = message.mentions?.map((one) => (one.type === 'bot' ? 'bot' : one.name))
        const says = withoutPlaceholders(asString(content.text), message.mentions)
        return { says, ...(names ? { mentions: names } : {}) }
      }
      case 'location': {
        const { name, longitude, latitude } = content
        return {
          sendsLocation: { lng: Number(longitude), lat: Number(latitude), name: asString(name) },
        }
      }
      case 'image':
        return { sendsPhoto: 'shelf' }
      case 'post': {
        const nodes = asArray(content.content).flatMap(asArray).map(asObject)
        const photos = nodes.filter((node) => node.tag === 'img').length
        const text = nodes.map((node) => asString(node.text)).join('')
        return photos > 0 ? { sendsPost: { text, photos } } : { says: text }
      }
      case 'file': {
        const bytes = this.#world.state.blob(asString(content.file_key))
        if (!bytes || bytes.length > MAX_FILE_BYTES) return undefined
        const name = asString(content.file_name)
        return { sendsFile: { name, base64: bytes.toString('base64') } }
      }
      default:
        return undefined
    }
  }

  /** Which component the callback came from, and what was filled in, in words. */
  #clicked(message: Message, action: Json): Doing | undefined {
    const card = JSON.parse(message.content) as Json
    const found = components(card).find(({ element }) => isSource(element, action))
    if (!found) return undefined
    const { element, form } = found
    const label = labelOf(element)
    if (element.tag !== 'button' && element.tag !== 'interactive_container') {
      const raw = action.option ?? action.options ?? action.checked ?? action.input_value
      const name = asString(element.name) || label || asString(element.tag)
      return { selects: name, value: this.#told(element, raw) }
    }
    const alike = components(card).filter(
      (one) => one.element.tag === element.tag && labelOf(one.element) === label,
    )
    const nth = alike.findIndex((one) => one.element === element) + 1
    const values = asObject(action.form_value)
    const fields = components(card).filter((one) => one.form === form && form !== undefined)
    const told = Object.entries(values).flatMap(([name, value]) => {
      const field = fields.find((one) => one.element.name === name)?.element
      return field && !isEmpty(value) ? [[name, this.#told(field, value)]] : []
    })
    return {
      clicks: label,
      ...(nth > 1 ? { nth } : {}),
      ...(told.length > 0 ? { values: Object.fromEntries(told) } : {}),
    }
  }

  /** Options by their text, people by name, dates without the zone's offset. */
  #told(element: Json, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#told(element, one))
    if (typeof value !== 'string') return value
    if (/person$/.test(asString(element.tag))) {
      return this.#world.state.people.get(value)?.name ?? value
    }
    const option = asArray(element.options)
      .map(asObject)
      .find((one) => one.value === value)
    if (option) return asObject(option.text).content ?? value
    return /^(date_picker|picker_)/.test(asString(element.tag))
      ? value.replace(/ [+-]\d{4}$/, '')
      : value
  }
}

function isSource(element: Json, action: Json): boolean {
  if (element.tag !== action.tag) return false
  if (action.name !== undefined && element.name !== action.name) return false
  if (action.value === undefined) return true
  return JSON.stringify(callbackValue(element)) === JSON.stringify(action.value)
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0)
}
