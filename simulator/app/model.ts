import { api } from './api.ts'
import type { Place } from './hash.ts'
import { Sender } from './sender.ts'
import { followStream } from './stream.ts'
import { emptyThread, type Thread, withMessage, withNewest, withOlder, without } from './thread.ts'
import type { CardAction, Chat, MessageView, Person, Toast } from './types.ts'

export interface ShownToast extends Toast {
  id: number
}

export interface State {
  ready: boolean
  people: Person[]
  botName: string
  as: string
  chatId: string
  chats: Chat[]
  threads: Record<string, Thread>
  toasts: ShownToast[]
  online: boolean
}

/** Where a model keeps who it is: in the page's address, or nowhere. */
export interface Seat {
  read(): Place
  write(place: Place, how: 'push' | 'replace'): void
}

/** For a single card that is drawn by itself. */
const nowhere: Seat = { read: () => ({ as: '', chat: '' }), write: () => {} }

const toastMs = 3000

/** All that the page knows, and the only place that talks to the server. */
export class ChatModel extends Sender {
  state: State = {
    ready: false,
    people: [],
    botName: '巡访',
    as: '',
    chatId: '',
    chats: [],
    threads: {},
    toasts: [],
    online: true,
  }
  #listeners = new Set<() => void>()
  #closeStream: (() => void) | undefined
  #toastId = 0
  /** What the stream brings while messages are being loaded, a map for each load under way. */
  readonly #meanwhile = new Set<Map<string, MessageView>>()
  readonly #seat: Seat

  constructor(seat: Seat = nowhere) {
    super()
    this.#seat = seat
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.#listeners) listener()
  }

  async start(): Promise<void> {
    document.addEventListener('visibilitychange', () => this.#markRead())
    try {
      const { people, bot } = await api.people()
      this.#set({ people, botName: bot.name })
    } catch (error) {
      this.fail(error)
    }
    await this.#goTo(this.#seat.read())
    this.#set({ ready: true })
  }

  /** The address changed: the back button, or a link. */
  follow(): void {
    void this.#goTo(this.#seat.read())
  }

  /** Ends the stream of a column that is closed. */
  stop(): void {
    this.#closeStream?.()
    this.#closeStream = undefined
  }

  person(openId: string): Person | undefined {
    return this.state.people.find((one) => one.openId === openId)
  }

  chat(chatId = this.state.chatId): Chat | undefined {
    return this.state.chats.find((one) => one.chatId === chatId)
  }

  thread(chatId = this.state.chatId): Thread {
    return this.state.threads[chatId] ?? emptyThread
  }

  /** A wide window opens the chat with the bot at once; a phone shows the list first. */
  async become(openId: string, openFirstChat: boolean): Promise<void> {
    this.#seat.write({ as: openId, chat: '' }, 'push')
    await this.#goTo({ as: openId, chat: '' })
    const first = this.state.chats[0]
    if (openFirstChat && this.state.as === openId && first) this.open(first.chatId, 'replace')
  }

  leave(): void {
    this.#seat.write({ as: '', chat: '' }, 'push')
    void this.#goTo({ as: '', chat: '' })
  }

  open(chatId: string, how: 'push' | 'replace' = 'push'): void {
    this.#seat.write({ as: this.state.as, chat: chatId }, how)
    void this.#goTo({ as: this.state.as, chat: chatId })
  }

  async #goTo({ as, chat }: { as: string; chat: string }): Promise<void> {
    if (as !== this.state.as) {
      this.#closeStream?.()
      this.#closeStream = undefined
      this.#set({ as, chatId: '', chats: [], threads: {} })
      if (as) {
        this.#follow(as)
        await this.#loadChats()
      }
    }
    if (this.state.as !== as || chat === this.state.chatId) return
    this.#set({ chatId: chat })
    if (!chat) return
    if (this.chat(chat)?.type === 'p2p') void api.enter(as).catch(() => {})
    await this.#loadNewest(chat)
    this.#markRead()
  }

