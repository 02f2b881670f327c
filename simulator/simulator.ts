import type { ServerType } from '@hono/node-server'
import type { Base } from './bases/bases.ts'
import { BaseDesk } from './bases/desk.ts'
import { Actor } from './client/actor.ts'
import type { Clock } from './clock.ts'
import type { Traffic } from './control/traffic.ts'
import type { Weather } from './control/weather.ts'
import type { Day } from './day/day.ts'
import type { DayRecorder } from './day/record.ts'
import { type ReplayOptions, replayDay, type StepResult } from './day/replay.ts'
import { changeGroup, changeMembers, disband, setBot } from './groups.ts'
import { derivedHex, randomHex } from './ids.ts'
import type { Connections } from './long-connection/connections.ts'
import { changePerson, hire, resign } from './people.ts'
import type { ApiCall, Platform } from './platform/context.ts'
import type { ActiveRule, Refusals, RefuseRule } from './platform/refusals.ts'
import type { Scopes } from './platform/scopes.ts'
import { envelopeOf } from './push/envelope.ts'
import type { Journal } from './state/journal.ts'
import type { Change } from './state/state.ts'
import type {
  Chat,
  Envelope,
  Group,
  Json,
  Message,
  Person,
  PushResult,
  Reachability,
} from './types.ts'
import { personOf } from './world.ts'

export interface Parts {
  platform: Platform
  refusals: Refusals
  recorder: DayRecorder
  calls: ApiCall[]
  server: ServerType
  journal: Journal
  url: string
  fetchChat(request: Request): Promise<Response>
}

