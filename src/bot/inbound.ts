/**
 * What can reach the bot, narrowed to what the bot uses. The platform's shapes end in `src/feishu`;
 * nothing behind this file knows them. All of it is JSON, so that a kept event can be replayed.
 */
export interface Mention {
  /** The placeholder in the text, such as `@_user_1`. */
  readonly key: string
  readonly openId: string
  readonly name: string
  readonly isBot: boolean
}

interface Base {
  /** The claim that makes a repeat harmless: `message:<message_id>` or `event:<event_id>`. */
  readonly key: string
  readonly actorOpenId: string
  /** When the person did it, by the platform's clock (ISO instant). */
  readonly sentAt: string
}

interface InChat extends Base {
  readonly messageId: string
  readonly chatId: string
  readonly chatType: 'p2p' | 'group'
}

export interface TextEvent extends InChat {
  readonly kind: 'text'
  readonly text: string
  readonly mentions: readonly Mention[]
  /** Photos sent together with the text (the platform turns both into one post). */
  readonly imageKeys: readonly string[]
}
export interface ImageEvent extends InChat {
  readonly kind: 'image'
  readonly imageKey: string
}
export interface LocationEvent extends InChat {
  readonly kind: 'location'
  readonly lng: number
  readonly lat: number
  readonly name: string
}
export interface FileEvent extends InChat {
  readonly kind: 'file'
  readonly fileKey: string
  readonly fileName: string
}
/** A message type that the bot has no use for: answered with what it can do. */
export interface OtherMessageEvent extends InChat {
  readonly kind: 'otherMessage'
  readonly messageType: string
}
export interface CardActionEvent extends Base {
  readonly kind: 'cardAction'
  readonly messageId: string
  readonly chatId: string
  /** The button's value as it lies on the card: not trusted. */
  readonly value: unknown
  readonly formValue: Readonly<Record<string, unknown>>
  readonly option: string | undefined
  readonly options: readonly string[] | undefined
  readonly checked: boolean | undefined
}
export interface MenuEvent extends Base {
  readonly kind: 'menu'
  readonly eventKey: string
}
export interface ChatEnteredEvent extends Base {
  readonly kind: 'chatEntered'
  readonly chatId: string
}
export interface BotAddedEvent extends Base {
  readonly kind: 'botAdded'
  readonly chatId: string
  readonly chatName: string
}
export interface BotRemovedEvent extends Base {
  readonly kind: 'botRemoved'
  readonly chatId: string
}
/** A person left the company or was changed in the platform's directory. */
export interface PersonChangedEvent extends Base {
  readonly kind: 'personChanged'
  readonly openId: string
  readonly left: boolean
}

/** Somebody punched in Feishu's own attendance (飞书考勤). It names nobody by open_id. */
export interface AttendanceEvent extends Base {
  readonly kind: 'attendance'
  readonly recordId: string
  /** The id within the company, and the employee number where the company keeps one; either may be empty. */
  readonly userId: string
  readonly employeeNo: string
  /** What attendance suspects of the phone; where it was is left out. */
  readonly risk: 'none' | 'cheat-software' | 'others-device' | 'shared-device'
}

/** Something sent from one of our own web pages by who has proved who they are. The page waits for the answer. */
export interface PageEvent extends Base {
  readonly kind: 'page'
  /** Which page, as the feature behind it is called. */
  readonly page: string
  /** As the page sent it: its feature checks it. */
  readonly body: unknown
}

/** Whether it is handled although nobody registered acts. */
export const isNobodys = (
  event: Inbound,
): event is BotAddedEvent | BotRemovedEvent | AttendanceEvent =>
  event.kind === 'botAdded' || event.kind === 'botRemoved' || event.kind === 'attendance'

/** Whether somebody waits for the answer on a screen; else what there is to say goes to the chat. */
export const isWaitedFor = (event: Inbound): boolean =>
  event.kind === 'cardAction' || event.kind === 'page'

export type MessageEvent = TextEvent | ImageEvent | LocationEvent | FileEvent | OtherMessageEvent
export type Inbound =
  | MessageEvent
  | CardActionEvent
  | MenuEvent
  | ChatEnteredEvent
  | BotAddedEvent
  | BotRemovedEvent
  | PersonChangedEvent
  | AttendanceEvent
  | PageEvent
