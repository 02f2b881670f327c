/** What a bot usually asks for, and the fields of people that go with it. */
export const USUAL_SCOPES = [
  'im:message',
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:resource',
  'im:chat:readonly',
  'im:chat',
  'contact:user.id:readonly',
  'contact:contact.base:readonly',
  'contact:user.base:readonly',
  'contact:user.employee:readonly',
  'contact:user.employee_id:readonly',
  'contact:user.email:readonly',
  'contact:user.phone:readonly',
  'contact:user.department:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
  'cardkit:card:write',
]

/** Group messages that do not @ the bot are sensitive. */
export const ALL_GROUP_MESSAGES = 'im:message.group_msg'

/** The scopes that the app was granted; what it lacks goes missing without an error. */
export class Scopes {
  #granted: Set<string>

  constructor(granted: readonly string[]) {
    this.#granted = new Set(granted)
  }

  list(): string[] {
    return [...this.#granted]
  }

  grantOnly(granted: readonly string[]): void {
    this.#granted = new Set(granted)
  }

  /** Any one of them will do. */
  has(...anyOf: string[]): boolean {
    return anyOf.some((scope) => this.#granted.has(scope))
  }
}
