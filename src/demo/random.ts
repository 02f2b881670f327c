/** Repeatable chance for the demo company: the same seed tells the same story. */

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number

/** A stream of its own for each name, so that one rep's year does not shift another's. */
export function randomOf(...name: readonly (string | number)[]): Random {
  let state = 0x811c9dc5
  for (const char of name.join('/')) state = Math.imul(state ^ char.charCodeAt(0), 0x01000193)
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const chance = (random: Random, share: number): boolean => random() < share

/** A whole number from `min` to `max`, both included. */
export const whole = (random: Random, min: number, max: number): number =>
  min + Math.floor(random() * (max - min + 1))

export const between = (random: Random, min: number, max: number): number =>
  min + random() * (max - min)

/** One of a list that is not empty. */
export function pick<V>(random: Random, list: readonly V[]): V {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}

/** One of a list, by the weights beside the values. */
export function weighted<V>(random: Random, list: readonly (readonly [V, number])[]): V {
  let left = random() * list.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of list) {
    left -= weight
    if (left < 0) return value
  }
  return pick(random, list)[0]
}

/** Standard normal (Box–Muller). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Log-normal by its median; `sigma` is the spread of the logarithm. */
export const logNormal = (random: Random, median: number, sigma: number): number =>
  median * Math.exp(sigma * normal(random))

export function hex(random: Random, digits: number): string {
  let out = ''
  while (out.length < digits) out += Math.floor(random() * 16).toString(16)
  return out
}

/** A UUID (version 7) that sorts by the instant, as the ones of the running program do. */
export function uuidAt(random: Random, instant: Date): string {
  const time = instant.getTime().toString(16).padStart(12, '0')
  const tail = hex(random, 18)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-a${tail.slice(3, 6)}-${tail.slice(6)}`
}
