/** The company's own results of a visit, and which results are hidden: lists that a rule holds. */
import { type AddedOutcome, outcomes } from '../visits/outcomes.ts'

/** So many that a card can still show them all. */
export const maxAddedOutcomes = 12

/** Hides a result or shows it again. Null when it would be the last one shown. */
export function withOutcomeShown(
  lists: { readonly hidden: readonly string[]; readonly added: readonly AddedOutcome[] },
  value: string,
  shown: boolean,
): string[] | null {
  const others = lists.hidden.filter((one) => one !== value)
  const hidden = shown ? others : [...others, value]
  const all = [...outcomes, ...lists.added.map((one) => one.value)]
  return all.some((one) => !hidden.includes(one)) ? hidden : null
}

/**
 * Adds a result under a value made of its English words (`Tasting` → `tasting`), or of a number where
 * there are none. Its words are cut to what the form shows.
 */
export function withOutcomeAdded(
  added: readonly AddedOutcome[],
  words: { readonly zh: string; readonly en: string },
):
  | { readonly list: AddedOutcome[]; readonly problem: null }
  | { readonly problem: 'full' | 'empty' | 'known' } {
  const zh = cutWords(words.zh, 20)
  const en = cutWords(words.en, 40) || zh
  if (zh === '') return { problem: 'empty' }
  if (added.length >= maxAddedOutcomes) return { problem: 'full' }
  if (added.some((one) => one.zh === zh)) return { problem: 'known' }
  const value = freeValue(en, [...outcomes, ...added.map((one) => one.value)])
  return { list: [...added, { value, zh, en }], problem: null }
}

/** A value made of English words, `Too far` → `tooFar`, or of a number; none of those that are taken. */
export function freeValue(words: string, taken: readonly string[]): string {
  const base = camel(words) || 'own'
  let value = base
  for (let n = 2; taken.includes(value); n += 1) value = `${base}${n}`
  return value
}

/** What a form shows of words: trimmed, at most so many characters. */
export const cutWords = (text: string, length: number): string =>
  [...text.trim()].slice(0, length).join('')

function camel(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const [first = '', ...rest] = words
  return [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))]
    .join('')
    .slice(0, 24)
}
