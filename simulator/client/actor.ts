import { emitEvent } from '../push/emit.ts'
import { chatEntered, menuTapped, punched } from '../push/events.ts'
import type { Json, Message, Person, PushResult, Toast } from '../types.ts'
import { personOf, type World } from '../world.ts'
import {
  buttonAction,
  choiceAction,
  findButton,
  findChoice,
  linkOf,
  submitButton,
} from './actions.ts'
import { cardShows } from './card-view.ts'
import { type Click, cardOf, click } from './click.ts'
import {
  bubblesOf,
  type LinkPreview,
  previewLink,
  reactAs,
  readAs,
  tapBubble,
  unreactAs,
} from './gestures.ts'
import { withMentions } from './mentions.ts'
import { fitsCard, textOf } from './message-text.ts'
import { drawnPhoto } from './photo.ts'
import type { ClickOptions, ClickResult, SendOptions } from './results.ts'
import { recallAs, type Sent, sendAs, storeFile, storePhoto } from './sending.ts'
import { waitFor } from './wait.ts'

/** One person at their phone: says, sends, clicks, and sees what the bot answers. */
export class Actor {
  readonly person: Person
  /** The last toast that this actor saw. */
  toast: Toast | undefined
  readonly #world: World

  constructor(world: World, openIdOrName: string) {
    this.#world = world
    this.person = personOf(world, openIdOrName)
  }

  get openId(): string {
    return this.person.openId
  }

  /** The private chat with the bot. */
  get chatId(): string {
    return this.#world.state.privateChatId(this.openId)
  }

