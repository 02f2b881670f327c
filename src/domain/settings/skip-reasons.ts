/** Why a stop is skipped (跳过原因): ours and the company's, in the order of a list that a rule holds. */
import { z } from 'zod'
import { cutWords, freeValue } from './outcome-lists.ts'

export const skipKinds = [
  'shopClosed',
  'ownerAbsent',
  'customerAsked',
  'road',
  'noTime',
  'other',
] as const
export type SkipKind = (typeof skipKinds)[number]

/** So many that a card can still show them all. */
export const maxAddedSkips = 12

/** `zh` and `en` are there for the company's own, and for ours under another name. */
export const skipReason = z.object({
  value: z.string().regex(/^\w{1,30}$/),
  zh: z.string().min(1).max(20).optional(),
  en: z.string().min(1).max(40).optional(),
  hidden: z.literal(true).optional(),
  /** Words of one's own are asked for. */
  note: z.literal(true).optional(),
})
export type SkipReason = z.infer<typeof skipReason>

export function isSkipKind(value: string): value is SkipKind {
  return (skipKinds as readonly string[]).includes(value)
}

/** All reasons in order: those of the rule, then ours that it does not name, before 其他 if that is last. */
export function allSkips(list: readonly SkipReason[]): SkipReason[] {
  const known = list.filter(({ value }, i) => list.findIndex((one) => one.value === value) === i)
  const missing = skipKinds
    .filter((value) => !known.some((one) => one.value === value))
    .map((value): SkipReason => ({ value }))
  const isLast = known.at(-1)?.value === 'other'
  return isLast ? [...known.slice(0, -1), ...missing, ...known.slice(-1)] : [...known, ...missing]
}

/** The reasons that a rep may choose. */
export const offeredSkips = (list: readonly SkipReason[]): SkipReason[] =>
  allSkips(list).filter(({ hidden }) => !hidden)

/** 其他 alone says nothing. */
export const needsNote = ({ value, note }: SkipReason): boolean =>
  note === true || value === 'other'

/** Why a rep's reason is none: nothing chosen, or words are missing that the reason asks for. */
export type SkipProblem = 'reason' | 'note'

/**
 * A rep's reason as it is kept: its value and what the rep wrote, `ownerAbsent:今天进货去了`. Words
 * without a reason are kept under 其他, if that is offered.
 */
export function keepSkip(
  list: readonly SkipReason[],
  said: { readonly kind: string | undefined; readonly text: string | undefined },
): { readonly kept: string } | { readonly problem: SkipProblem } {
  const offered = offeredSkips(list)
  const { kind, text } = said
  const reason = offered.find(({ value }) => value === (kind ?? (text ? 'other' : '')))
  if (!reason) return { problem: 'reason' }
  if (needsNote(reason) && !text) return { problem: 'note' }
  return { kept: text ? `${reason.value}:${text}` : reason.value }
}

/** A kept reason in its parts. */
export function readSkip(kept: string): { readonly value: string; readonly note: string | null } {
  const at = kept.indexOf(':')
  return at < 0
    ? { value: kept, note: null }
    : { value: kept.slice(0, at), note: kept.slice(at + 1) }
}

/** Hides a reason or shows it again. Null when it would be the last one shown, or is none. */
export function withSkipShown(
  list: readonly SkipReason[],
  value: string,
  shown: boolean,
): SkipReason[] | null {
  const after = changed(list, value, ({ hidden: _, ...rest }) =>
    shown ? rest : { ...rest, hidden: true },
  )
  return after && offeredSkips(after).length > 0 ? after : null
}

/** Asks for words with a reason, or no longer. Null when it is none. */
export const withSkipNote = (list: readonly SkipReason[], value: string, note: boolean) =>
  changed(list, value, ({ note: _, ...rest }) => (note ? { ...rest, note: true } : rest))

/** Gives a reason another name; an empty English one stays as it is. Null for no name, or no reason. */
export function withSkipNamed(
  list: readonly SkipReason[],
  value: string,
  words: { readonly zh: string; readonly en: string },
): SkipReason[] | null {
  const zh = cutWords(words.zh, 20)
  const en = cutWords(words.en, 40)
  if (zh === '') return null
  return changed(list, value, (one) => ({ ...one, zh, ...(en ? { en } : {}) }))
}

/** Moves a reason one place up or down. Null when there is no such place. */
export function withSkipMoved(
  list: readonly SkipReason[],
  value: string,
  by: -1 | 1,
): SkipReason[] | null {
  const all = allSkips(list)
  const at = all.findIndex((one) => one.value === value)
  const [one, other] = [all[at], all[at + by]]
  if (!one || !other) return null
  return all.map((reason, i) => (i === at ? other : i === at + by ? one : reason)).map(plain)
}

/** Adds a reason of the company's own, before 其他 if that is last; see `withOutcomeAdded`. */
export function withSkipAdded(
  list: readonly SkipReason[],
  words: { readonly zh: string; readonly en: string },
):
  | { readonly list: SkipReason[]; readonly value: string; readonly problem: null }
  | { readonly problem: 'full' | 'empty' | 'known' } {
  const all = allSkips(list)
  const zh = cutWords(words.zh, 20)
  const en = cutWords(words.en, 40) || zh
  if (zh === '') return { problem: 'empty' }
  if (all.filter(({ value }) => !isSkipKind(value)).length >= maxAddedSkips)
    return { problem: 'full' }
  if (all.some((one) => one.zh === zh)) return { problem: 'known' }
  const value = freeValue(
    en,
    all.map((one) => one.value),
  )
  const at = all.at(-1)?.value === 'other' ? all.length - 1 : all.length
  return { list: all.toSpliced(at, 0, { value, zh, en }).map(plain), value, problem: null }
}

function changed(
  list: readonly SkipReason[],
  value: string,
  change: (one: SkipReason) => SkipReason,
): SkipReason[] | null {
  const all = allSkips(list)
  if (!all.some((one) => one.value === value)) return null
  return all.map((one) => plain(one.value === value ? change(one) : one))
}

/** One order of keys, so that what says the same is the same. */
const plain = ({ value, zh, en, hidden, note }: SkipReason): SkipReason => ({
  value,
  ...(zh ? { zh } : {}),
  ...(en ? { en } : {}),
  ...(hidden ? { hidden } : {}),
  ...(note ? { note } : {}),
})
