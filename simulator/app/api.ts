import { obj, str } from './json.ts'
import type { NamedPlace } from './map/places.ts'
import type {
  CardAction,
  Chat,
  ClickAnswer,
  MenuEntry,
  MessageView,
  Person,
  Presets,
} from './types.ts'

export const root = '/simulator/api'

export async function answer<T>(response: Response): Promise<T> {
  const text = await response.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  if (response.ok) return body as T
  throw new Error(str(obj(body).error) || str(obj(body).msg) || `HTTP ${response.status}`)
}

export async function get<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  const search = new URLSearchParams(query).toString()
  return answer<T>(await fetch(`${root}${path}${search ? `?${search}` : ''}`))
}

export async function post<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
  return answer<T>(
    await fetch(`${root}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

export const pageSize = 50

export const api = {
  people: () => get<{ people: Person[]; bot: { name: string } }>('/people'),
  chats: (as: string) => get<{ chats: Chat[] }>('/chats', { as }),
  messages: (as: string, chatId: string, before?: string) =>
    get<{ messages: MessageView[] }>(`/chats/${encodeURIComponent(chatId)}/messages`, {
      as,
      limit: String(pageSize),
      ...(before ? { before } : {}),
    }),
  places: (as: string) => get<{ places: NamedPlace[] }>('/places', { as }),
  presets: (as: string) => get<Presets>('/presets', { as }),
  menu: () => get<{ menu: MenuEntry[] }>('/menu'),
  sendText: (as: string, chatId: string, text: string, parentId?: string) =>
    post<unknown>('/send', {
      as,
      chatId,
      type: 'text',
      text,
      ...(parentId ? { parentId } : {}),
    }),
  sendLocation: (
    as: string,
    chatId: string,
    location: { lng: number; lat: number; name: string },
  ) => post<unknown>('/send', { as, chatId, type: 'location', ...location }),
  async upload(as: string, chatId: string, kind: 'image' | 'file', file: File, text?: string) {
    const form = new FormData()
    form.set('file', file, file.name)
    if (text) form.set('text', text)
    const query = new URLSearchParams({ as, chatId, kind })
    return answer<unknown>(await fetch(`${root}/upload?${query}`, { method: 'POST', body: form }))
  },
  async sendPost(
    as: string,
    chatId: string,
    { title, text, images }: { title: string; text: string; images: File[] },
  ) {
    const form = new FormData()
    form.set('title', title)
    form.set('text', text)
    for (const image of images) form.append('images', image, image.name)
    const query = new URLSearchParams({ as, chatId })
    return answer<unknown>(await fetch(`${root}/post?${query}`, { method: 'POST', body: form }))
  },
  async sendVoice(as: string, chatId: string, voice: File, durationMs: number) {
    const form = new FormData()
    form.set('file', voice, voice.name)
    const query = new URLSearchParams({ as, chatId, durationMs: String(durationMs) })
    return answer<unknown>(await fetch(`${root}/voice?${query}`, { method: 'POST', body: form }))
  },
  tapMenu: (as: string, eventKey: string) => post<unknown>('/menu', { as, eventKey }),
  recall: (as: string, messageId: string) => post<unknown>('/recall', { as, messageId }),
  /** Puts the emoji there, or takes one's own away. */
  react: (as: string, messageId: string, emojiType: string) =>
    post<unknown>('/react', { as, messageId, emojiType }),
  tapBubble: (as: string, text: string) => post<unknown>('/bubble', { as, text }),
  click: (as: string, messageId: string, action: CardAction) =>
    post<ClickAnswer>('/click', { as, messageId, ...action }),
  enter: (as: string) => post<unknown>('/enter', { as }),
  read: (as: string, chatId: string) => post<unknown>('/read', { as, chatId }),
  imageUrl: (key: string) => `${root}/images/${encodeURIComponent(key)}`,
}