  /** `mentions`: names, open_ids or `bot`; a group message is pushed only if it mentions the bot. */
  says(text: string, options: SendOptions & { mentions?: string[] } = {}): Promise<Sent> {
    const marked = withMentions(this.#world, text, options.mentions ?? [])
    return this.#send('text', { text: marked.text }, options, marked.mentions)
  }

  /** Text and photos in one message: it arrives as a post. */
  sendsPost(text: string, images: Buffer[], options: SendOptions = {}): Promise<Sent> {
    const keys = images.map((bytes) => storePhoto(this.#world, bytes))
    const lines = [...keys.map((key) => [{ tag: 'img', image_key: key }])] as Json[][]
    if (text) lines.push([{ tag: 'text', text, style: [] }])
    return this.#send('post', { title: '', content: lines }, options)
  }

  /** The client sends the coordinates as strings. */
  sendsLocation(
    place: { lng: number | string; lat: number | string; name?: string | undefined },
    options: SendOptions = {},
  ): Promise<Sent> {
    const { lng, lat, name = '' } = place
    const content = { name, longitude: String(lng), latitude: String(lat) }
    return this.#send('location', content, options)
  }

  /** Without bytes a photo is drawn, a different one each time. */
  async sendsPhoto(bytes?: Buffer, options: SendOptions = {}): Promise<Sent> {
    const photo = bytes ?? (await drawnPhoto())
    return this.#send('image', { image_key: storePhoto(this.#world, photo) }, options)
  }

  sendsFile(name: string, bytes: Buffer, options: SendOptions = {}): Promise<Sent> {
    const key = storeFile(this.#world, name, bytes)
    return this.#send('file', { file_key: key, file_name: name }, options)
  }

  recalls(messageId: string): Promise<PushResult> {
    return recallAs(this.#world, messageId)
  }

  /** Puts an emoji under a message, such as `OK` or `THUMBSUP`. */
  reacts(messageId: string, emojiType: string): Promise<PushResult> {
    return reactAs(this.#world, this.openId, messageId, emojiType)
  }

  unreacts(messageId: string, emojiType: string): Promise<PushResult> {
    return unreactAs(this.#world, this.openId, messageId, emojiType)
  }

  /** Reads a chat; undefined when nothing of the bot was new, or the bot is not told (groups). */
  async reads(chat = this.chatId): Promise<PushResult | undefined> {
    return readAs(this.#world, this.openId, chat)
  }

  /** The bubbles under the newest message of the private chat. */
  get bubbles(): string[] {
    return bubblesOf(this.#world, this.chatId)
  }

  tapsBubble(text: string): Promise<Sent> {
    return tapBubble(this.#world, this.openId, text)
  }

  /** Lets the client ask the bot what to show for an address in a message. */
  previews(url: string, messageId: string): Promise<LinkPreview> {
    return previewLink(this.#world, this.openId, url, messageId)
  }

  /** Opens the bot's private chat: `bot_p2p_chat_entered`, each time. */
  opensChat(options: { at?: Date } = {}): Promise<PushResult> {
    this.#world.acts.tell({ kind: 'entered', openId: this.openId })
    const last = this.#world.state.inChat(this.chatId).at(-1)
    const body = chatEntered(this.#world, this.openId, this.chatId, last)
    const type = 'im.chat.access_event.bot_p2p_chat_entered_v1'
    return emitEvent(this.#world, type, body, { at: options.at?.getTime() })
  }

  /** Punches in attendance; `risk` 1 cheating software, 2 somebody else's phone, 3 one phone for several. */
  punches(options: { risk?: 0 | 1 | 2 | 3; at?: Date } = {}): Promise<PushResult> {
    const at = (options.at ?? this.#world.now()).getTime()
    const body = punched(this.#world, this.person, options.risk ?? 0, at)
    return emitEvent(this.#world, 'attendance.user_flow.created_v1', body, { at })
  }

  /** Taps an entry of the bot's menu. */
  tapsMenu(eventKey: string, options: { at?: Date } = {}): Promise<PushResult> {
    const at = (options.at ?? this.#world.now()).getTime()
    this.#world.acts.tell({ kind: 'menu', openId: this.openId, eventKey })
    const body = menuTapped(this.#world, this.person, eventKey, at)
    return emitEvent(this.#world, 'application.bot.menu_v6', body, { at })
  }

  /** Clicks the button that shows the text, in a form with these values. */
  async clicks(
    button: string | ((button: Json) => boolean),
    values: Json = {},
    options: ClickOptions = {},
  ): Promise<ClickResult> {
    const message = this.#cardMessage(options)
    const card = cardOf(this.#world, message.messageId)
    const found = findButton(card, button)
    const url = linkOf(found.element)
    const action = buttonAction(card, found, values, this.#context)
    if (!action) return { ok: true, toast: undefined, card, status: 0, url }
    return { ...this.#seen(await click(this.#world, this.openId, message.messageId, action)), url }
  }

  /** Fills in the card's form and presses its submit button. */
  submits(values: Json = {}, options: ClickOptions = {}): Promise<ClickResult> {
    return this.clicks(submitButton, values, options)
  }

  /** Chooses in a select, picker, checker, input or overflow that stands outside forms. */
  async selects(
    component: string,
    value: unknown,
    options: ClickOptions = {},
  ): Promise<ClickResult> {
    const message = this.#cardMessage(options)
    const element = findChoice(cardOf(this.#world, message.messageId), component)
    const action = choiceAction(element, value, this.#context)
    return this.#seen(await click(this.#world, this.openId, message.messageId, action))
  }

  /** Sends any callback `action` on a card, also one that its client would not send. */
  async acts(messageId: string, action: Json): Promise<ClickResult> {
    return this.#seen(await click(this.#world, this.openId, messageId, action))
  }

  /** The newest card of the private chat. */
  get card(): Json | undefined {
    return this.cards.at(-1)
  }

  /** The cards of the private chat, oldest first, as they stand now. */
  get cards(): Json[] {
    return this.cardMessages().map((message) => JSON.parse(message.content) as Json)
  }

  get lastText(): string | undefined {
    const texts = this.messages.filter((message) => message.type === 'text')
    return texts
      .filter((message) => message.from.kind === 'bot')
      .map(textOf)
      .at(-1)
  }

  /** Messages of the private chat, oldest first, without the recalled. */
  get messages(): Message[] {
    return this.#visible(this.chatId)
  }

  cardMessages(chat: string = this.chatId): Message[] {
    return this.#visible(chat).filter((message) => message.type === 'interactive')
  }

  /** Waits until a card in the chat shows the text or satisfies the predicate; gives the newest. */
  waitForCard(
    wanted: string | ((card: Json) => boolean),
    options: { timeoutMs?: number; chat?: string } = {},
  ): Promise<Json> {
    const fits = typeof wanted === 'function' ? wanted : (card: Json) => cardShows(card, wanted)
    const look = () =>
      this.cardMessages(options.chat)
        .map((message) => JSON.parse(message.content) as Json)
        .findLast(fits)
    const seen = () => this.#visible(options.chat ?? this.chatId).map(textOf)
    return waitFor(this.#world.state, look, `card with ${String(wanted)}`, seen, options.timeoutMs)
  }

  /** Waits until a message of the bot contains the text or satisfies the predicate. */
  waitForMessage(
    wanted: string | ((message: Message) => boolean),
    options: { timeoutMs?: number; chat?: string } = {},
  ): Promise<Message> {
    const fits =
      typeof wanted === 'function'
        ? wanted
        : (message: Message) => message.from.kind === 'bot' && textOf(message).includes(wanted)
    const look = () => this.#visible(options.chat ?? this.chatId).findLast(fits)
    const seen = () => this.#visible(options.chat ?? this.chatId).map(textOf)
    return waitFor(
      this.#world.state,
      look,
      `message with ${String(wanted)}`,
      seen,
      options.timeoutMs,
    )
  }

  get #context() {
    const openIdOf = (person: string) => personOf(this.#world, person).openId
    return { timezone: this.#world.timezone, openIdOf }
  }

  #visible(chat: string): Message[] {
    return this.#world.state.seenBy(chat, this.openId).filter((message) => !message.recalled)
  }

  async #send(
    type: 'text' | 'post' | 'image' | 'file' | 'location',
    content: object,
    { at, chat }: SendOptions,
    mentions?: Message['mentions'],
  ): Promise<Sent> {
    return sendAs(this.#world, this.openId, { type, content, at, chatId: chat, mentions }).pushed
  }

  #cardMessage({ chat, card }: ClickOptions): Message {
    const messages = this.cardMessages(chat)
    const byId = typeof card === 'string' ? this.#world.state.messages.get(card) : undefined
    const found = byId ?? messages.findLast((message) => fitsCard(message, card))
    if (found) return found
    const what = typeof card === 'string' ? `no card that shows ${card}` : 'no card'
    throw new Error(`${this.person.name} sees ${what} in chat ${chat ?? this.chatId}`)
  }

  #seen(result: Click): ClickResult {
    this.toast = result.toast
    if (result.toast) {
      this.#world.state.emit({ type: 'toast', openId: this.openId, toast: result.toast })
    }
    return { ...result, toast: result.toast }
  }
}
