/** The results of a visit (拜访结果), in the order in which a rep reads them. */
export const outcomes = [
  'ordered',
  'stocked',
  'collected',
  'followup',
  'ownerAbsent',
  'shopClosed',
  'refused',
  'service',
  'other',
] as const
export type Outcome = (typeof outcomes)[number]

/** A result of the company's own, with its words. */
export type AddedOutcome = { value: string; zh: string; en: string }
export type OfferedOutcome = { value: Outcome } | AddedOutcome

/** Whether a value is one of ours, so that its words are known. */
export function isOutcome(value: string): value is Outcome {
  return (outcomes as readonly string[]).includes(value)
}

/**
 * The results that a rep may choose: ours and the company's, without the hidden ones. `other` stays
 * last. One that is added under a name of ours is left out: its words would be ambiguous.
 */
export function offeredOutcomes(rules: {
  hidden: readonly string[]
  added: readonly AddedOutcome[]
}): OfferedOutcome[] {
  const ours = outcomes.map((value) => ({ value }))
  const theirs = rules.added.filter(({ value }) => !isOutcome(value))
  return [...ours.slice(0, -1), ...theirs, ...ours.slice(-1)].filter(
    ({ value }) => !rules.hidden.includes(value),
  )
}