  #follow(as: string): void {
    this.#closeStream = followStream(as, {
      message: (message) => {
        this.#upsert(message)
        void this.#loadChats()
        if (message.chatId === this.state.chatId) this.#markRead()
      },
      update: (message) => this.#upsert(message),
      remove: (messageId) => this.#remove(messageId),
      toast: (toast) => this.toast(toast),
      chats: (chats) => (chats ? this.#showChats(chats) : void this.#loadChats()),
      // A stream that opens says nothing of what was sent before: after a break, and when somebody
      // sits down beside and the connection is made anew for both.
      online: (online) => {
        if (online !== this.state.online) this.#set({ online })
        if (!online) return
        void this.#loadChats()
        if (this.state.chatId) void this.#loadNewest(this.state.chatId)
      },
    })
  }

  async #loadChats(): Promise<void> {
    const { as } = this.state
    try {
      const { chats } = await api.chats(as)
      if (as === this.state.as) this.#showChats(chats)
    } catch (error) {
      this.fail(error)
    }
  }

  /** What is on the screen counts as read before the server has heard of it. */
  #showChats(chats: Chat[]): void {
    const read = document.visibilityState === 'hidden' ? '' : this.state.chatId
    this.#set({
      chats: chats.map((one) => (one.chatId === read ? { ...one, unread: 0 } : one)),
    })
  }

  async #loadNewest(chatId: string): Promise<void> {
    const { as } = this.state
    const meanwhile = new Map<string, MessageView>()
    this.#meanwhile.add(meanwhile)
    try {
      const loaded = await api.messages(as, chatId)
      if (as !== this.state.as) return
      const came = [...meanwhile.values()].filter((one) => one.chatId === chatId)
      this.#setThread(chatId, withNewest(this.thread(chatId), loaded.messages, came))
    } catch (error) {
      this.#setThread(chatId, { ...this.thread(chatId), loading: false })
      this.fail(error)
    } finally {
      this.#meanwhile.delete(meanwhile)
    }
  }

  async loadOlder(): Promise<void> {
    const { as, chatId } = this.state
    const thread = this.thread(chatId)
    const before = thread.messages[0]?.messageId
    if (!before || !thread.hasMore || thread.loading) return
    this.#setThread(chatId, { ...thread, loading: true })
    try {
      const { messages } = await api.messages(as, chatId, before)
      if (as !== this.state.as) return
      this.#setThread(chatId, withOlder(this.thread(chatId), messages))
    } catch (error) {
      this.#setThread(chatId, { ...this.thread(chatId), loading: false })
      this.fail(error)
    }
  }

  #setThread(chatId: string, thread: Thread): void {
    this.#set({ threads: { ...this.state.threads, [chatId]: thread } })
  }

  #upsert(message: MessageView): void {
    for (const load of this.#meanwhile) load.set(message.messageId, message)
    const thread = this.state.threads[message.chatId]
    if (!thread) return
    this.#setThread(message.chatId, withMessage(thread, message))
  }

  #remove(messageId: string): void {
    for (const load of this.#meanwhile) load.delete(messageId)
    for (const [chatId, thread] of Object.entries(this.state.threads)) {
      const left = without(thread, messageId)
      if (left !== thread) this.#setThread(chatId, left)
    }
  }

  #markRead(): void {
    const { as, chatId, chats } = this.state
    if (!chatId || document.visibilityState === 'hidden') return
    this.#showChats(chats)
    void api.read(as, chatId).catch(() => {})
  }

  toast({ type, content }: Toast): void {
    if (!content || this.state.toasts.some((one) => one.content === content)) return
    this.#toastId += 1
    const id = this.#toastId
    this.#set({ toasts: [...this.state.toasts, { id, type, content }] })
    setTimeout(() => {
      this.#set({ toasts: this.state.toasts.filter((one) => one.id !== id) })
    }, toastMs)
  }

  fail(error: unknown): void {
    this.toast({ type: 'error', content: error instanceof Error ? error.message : String(error) })
  }

  /** A click answers with a toast, a new card, or an error; the stream may bring the card too. */
  async click(message: MessageView, action: CardAction): Promise<void> {
    try {
      const answer = await api.click(this.state.as, message.messageId, action)
      if (answer.card) {
        const shown = this.thread(message.chatId).messages.find(
          (one) => one.messageId === message.messageId,
        )
        this.#upsert({ ...(shown ?? message), card: answer.card })
      }
      if (answer.toast) this.toast(answer.toast)
      else if (!answer.ok)
        this.toast({ type: 'error', content: answer.error ?? '出错了，请稍后重试' })
    } catch (error) {
      this.fail(error)
    }
  }
}
