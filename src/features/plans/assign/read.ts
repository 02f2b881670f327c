/** Reads what stands behind `安排`: customers, people, a day, a time, in any order. */
import { type AssignDraft, assignLimits } from '../../../../cards/plans/assign-actions.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import type { Arguments } from '../../../bot/define.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { parseWindow, type TimeWindow } from '../../../domain/time-words.ts'
import { UserError } from '../../../errors.ts'
import { assignWords } from '../../../i18n/assign.ts'
import { message } from '../../../i18n/t.ts'
import { findPeople, type User } from '../../org/store.ts'
import { takeDate } from '../commands.ts'
import { customersFitting, mayBeAssigned } from './lookup.ts'

/** Words that only join the others: 把 永辉 安排 给 李雷. */
const filler = /^(给|把|到|在|去|和|to|for|on|and)$/i

export const emptyDraft: AssignDraft = {
  customers: [],
  people: [],
  date: null,
  window: null,
  asks: [],
  who: [],
  missing: [],
  sure: false,
  each: false,
}

/**
 * Takes the words apart. Customers are separated by commas or 、; a person is a mention or a name that
 * somebody whom the actor leads has; a day is any words that `parseDateWords` knows, a time those that
 * `parseWindow` knows.
 */
export async function readAssign(ctx: ActorCtx, args: Arguments): Promise<AssignDraft> {
  const people = args.mentions.map((mention) => mention.openId)
  let text = args.text
  for (const { name } of args.mentions) text = text.replaceAll(`@${name}`, ' ')
  const asks: string[] = []
  const who: string[] = []
  let day: LocalDate | null = null
  let window: TimeWindow | null = null
  for (const segment of text.normalize('NFKC').split(/[,、;]/)) {
    const words = segment.split(/\s+/).filter((word) => word !== '' && !filler.test(word))
    const found: { date: LocalDate | null; others: string[] } =
      day === null ? takeDate(words, ctx.today) : { date: day, others: words }
    day = found.date
    const timed: ReturnType<typeof takeWindow> =
      window === null ? takeWindow(found.others) : { window, others: found.others }
    window = timed.window
    const { names, rest } = await takeNames(ctx, timed.others)
    who.push(...names)
    if (rest.length > 0) asks.push(rest.join(' ').slice(0, 80))
  }
  const draft = { ...emptyDraft, date: day, window, asks: unique(asks), who: unique(who) }
  return checkSize({ ...draft, people: unique(people) })
}

/** The longest run of words that names a time of day, and the words that are left. */
function takeWindow(words: readonly string[]): { window: TimeWindow | null; others: string[] } {
  for (let length = Math.min(3, words.length); length > 0; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const window = parseWindow(words.slice(from, from + length).join(' '))
      if (window) return { window, others: words.toSpliced(from, length) }
    }
  }
  return { window: null, others: [...words] }
}

const unique = (words: readonly string[]) => [...new Set(words)]

/** Refuses more than one card can hold, in words. Throws UserError. */
function checkSize(draft: AssignDraft): AssignDraft {
  if (draft.asks.length > assignLimits.customers) {
    throw new UserError(message(assignWords.tooMany, { n: assignLimits.customers }))
  }
  if (draft.people.length + draft.who.length > assignLimits.people) {
    throw new UserError(message(assignWords.tooManyPeople, { n: assignLimits.people }))
  }
  return draft
}

/** Names of people at either end of the words: what is left names a customer. */
async function takeNames(
  ctx: ActorCtx,
  words: readonly string[],
): Promise<{ names: string[]; rest: string[] }> {
  const rest = [...words]
  const names: string[] = []
  for (const end of ['last', 'first'] as const) {
    for (;;) {
      const word = end === 'last' ? rest.at(-1) : rest[0]
      if (word === undefined || !(await isName(ctx, word, rest.length > 1))) break
      names.push(word.replace(/^@/, ''))
      if (end === 'last') rest.pop()
      else rest.shift()
    }
  }
  return { names, rest }
}

/** `@…` always is a person; otherwise the exact name of one, or part of one that names no customer. */
async function isName(ctx: ActorCtx, word: string, isOneOfMany: boolean): Promise<boolean> {
  if (word.startsWith('@') && word.length > 1) return true
  const people = await peopleFitting(ctx, word)
  if (people.some((person) => person.name === word || person.employeeNo === word)) {
    return true
  }
  return isOneOfMany && people.length > 0 && (await customersFitting(ctx, word, 1)).length === 0
}

/** People whom the actor may assign visits to and whose name, number or mobile fits. */
export async function peopleFitting(ctx: ActorCtx, words: string): Promise<User[]> {
  const found = await findPeople(ctx.tx, words, { limit: 100 })
  return mayBeAssigned(ctx, found)
}
