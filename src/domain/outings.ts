/** Outings (外出): what somebody goes out for, read off their words, and what came of it. */

import { type OutingKind, otherOuting } from './settings/outings.ts'

export { type OutingKind, otherOuting }

/** How an outing ended. `unknown`: nobody ever said, and the system closed it. */
export const outingResults = ['done', 'partly', 'failed'] as const
export type OutingResult = (typeof outingResults)[number]

/** Whether a result says enough without words: what did not come off needs a reason. */
export const needsWords = (result: OutingResult): boolean => result !== 'done'

/** So many kinds a form can show, each so long. */
const maxKinds = 20
const maxLength = 20

/** The kinds of a rule's text `送货/Delivery、开会/Meeting`, each once, 其他 last. */
export function readOutingKinds(text: string): OutingKind[] {
  const kinds = new Map<string, OutingKind>()
  for (const part of text.split(/[、,，;；\n]/)) {
    const [zh = '', en = ''] = part.split(/[/／]/).map((one) => one.trim().slice(0, maxLength))
    if (zh !== '' && zh !== otherOuting.zh && !kinds.has(zh)) kinds.set(zh, { zh, en: en || zh })
  }
  return [...[...kinds.values()].slice(0, maxKinds), otherOuting]
}

/**
 * The kind that words begin with or hold, and the reason in words that is left. `送货 到人民路三家` is
 * 送货 with a reason; words that name no kind are 其他.
 */
export function readOuting(
  words: string,
  kinds: readonly OutingKind[],
): { readonly kind: string; readonly reason: string | null } {
  const text = words.trim()
  const lower = text.toLowerCase()
  // 开会培训 is also said as 开会.
  const names = ({ zh, en }: OutingKind) =>
    [zh, en, [...zh].slice(0, 2).join('')].map((name) => name.toLowerCase())
  const begun = kinds.find((kind) => names(kind).some((name) => lower.startsWith(name)))
  if (begun) {
    const name = names(begun)
      .filter((one) => lower.startsWith(one))
      .reduce((longer, one) => (one.length > longer.length ? one : longer), '')
    const rest = text.slice(name.length).replace(/^[\s:：,，]+/, '')
    return { kind: begun.zh, reason: rest || null }
  }
  const held = kinds.find((kind) => names(kind).some((name) => lower.includes(name)))
  return { kind: held?.zh ?? otherOuting.zh, reason: text || null }
}
