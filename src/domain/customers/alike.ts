/** Whether two shops could be one: by where they are and how they are called. */

/** Left out when names are compared, as in searching. */
const noise = /[\s·•・.,，。\-—_()（）]/g

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(noise, '')

/**
 * Names that people would take for the same shop: equal or one inside the other (three characters at
 * least) once spaces and marks are gone, or with most pairs of neighbouring characters in common.
 */
export function isAlike(a: string, b: string): boolean {
  const [x, y] = [[...plain(a)], [...plain(b)]]
  const [short, long] = x.length <= y.length ? [x, y] : [y, x]
  if (short.length === 0) return false
  if (short.join('') === long.join('')) return true
  if (short.length >= 3 && long.join('').includes(short.join(''))) return true
  return sharedPairs(x, y) >= 0.6
}

/** Dice's coefficient over pairs of characters, 0 to 1. */
function sharedPairs(a: readonly string[], b: readonly string[]): number {
  const [x, y] = [pairsOf(a), pairsOf(b)]
  if (x.size + y.size === 0) return 0
  const both = [...x].filter((pair) => y.has(pair)).length
  return (2 * both) / (x.size + y.size)
}

function pairsOf(chars: readonly string[]): Set<string> {
  return new Set(chars.slice(1).map((char, i) => `${chars[i]}${char}`))
}

/** Shops this near to each other, in metres, are looked at whatever they are called. */
export const sameSpotM = 150
/** Shops of like names are looked at within this distance, in metres. */
export const alikeWithinM = 2_000

/** A customer that a new shop could be; `distanceM` null: no pin yet. */
export interface Known {
  readonly name: string
  readonly distanceM: number | null
}

/** Whether a new shop of that name may be this customer. */
export function mayBeSame(name: string, known: Known): boolean {
  if (known.distanceM !== null && known.distanceM <= sameSpotM) return true
  return (known.distanceM ?? 0) <= alikeWithinM && isAlike(name, known.name)
}
