/**
 * What a rep shows on the day's photos, so that a photo of last week does not do: a sign of the hand in a
 * corner of the picture. Nobody knows it before the day, and it differs from rep to rep.
 */
export const handSigns = ['thumb', 'one', 'two', 'three', 'four', 'palm', 'fist', 'ok'] as const
export const corners = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] as const

export interface Challenge {
  readonly sign: (typeof handSigns)[number]
  readonly corner: (typeof corners)[number]
}

/** The challenge of a rep and a day from a secret number of theirs (hex). */
export function challengeOf(mark: string): Challenge {
  const n = Number.parseInt(mark.slice(0, 8), 16)
  const sign = handSigns[n % handSigns.length]
  const corner = corners[Math.floor(n / handSigns.length) % corners.length]
  if (sign === undefined || corner === undefined) throw new Error('the mark is no hex number')
  return { sign, corner }
}

/** As it is kept with a photo: `thumb/topLeft`. */
export const challengeCode = ({ sign, corner }: Challenge): string => `${sign}/${corner}`

/** Reads a kept challenge; null for one of an older list. */
export function readChallenge(code: string): Challenge | null {
  const [signText, cornerText] = code.split('/')
  const sign = handSigns.find((one) => one === signText)
  const corner = corners.find((one) => one === cornerText)
  return sign && corner ? { sign, corner } : null
}
