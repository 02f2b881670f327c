import type { ClientConfig } from './long-connection/connection.ts'
import type { Group, Person } from './types.ts'

export interface PresetLocation {
  label: string
  lng: number
  lat: number
  name: string
}

/** A place that the map of the browser chat names, in the coordinates that clients send. */
export interface NamedPlace {
  name: string
  lng: number
  lat: number
  /** Shown beside the name in search, such as grade or owner. */
  note?: string | undefined
}

/** An entry of the bot's menu: it pushes an event, sends words, opens a page, or holds others. */
export interface BotMenuEntry {
  name: string
  /** `application.bot.menu_v6` with this key, 1 to 30 characters. */
  eventKey?: string | undefined
  /** Sent as the person's own message. */
  text?: string | undefined
  url?: string | undefined
  children?: BotMenuEntry[] | undefined
}

export interface SimulatorOptions {
  /** Port of the platform API on 127.0.0.1; 0 (default) = any free one. */
  port?: number | undefined
  /** When given, everything survives restart and kill -9. */
  dataDir?: string | undefined
  appId?: string | undefined
  appSecret?: string | undefined
  /** '' switches encryption and signatures off. */
  encryptKey?: string | undefined
  verificationToken?: string | undefined
  /**
   * The clock before it is moved by `simulator.clock.advance`. Rate limits run on real time,
   * redeliveries on real time and what the clock was moved.
   */
  now?: (() => Date) | undefined
  people?: Person[] | undefined
  groups?: Group[] | undefined
  /** Where to push; may be set later. */
  eventsUrl?: string | undefined
  /** Seconds before each redelivery; default 15 s, 5 min, 1 h, 6 h. */
  redelivery?: number[] | undefined
  /** How long the platform waits for an answer to a push; default 3000 ms. */
  pushTimeoutMs?: number | undefined
  /** Rate limits of the API; default true. */
  limits?: boolean | undefined
  /** Scopes of the app; default: what a bot usually asks for. */
  scopes?: readonly string[] | undefined
  /** Grants `im:message.group_msg` besides: group messages without @ are pushed too. */
  groupMessages?: boolean | undefined
  /** The bot's name in the chat; default 巡访. */
  botName?: string | undefined
  /** Zone of the clients, for dates picked in cards; default Asia/Shanghai. */
  timezone?: string | undefined
  /** Places that the browser chat offers to send, such as "at the shop". */
  presets?:
    | ((openId: string) => Promise<PresetLocation[] | { locations: PresetLocation[] }>)
    | undefined
  /** Named places for the map on which a person picks a location. */
  places?: ((openId: string) => Promise<NamedPlace[]>) | undefined
  /** The bot's menu in its private chat, as the console would configure it. */
  botMenu?: BotMenuEntry[] | undefined
  /** What long connections are told, in seconds; default as the platform's. */
  clientConfig?: Partial<ClientConfig> | undefined
  /** Events above this come in several frames over a long connection; default 64 KB. */
  fragmentBytes?: number | undefined
  /** The dice of the weather, 0 to 1; default Math.random. */
  random?: (() => number) | undefined
  log?: ((line: object) => void) | undefined
}