/** A running simulator, and what tests do to it. */
export class Simulator {
  /** Base of the platform API, without trailing slash. */
  readonly url: string
  /** Calls of the API in the order received. */
  readonly calls: ApiCall[]
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey: string
  readonly verificationToken: string
  readonly bot: { openId: string; name: string }
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
    this.url = parts.url
    this.calls = parts.calls
    this.bot = parts.platform.bot
    const { appId, appSecret, encryptKey, verificationToken } = parts.platform.credentials
    this.appId = appId
    this.appSecret = appSecret
    this.encryptKey = encryptKey
    this.verificationToken = verificationToken
  }

  /** The browser app and its API: a host app mounts this at `/simulator`. */
  fetch(request: Request): Promise<Response> {
    return this.#parts.fetchChat(request)
  }

  /** A person at their phone, by open_id or name. */
  as(openIdOrName: string): Actor {
    return new Actor(this.#parts.platform, openIdOrName)
  }

  get people(): Person[] {
    return [...this.#state.people.values()]
  }

  upsertPeople(people: Person[]): void {
    for (const person of people) {
      if (!/^ou_[0-9a-z]{32}$/.test(person.openId)) {
        throw new Error(`openId ${person.openId} of ${person.name} must be ou_ and 32 characters`)
      }
      const known = this.#state.people.get(person.openId)
      if (JSON.stringify(known) === JSON.stringify({ ...known, ...person })) continue
      this.#state.commit({ kind: 'person', person: { ...known, ...person } })
    }
  }

  upsertGroups(groups: Group[]): void {
    for (const group of groups) {
      const chat = { ...group, type: 'group' as const, botIsMember: true }
      const known = this.#state.chats.get(group.chatId)
      if (JSON.stringify({ ...known, ...chat }) === JSON.stringify(known)) continue
      this.#state.commit({ kind: 'chat', chat })
    }
  }

  /** Puts the bot into a group and tells it; the operator is named by open_id or name. */
  addBotToGroup(chatId: string, operator: string): Promise<PushResult> {
    return setBot(this.#parts.platform, this.#groupOf(chatId), operator, true)
  }

  removeBotFromGroup(chatId: string, operator: string): Promise<PushResult> {
    return setBot(this.#parts.platform, this.#groupOf(chatId), operator, false)
  }

  /** Somebody new in the company: `contact.user.created_v3`. */
  hire(person: Person): Promise<PushResult> {
    return hire(this.#parts.platform, person)
  }

  /** Changes somebody's record: `contact.user.updated_v3` with the changed fields' old values. */
  changePerson(person: string, change: Partial<Person>): Promise<PushResult> {
    return changePerson(this.#parts.platform, person, change)
  }

  /** Somebody leaves the company: `contact.user.deleted_v3`; messages to them give 230029. */
  resign(person: string): Promise<PushResult> {
    return resign(this.#parts.platform, person)
  }

  /** Changes a group from the outside, as its members do: name, description, who may do what. */
  changeGroup(chatId: string, operator: string, change: Partial<Chat>): Promise<PushResult> {
    return changeGroup(this.#parts.platform, this.#groupOf(chatId), operator, change)
  }

  /** Brings people into a group (names or open_ids), as a member does. */
  addToGroup(chatId: string, operator: string, people: string[]): Promise<PushResult> {
    return changeMembers(this.#parts.platform, this.#groupOf(chatId), operator, people, 'added')
  }

  removeFromGroup(chatId: string, operator: string, people: string[]): Promise<PushResult> {
    return changeMembers(this.#parts.platform, this.#groupOf(chatId), operator, people, 'deleted')
  }

  disbandGroup(chatId: string, operator: string): Promise<PushResult> {
    return disband(this.#parts.platform, this.#groupOf(chatId), operator)
  }

  /**
   * The open_id by which another app knows the person. Ids are per app: a call of our app that
   * names it is refused with 99992361.
   */
  openIdIn(appId: string, person: string): string {
    const { platform } = this.#parts
    const foreign = `ou_${derivedHex('open', appId, personOf(platform, person).openId)}`
    platform.foreignOpenIds.add(foreign)
    return foreign
  }

  setReachability(openId: string, value: Reachability): void {
    this.#state.commit({ kind: 'reachability', openId, value })
  }

  setEventsUrl(url: string | undefined): void {
    this.#parts.platform.pusher.setUrl(url)
  }

  /** What saving the request URL in the console does: an unsigned challenge, 1 s to answer. */
  verifyUrl(): Promise<boolean> {
    return this.#parts.platform.pusher.verifyUrl(randomHex(32))
  }

  /** Lets the next calls of an API fail. */
  refuse(rule: RefuseRule): ActiveRule {
    return this.#parts.refusals.add(rule)
  }

  /** What people have done so far, as a day that can be replayed against any bot. */
  recordedDay(name: string): Day {
    return this.#parts.recorder.day(name)
  }

  /** Lets people do what a day says; the day's people and groups are added when they are missing. */
  replay(day: Day, options?: ReplayOptions): Promise<StepResult[]> {
    return replayDay(this.#parts.platform, day, options)
  }

  /** An envelope of any type with a fresh event id, for `deliver`. */
  envelope(type: string, event: Json, at?: Date): Envelope {
    return envelopeOf(this.#parts.platform, type, event, at?.getTime())
  }

  /** Pushes an envelope as it is (again), signed anew. */
  deliver(envelope: Envelope, options: { times?: number } = {}): Promise<PushResult[]> {
    return this.#parts.platform.pusher.raw(envelope, options.times ?? 1)
  }

  /** The platform's clock: `advance(ms)` brings redeliveries, expiries and card lifetimes nearer. */
  get clock(): Clock {
    return this.#parts.platform.clock
  }

  /** How badly the platform behaves, at random. */
  get weather(): Weather {
    return this.#parts.platform.weather
  }

  /** What went between bot and platform, in order, with bodies and times. */
  get traffic(): Traffic {
    return this.#parts.platform.traffic
  }

  /** The app's long connections. */
  get connections(): Connections {
    return this.#parts.platform.connections
  }

  /** The app's scopes: what it lacks goes missing without an error. */
  get scopes(): Scopes {
    return this.#parts.platform.scopes
  }

  /** Resolves when no push is in flight. */
  idle(): Promise<void> {
    return this.#parts.platform.pusher.idle()
  }

  /** Events that the bot has not acknowledged yet. */
  get unacknowledged(): { eventId: string; attempts: number }[] {
    return [...this.#state.pending.values()].map(({ eventId, attempts }) => ({ eventId, attempts }))
  }

  /** Messages of a chat, oldest first, recalled ones included. */
  messages(chatId: string): Message[] {
    return this.#state.inChat(chatId)
  }

  /** Emoji under a message, the bot's and people's. */
  reactions(messageId: string): string[] {
    const all = [...this.#state.reactions.values()]
    return all.filter((one) => one.messageId === messageId).map((one) => one.emojiType)
  }

  /** A 多维表格 by its token or address, as people see and change it. */
  base(tokenOrUrl: string): BaseDesk {
    return new BaseDesk(this.#parts.platform, tokenOrUrl.replace(/^.*\/base\//, ''))
  }

  /** Somebody makes a 多维表格; the app may do nothing with it until it is added. */
  makeBase(name: string, access: Base['access'] = 'none'): BaseDesk {
    return BaseDesk.made(this.#parts.platform, name, access)
  }

  /** The bytes behind an image or file key. */
  bytes(key: string): Buffer | undefined {
    return this.#state.blob(key)
  }

  /** Calls back on every change until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void {
    return this.#state.onChange(listener)
  }

  /** Stops server, timers and open streams; unacknowledged events stay in the journal. */
  async stop(): Promise<void> {
    const { platform, server, journal } = this.#parts
    platform.pusher.stop()
    platform.connections.stop()
    // Streams may run through a host's server, which would otherwise wait for them for ever.
    platform.state.emit({ type: 'closed' })
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
    await platform.pusher.idle()
    journal.close()
  }

  get #state() {
    return this.#parts.platform.state
  }

  #groupOf(chatId: string) {
    const chat = this.#state.chats.get(chatId)
    if (chat?.type === 'group') return chat
    throw new Error(`there is no group ${chatId}; create it with upsertGroups first`)
  }
}
