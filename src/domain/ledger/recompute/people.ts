/** Whose teams, whose customers, and who was away. */
import type { SchemeTerms } from '../../commission/terms.ts'
import type { LocalDate } from '../../time.ts'
import type { Facts } from './facts.ts'
import type { User } from './rows.ts'

/** A team and those above it, the nearest first; of a team that nobody knows, itself. */
export function pathOf(facts: Facts, code: string | null): string[] {
  const path: string[] = []
  let next = code
  while (next !== null && !path.includes(next)) {
    path.push(next)
    next = facts.teams.get(next)?.parent_code ?? null
  }
  return path
}

/** Active reps of a team and of those below it. */
export const repsOfTeam = (facts: Facts, team: string): string[] =>
  facts.users
    .filter(({ role, status }) => role === 'rep' && status === 'active')
    .filter(({ team_code }) => pathOf(facts, team_code).includes(team))
    .map(({ open_id }) => open_id)

/** Who looked after a customer on a day; where nothing was noted of it, whoever the list names. */
export function ownerOn(facts: Facts, customerCode: string, day: LocalDate): string | null {
  const history = facts.owners.get(customerCode)
  if (!history) return facts.customers.get(customerCode)?.owner_open_id ?? null
  const then = history.find(
    ({ from_date, until_date }) => from_date <= day && (until_date === null || until_date > day),
  )
  return then?.owner_open_id ?? null
}

/** Which of a person's, a team's or the company's days decides: of equal ones the first of these kinds. */
const kinds = ['workday', 'leave', 'trip', 'holiday']

/** On leave from morning to evening: of each half the narrowest of person, teams and company decides. */
export function isOnLeave(facts: Facts, openId: string, day: LocalDate): boolean {
  const named = facts.calendar.get(day)
  if (!named?.some(({ kind }) => kind === 'leave')) return false
  const user = facts.users.find(({ open_id }) => open_id === openId)
  if (!user) return false
  const teams = pathOf(facts, user.team_code).map((code) => `team:${code}`)
  const half = (part: 'am' | 'pm') => {
    const here = named.filter((one) => one.part === '' || one.part === part)
    for (const scopes of [[`person:${openId}`], teams, ['org']]) {
      const own = here.filter(({ scope }) => scopes.includes(scope)).map(({ kind }) => kind)
      const decides = kinds.find((kind) => own.some((one) => one === kind))
      if (decides) return decides === 'leave'
    }
    return false
  }
  return half('am') && half('pm')
}

/** Whom the terms of a scheme cover. */
export function coveredBy(facts: Facts, terms: SchemeTerms): Map<string, User> {
  const covered = new Map<string, User>()
  for (const user of facts.users) {
    const isNamed = terms.people.includes(user.open_id)
    const isOpen = terms.roles.length + terms.teams.length > 0 || terms.people.length === 0
    const hasRole = terms.roles.length === 0 || terms.roles.includes(user.role)
    const isThere =
      terms.teams.length === 0 ||
      pathOf(facts, user.team_code).some((code) => terms.teams.includes(code))
    if (isNamed || (isOpen && hasRole && isThere)) covered.set(user.open_id, user)
  }
  return covered
}
