/** Whom a cell names: by open_id, employee number, mobile, e-mail, or a name that only one person has. */
import type { Tx } from '../../db/client.ts'
import { importWords } from '../../i18n/imports.ts'
import { message } from '../../i18n/t.ts'
import { teams, users } from '../org/tables.ts'
import { type Bad, bad, plainMobile } from './cells.ts'

export interface Person {
  readonly openId: string
  readonly name: string
  readonly teamCode: string | null
  readonly employeeNo: string | null
  readonly mobile: string | null
  readonly email: string | null
  readonly status: 'active' | 'left'
}

export interface People {
  /**
   * The open_id of the person; an id of somebody who is not there yet comes back as it is and binds
   * later; a name must resolve.
   */
  find(word: string): string | Bad
  /** The person behind an employee number, mobile, e-mail or name, or null when nobody or several fit. */
  only(word: string): Person | null
  /** Somebody of this file: what it says about the person joins what is known. */
  add(openId: string, said: { [K in keyof Person]?: Person[K] | undefined }): void
}

const nobody: Omit<Person, 'openId'> = {
  name: '',
  teamCode: null,
  employeeNo: null,
  mobile: null,
  email: null,
  status: 'active',
}

/** `ou_…`: what the platform calls a person. */
export const isOpenId = (word: string) => /^[a-z]+_[\w-]+$/i.test(word)
/** An employee number, mobile or e-mail rather than a name. */
const isOtherId = (word: string) => /@/.test(word) || /^[\w+.-]*\d[\w+.-]*$/.test(plainMobile(word))

export async function loadPeople(tx: Tx): Promise<People> {
  return peopleOf(await tx.select().from(users))
}

/** Indexes people by everything that may name them; the newest entry of an open_id counts. */
export function peopleOf(all: readonly Person[]): People {
  const byOpenId = new Map<string, Person>()
  const byWord = new Map<string, Set<string>>()

  function index(person: Person): void {
    byOpenId.set(person.openId, person)
    for (const key of keysOf(person)) {
      const ids = byWord.get(key) ?? new Set()
      byWord.set(key, ids.add(person.openId))
    }
  }
  for (const person of all) index(person)

  /** Everybody whom the word fits now; people who have left only when nobody else fits. */
  function fitting(word: string): Person[] {
    const keys = [`no:${word.toLowerCase()}`, `mobile:${plainMobile(word)}`]
    keys.push(`email:${word.toLowerCase()}`, `name:${word}`)
    for (const key of keys) {
      const found = [...(byWord.get(key) ?? [])]
        .map((id) => byOpenId.get(id))
        .filter((person) => person !== undefined)
        .filter((person) => keysOf(person).includes(key))
      const active = found.filter((person) => person.status === 'active')
      if (found.length > 0) return active.length > 0 ? active : found
    }
    return []
  }

  return {
    add(openId, said) {
      const known = byOpenId.get(openId) ?? { ...nobody, openId }
      const told = Object.entries(said).filter(([, value]) => value !== undefined)
      index({ ...known, ...Object.fromEntries(told), openId })
    },
    only(word) {
      const [person, ...others] = fitting(word)
      return person && others.length === 0 ? person : null
    },
    find(word) {
      if (byOpenId.has(word)) return word
      const [person, ...others] = fitting(word)
      if (person && others.length > 0) {
        const candidates = [person, ...others]
          .slice(0, 5)
          .map((one) => `${one.name} ${one.teamCode ?? ''} ${one.employeeNo ?? one.openId}`)
          .map((line) => line.replace(/\s+/g, ' '))
          .join('、')
        return bad(message(importWords.ambiguous, { name: word, candidates }))
      }
      if (person) return person.openId
      if (isOpenId(word) || isOtherId(word)) return pendingId(word)
      return bad(message(importWords.nobody, { name: word }))
    },
  }
}

/** How an id that nobody has yet is kept: in the form in which the person's row will hold it. */
function pendingId(word: string): string {
  if (isOpenId(word)) return word
  if (word.includes('@')) return word.toLowerCase()
  const mobile = plainMobile(word)
  return /^1\d{10}$/.test(mobile) ? mobile : word
}

function keysOf(person: Person): string[] {
  return [
    `name:${person.name}`,
    ...(person.employeeNo ? [`no:${person.employeeNo.toLowerCase()}`] : []),
    ...(person.mobile ? [`mobile:${plainMobile(person.mobile)}`] : []),
    ...(person.email ? [`email:${person.email.toLowerCase()}`] : []),
  ]
}

/** Reads a team by its code, or by a name that only one team has; another word is a code to come. */
export async function loadTeams(tx: Tx): Promise<(word: string) => string | Bad> {
  const all = await tx.select({ code: teams.code, name: teams.name }).from(teams)
  return teamsOf(all)
}

export function teamsOf(
  all: readonly { code: string; name: string }[],
): (word: string) => string | Bad {
  const codes = new Set(all.map(({ code }) => code))
  const byName = new Map<string, string[]>()
  for (const { code, name } of all) byName.set(name, [...(byName.get(name) ?? []), code])
  return (word) => {
    const named = codes.has(word) ? [word] : [...new Set(byName.get(word) ?? [])]
    if (named.length > 1) {
      const candidates = named.map((code) => `${word} ${code}`).join('、')
      return bad(message(importWords.ambiguous, { name: word, candidates }))
    }
    return named[0] ?? word
  }
}
