/** What has to change in a table of somebody else's so that our rows in it are right, and nothing more. */

/** Text, a number, or for dates milliseconds; null is an empty cell. */
export type Value = string | number | null
export type Values = Readonly<Record<string, Value>>

export interface Wanted {
  /** Names the row for ever; it stands in the index column. */
  readonly key: string
  /** By our columns, the key left out. */
  readonly values: Values
}

export interface Kept {
  readonly recordId: string
  /** What stands in the index column. */
  readonly key: Value
  readonly values: Values
}

export interface Plan {
  readonly create: readonly Wanted[]
  /** Only the cells that differ. */
  readonly update: readonly { readonly recordId: string; readonly values: Values }[]
  readonly remove: readonly string[]
}

const isSame = (a: Value, b: Value): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
    : (a === '' ? null : a) === (b === '' ? null : b)

/**
 * Compares the rows that there should be with those that there are. A row whose key `isOurs` and that is no
 * longer wanted goes, and so does a second row of a key; rows of other keys, and columns that we do not
 * name, belong to people and are left alone.
 */
export function planSync(
  wanted: readonly Wanted[],
  kept: readonly Kept[],
  isOurs: (key: string) => boolean,
): Plan {
  const byKey = new Map(wanted.map((one) => [one.key, one]))
  const seen = new Set<string>()
  const update: { recordId: string; values: Values }[] = []
  const remove: string[] = []
  for (const { recordId, key, values } of kept) {
    if (typeof key !== 'string') continue
    const should = byKey.get(key)
    if (!should) {
      if (isOurs(key)) remove.push(recordId)
      continue
    }
    if (seen.has(key)) {
      remove.push(recordId)
      continue
    }
    seen.add(key)
    const differing = Object.entries(should.values).filter(
      ([name, value]) => !isSame(value, values[name] ?? null),
    )
    if (differing.length > 0) update.push({ recordId, values: Object.fromEntries(differing) })
  }
  return { create: wanted.filter(({ key }) => !seen.has(key)), update, remove }
}
