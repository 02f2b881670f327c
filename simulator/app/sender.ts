import { api } from './api.ts'

export interface Located {
  lng: number
  lat: number
  name: string
}

/** What the person of a model sends; a failure is shown, and told to the caller by false. */
export abstract class Sender {
  abstract state: { as: string; chatId: string }
  abstract fail(error: unknown): void

  async #sending(send: (as: string, chatId: string) => Promise<unknown>): Promise<boolean> {
    try {
      await send(this.state.as, this.state.chatId)
      return true
    } catch (error) {
      this.fail(error)
      return false
    }
  }

  sendText(text: string, parentId?: string): Promise<boolean> {
    return this.#sending((as, chatId) => api.sendText(as, chatId, text, parentId))
  }

  sendLocation(location: Located): Promise<boolean> {
    return this.#sending((as, chatId) => api.sendLocation(as, chatId, location))
  }

  sendPost(post: { title: string; text: string; images: File[] }): Promise<boolean> {
    return this.#sending((as, chatId) => api.sendPost(as, chatId, post))
  }

  sendVoice(voice: File, durationMs: number): Promise<boolean> {
    return this.#sending((as, chatId) => api.sendVoice(as, chatId, voice, durationMs))
  }

  upload(kind: 'image' | 'file', file: File, text?: string): Promise<boolean> {
    return this.#sending((as, chatId) => api.upload(as, chatId, kind, file, text))
  }

  tapMenu(eventKey: string): Promise<boolean> {
    return this.#sending((as) => api.tapMenu(as, eventKey))
  }

  tapBubble(text: string): Promise<boolean> {
    return this.#sending((as) => api.tapBubble(as, text))
  }

  recall(messageId: string): Promise<boolean> {
    return this.#sending((as) => api.recall(as, messageId))
  }

  /** Puts the emoji under the message, or takes one's own away. */
  react(messageId: string, emojiType: string): Promise<boolean> {
    return this.#sending((as) => api.react(as, messageId, emojiType))
  }
}
