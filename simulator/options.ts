import type { Group, Person } from './types.ts'

export interface PresetLocation {
  label: string
  lng: number
  lat: number
  name: string
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
  /** The simulator's clock. Rate limits and redelivery run on real time. */
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
  /** Scope `im:message.group_msg`: group messages without @ are pushed too; default false. */
  groupMessages?: boolean | undefined
  /** The bot's name in the chat; default 巡访. */
  botName?: string | undefined
  /** Zone of the clients, for dates picked in cards; default Asia/Shanghai. */
  timezone?: string | undefined
  /** Places that the browser chat offers to send, such as "at the shop". */
  presets?:
    | ((openId: string) => Promise<PresetLocation[] | { locations: PresetLocation[] }>)
    | undefined
  log?: ((line: object) => void) | undefined
}
