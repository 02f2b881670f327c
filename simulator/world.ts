import type { Clock } from './clock.ts'
import type { Traffic } from './control/traffic.ts'
import type { Weather } from './control/weather.ts'
import type { Acts } from './day/acts.ts'
import { derivedHex } from './ids.ts'
import { type Scopes, USER_ID } from './platform/scopes.ts'
import type { Pusher } from './push/pusher.ts'
import type { State } from './state/state.ts'
import type { Credentials, Person } from './types.ts'
import type { WebApps } from './web-page/web-apps.ts'

/** What every part of the simulator works with. */
export interface World {
  state: State
  credentials: Credentials
  tenantKey: string
  bot: { openId: string; name: string }
  pusher: Pusher
  /** IANA zone of the clients: dates picked in cards carry its offset. */
  timezone: string
  scopes: Scopes
  clock: Clock
  weather: Weather
  /** Tells what people do, for recording. */
  acts: Acts
  /** What went between bot and platform. */
  traffic: Traffic
  webApps: WebApps
  now(): Date
  log(line: object): void
}

export const unionIdOf = (openId: string) => `on_${derivedHex('union', openId)}`
export const userIdOf = (openId: string) => derivedHex('user', openId).slice(0, 8)
export const departmentIdOf = (group: string) => `od-${derivedHex('department', group)}`

/** The ids by which events name a person; `user_id` needs a scope. */
export function idsOf(world: World, openId: string) {
  return {
    open_id: openId,
    union_id: unionIdOf(openId),
    ...(world.scopes.has(USER_ID) ? { user_id: userIdOf(openId) } : {}),
  }
}

/** Finds a person by open_id or by name; a test that misspells one gets told who there is. */
export function personOf(world: World, openIdOrName: string): Person {
  const people = [...world.state.people.values()]
  const found =
    world.state.people.get(openIdOrName) ?? people.find((person) => person.name === openIdOrName)
  if (found) return found
  const names = people.map((person) => person.name).join(', ')
  throw new Error(`nobody is called ${openIdOrName}; there are: ${names || 'no people yet'}`)
}
