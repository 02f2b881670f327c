import { Bases } from '../bases/bases.ts'
import { derivedHex } from '../ids.ts'
import type { Chat, Message, Person, Reachability, Reaction, Resource, Toast } from '../types.ts'
import type { Journal } from './journal.ts'
import type {
  CardEntity,
  CardToken,
  KeptStep,
  PendingPush,
  StateRecord,
  TenantToken,
} from './records.ts'
import { snapshot } from './snapshot.ts'

export type Change =
  | { type: 'message' | 'update' | 'delete'; message: Message }
  | { type: 'chats' }
  | { type: 'toast'; openId: string; toast: Toast }
  | { type: 'closed' }

/** Everything the simulated platform knows. Written only through `commit`, so it can be replayed. */
export class State {
  readonly people = new Map<string, Person>()
  readonly reachability = new Map<string, Reachability>()
  readonly chats = new Map<string, Chat>()
  readonly messages = new Map<string, Message>()
  readonly resources = new Map<string, Resource>()
  readonly reactions = new Map<string, Reaction>()
  readonly cardTokens = new Map<string, CardToken>()
  readonly entities = new Map<string, CardEntity>()
  readonly pending = new Map<string, PendingPush>()
  readonly reads = new Map<string, number>()
  readonly uuids = new Map<string, string>()
  readonly bases = new Bases()
  /** What people did since it was last forgotten. */
  steps: KeptStep[] = []
  tokens: TenantToken[] = []
  /** Clicks being answered, by card; not kept across restarts. */
  readonly #clicks = new Map<string, number>()
  readonly #chatMessages = new Map<string, string[]>()
  readonly #listeners = new Set<(change: Change) => void>()
  readonly #appId: string
  readonly #journal: Journal

  constructor(appId: string, journal: Journal) {
    this.#appId = appId
    this.#journal = journal
    const records = journal.load()
    for (const record of records) this.#apply(record)
    const now = snapshot(this)
    // Patched cards and settled pushes leave lines behind that nothing needs any more.
    if (records.length > 1000 && records.length > now.length * 2) journal.rewrite(now)
  }

  /** Writes to the journal first: what is visible is also kept. */
  commit(record: StateRecord): void {
    this.#journal.append(record)
    this.#apply(record)
    const change = this.#changeOf(record)
    if (change) this.emit(change)
  }

  emit(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change)
  }

  /** Calls back on every change until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  putBlob(resource: Resource, bytes: Uint8Array): void {
    this.#journal.writeBlob(resource.key, bytes)
    this.commit({ kind: 'resource', resource })
  }

  blob(key: string): Buffer | undefined {
    return this.#journal.readBlob(key)
  }

  /** A card is locked as long as any click on it is being answered. */
  isLocked(messageId: string): boolean {
    return (this.#clicks.get(messageId) ?? 0) > 0
  }

  lock(messageId: string): void {
    this.#clicks.set(messageId, (this.#clicks.get(messageId) ?? 0) + 1)
  }

  unlock(messageId: string): void {
    this.#clicks.set(messageId, (this.#clicks.get(messageId) ?? 1) - 1)
  }

  /** The bot's private chat with a person: its id follows from app and person. */
  privateChatId(openId: string): string {
    return `oc_${derivedHex('p2p', this.#appId, openId)}`
  }

  /** Messages of a chat, oldest first, recalled ones included. */
  inChat(chatId: string): Message[] {
    const ids = this.#chatMessages.get(chatId) ?? []
    return ids.flatMap((id) => this.messages.get(id) ?? [])
  }

  /** What a person sees of a chat: cards that only others may see are left out. */
  seenBy(chatId: string, openId: string): Message[] {
    return this.inChat(chatId).filter(({ visibleTo }) => !visibleTo || visibleTo === openId)
  }

  chatsOf(openId: string): Chat[] {
    return [...this.chats.values()].filter((chat) => chat.members.includes(openId))
  }

  readCount(openId: string, chatId: string): number {
    return this.reads.get(`${openId} ${chatId}`) ?? 0
  }

  #changeOf(record: StateRecord): Change | undefined {
    switch (record.kind) {
      case 'message':
        return { type: 'message', message: record.message }
      case 'change': {
        const message = this.messages.get(record.messageId)
        if (!message) return undefined
        return { type: record.change.recalled ? 'delete' : 'update', message }
      }
      case 'reaction':
      case 'reactionGone': {
        const id = record.kind === 'reaction' ? record.reaction.messageId : record.messageId
        const message = this.messages.get(id)
        return message ? { type: 'update', message } : undefined
      }
      case 'person':
      case 'personGone':
      case 'chat':
      case 'read':
        return { type: 'chats' }
      default:
        return undefined
    }
  }

  #apply(record: StateRecord): void {
    switch (record.kind) {
      case 'person':
        this.#putPerson(record.person)
        break
      case 'personGone':
        this.people.delete(record.openId)
        break
      case 'reachability':
        this.reachability.set(record.openId, record.value)
        break
      case 'chat':
        this.chats.set(record.chat.chatId, record.chat)
        break
      case 'message':
        this.#putMessage(record.message)
        break
      case 'change': {
        const message = this.messages.get(record.messageId)
        if (message) this.#changeMessage({ ...message, ...record.change })
        break
      }
      case 'resource':
        this.resources.set(record.resource.key, record.resource)
        break
      case 'reaction':
        this.reactions.set(record.reaction.reactionId, record.reaction)
        break
      case 'reactionGone':
        this.reactions.delete(record.reactionId)
        break
      case 'token':
        this.tokens = [...this.tokens.slice(-9), record.token]
        break
      case 'cardToken':
        this.cardTokens.set(record.cardToken.token, record.cardToken)
        break
      case 'entity':
        this.entities.set(record.entity.cardId, record.entity)
        break
      case 'step':
        this.steps.push(record.kept)
        break
      case 'stepsGone':
        this.steps = []
        break
      case 'read':
        this.reads.set(`${record.openId} ${record.chatId}`, record.count)
        break
      case 'pending':
        this.pending.set(record.push.eventId, record.push)
        break
      case 'settled':
        this.pending.delete(record.eventId)
        break
      default:
        this.bases.apply(record)
    }
  }

  #putPerson(person: Person): void {
    this.people.set(person.openId, person)
    const chatId = this.privateChatId(person.openId)
    const members = [person.openId]
    this.chats.set(chatId, { chatId, type: 'p2p', name: person.name, members, botIsMember: true })
  }

  /** A card that was patched or answered by a callback changes its entity too. */
  #changeMessage(message: Message): void {
    this.messages.set(message.messageId, message)
    const entity = message.cardId ? this.entities.get(message.cardId) : undefined
    if (entity) {
      const card = JSON.parse(message.content) as CardEntity['card']
      this.entities.set(entity.cardId, { ...entity, card })
    }
  }

  #putMessage(message: Message): void {
    this.messages.set(message.messageId, message)
    const ids = this.#chatMessages.get(message.chatId) ?? []
    ids.push(message.messageId)
    this.#chatMessages.set(message.chatId, ids)
    if (message.uuid) this.uuids.set(message.uuid, message.messageId)
  }
}
