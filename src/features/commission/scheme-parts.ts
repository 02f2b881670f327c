/** Whom a scheme is for and what a process asks, from words and into words. */
import { inArray, or } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import type { SchemeTerms } from '../../domain/commission/terms.ts'
import { metricKeys, metricOf } from '../../domain/performance/metrics.ts'
import { UserError } from '../../errors.ts'
import { roleWords } from '../../i18n/commission-roles.ts'
import { schemeWords as s } from '../../i18n/commission-schemes.ts'
import { metricWords } from '../../i18n/metrics.ts'
import { message, type T } from '../../i18n/t.ts'
import { roles, teams, users } from '../org/tables.ts'

type Whom = Pick<SchemeTerms, 'roles' | 'teams' | 'people'>

/** Roles, teams and people by name or code; a name of several people is one too many. */
export async function personTerms(tx: Tx, names: readonly string[]): Promise<Whom> {
  const whom = { roles: [] as string[], teams: [] as string[], people: [] as string[] }
  if (names.length === 0) return whom
  const list = [...names]
  const foundTeams = await tx
    .select({ code: teams.code, name: teams.name })
    .from(teams)
    .where(or(inArray(teams.code, list), inArray(teams.name, list)))
  const foundPeople = await tx
    .select({ openId: users.openId, name: users.name, no: users.employeeNo })
    .from(users)
    .where(
      or(inArray(users.name, list), inArray(users.employeeNo, list), inArray(users.openId, list)),
    )
  for (const name of names) {
    const role = roles.find((one) => [one, roleWords[one].zh, roleWords[one].en].includes(name))
    const ofTeam = foundTeams.filter((one) => one.code === name || one.name === name)
    const people = foundPeople.filter((one) => [one.openId, one.name, one.no].includes(name))
    if (role) whom.roles.push(role)
    else if (ofTeam[0]) whom.teams.push(...ofTeam.map(({ code }) => code))
    else if (people.length === 1 && people[0]) whom.people.push(people[0].openId)
    else throw new UserError(message(s.badWhom, { text: name.slice(0, 30) }), 'warning')
  }
  return whom
}

export async function whomText(tx: Tx, terms: SchemeTerms, t: T): Promise<string[]> {
  const [ofTeams, ofPeople] = [
    await tx
      .select({ code: teams.code, name: teams.name })
      .from(teams)
      .where(inArray(teams.code, terms.teams)),
    await tx
      .select({ openId: users.openId, name: users.name })
      .from(users)
      .where(inArray(users.openId, terms.people)),
  ]
  return [
    ...roles.filter((one) => terms.roles.includes(one)).map((one) => t(roleWords[one])),
    ...terms.teams.map((code) => ofTeams.find((one) => one.code === code)?.name ?? code),
    ...terms.people.map((id) => ofPeople.find(({ openId }) => openId === id)?.name ?? id),
  ]
}

/** `拜访达成率<80%×0.8`, several one after another. Only rates have a share to be below. */
export function processTerms(text: string): SchemeTerms['process'] {
  const refuse = (part: string) =>
    new UserError(message(s.badProcess, { text: part.slice(0, 30) }), 'warning')
  return text
    .split(/[、,;]+|\s+(?=[^\s\d<×x*%])/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const found = /^(.+?)\s*<\s*(\d+(?:\.\d+)?%?)\s*[×x*:]\s*(\d+(?:\.\d+)?%?)$/i.exec(part)
      const [, name = '', below = '', times = ''] = found ?? []
      const metric = metricKeys.find(
        (key) =>
          metricOf(key).unit === 'rate' &&
          !metricOf(key).sources.includes('none') &&
          // Who takes part goes by a tag on the customer as it is now: nothing to pay by.
          !metricOf(key).sources.includes('campaigns') &&
          [key, metricWords[key].name.zh, metricWords[key].name.en.toLowerCase()].includes(
            name.trim().toLowerCase(),
          ),
      )
      const [at, by] = [factor(below), factor(times)]
      if (!metric || at === null || by === null) throw refuse(part)
      return { metric, below: at, times: by }
    })
}

/** 0–1, as a number or per cent; null for anything else. */
export function factor(text: string): number | null {
  const found = /^(\d{1,3}(?:\.\d{1,4})?)(%?)$/.exec(text.trim())
  if (!found) return null
  const value = Number(found[1]) / (found[2] ? 100 : 1)
  return value >= 0 && value <= 1 ? value : null
}
