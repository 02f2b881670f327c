import { root } from './api.ts'
import { type Json, obj, str } from './json.ts'
import type { Chat, MessageView, Toast } from './types.ts'

export interface StreamHandlers {
  message(view: MessageView): void
  update(view: MessageView): void
  remove(messageId: string): void
  toast(toast: Toast): void
  chats(chats: Chat[] | undefined): void
  online(online: boolean): void
}

const retryMs = 1500
const names = ['message', 'update', 'delete', 'toast', 'chats'] as const

function read(event: Event): Json {
  try {
    return obj(JSON.parse(str((event as MessageEvent<unknown>).data)))
  } catch {
    return {}
  }
}

function hand(name: (typeof names)[number], data: Json, on: StreamHandlers): void {
  if (name === 'toast') on.toast(data as unknown as Toast)
  else if (name === 'chats') {
    on.chats(Array.isArray(data.chats) ? (data.chats as Chat[]) : undefined)
  } else if (name === 'delete' && !data.recalled) on.remove(str(data.messageId))
  else if (data.messageId) {
    const view = data as unknown as MessageView
    if (name === 'message') on.message(view)
    else on.update(view)
  }
}

/**
 * One connection for all people on the page: a browser keeps only six to one server, and several
 * people side by side would use them up.
 */
class SharedStream {
  readonly #followers = new Map<StreamHandlers, string>()
  #source: EventSource | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  follow(as: string, on: StreamHandlers): () => void {
    this.#followers.set(on, as)
    this.#reconnect()
    return () => {
      this.#followers.delete(on)
      this.#reconnect()
    }
  }

  /** Soon, not at once: people sit down and leave together when the address changes. */
  #reconnect(delayMs = 0): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#connect(), delayMs)
  }

  #connect(): void {
    this.#source?.close()
    this.#source = undefined
    const people = [...new Set(this.#followers.values())]
    if (people.length === 0) return
    const query = people.map((as) => `as=${encodeURIComponent(as)}`).join('&')
    const source = new EventSource(`${root}/stream?${query}`)
    this.#source = source
    source.addEventListener('open', () => this.#tellOnline(true))
    source.addEventListener('error', () => {
      if (this.#source !== source) return
      this.#tellOnline(false)
      source.close()
      this.#reconnect(retryMs)
    })
    for (const as of people) {
      for (const name of names) {
        source.addEventListener(people.length > 1 ? `${as}:${name}` : name, (event) => {
          const data = read(event)
          for (const [on, who] of this.#followers) if (who === as) hand(name, data, on)
        })
      }
    }
  }

  #tellOnline(online: boolean): void {
    for (const on of this.#followers.keys()) on.online(online)
  }
}

const shared = new SharedStream()

/** Follows one person's events for as long as the page lives; comes back by itself. */
export const followStream = (as: string, on: StreamHandlers): (() => void) => shared.follow(as, on)
