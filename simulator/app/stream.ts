import { api } from './api.ts'
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

function read(event: Event): Json {
  try {
    return obj(JSON.parse(str((event as MessageEvent<unknown>).data)))
  } catch {
    return {}
  }
}

/** Follows one person's events for as long as the page lives; comes back by itself. */
export function followStream(as: string, on: StreamHandlers): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const connect = () => {
    if (closed) return
    source = new EventSource(api.streamUrl(as))
    source.addEventListener('open', () => on.online(true))
    source.addEventListener('error', () => {
      on.online(false)
      source?.close()
      clearTimeout(timer)
      timer = setTimeout(connect, retryMs)
    })
    source.addEventListener('message', (event) => {
      const view = read(event)
      if (view.messageId) on.message(view as unknown as MessageView)
    })
    source.addEventListener('update', (event) => {
      const view = read(event)
      if (view.messageId) on.update(view as unknown as MessageView)
    })
    source.addEventListener('delete', (event) => {
      const view = read(event)
      if (view.recalled) on.update(view as unknown as MessageView)
      else on.remove(str(view.messageId))
    })
    source.addEventListener('toast', (event) => on.toast(read(event) as unknown as Toast))
    source.addEventListener('chats', (event) => {
      const { chats } = read(event)
      on.chats(Array.isArray(chats) ? (chats as Chat[]) : undefined)
    })
  }
  connect()
  return () => {
    closed = true
    clearTimeout(timer)
    source?.close()
  }
}
