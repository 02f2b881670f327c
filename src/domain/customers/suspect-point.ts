/** Points that are probably not where the shop is: a geocoder's centre of a town, or a slip of a digit. */

/** A shopping centre holds a few customers at one point; more than this is a default. */
export const sharedByAtMost = 3
/** Further than this from the middle of the rep's customers nobody drives for one shop, in metres. */
export const farFromMedianM = 60_000
/** With fewer located customers than this a rep has no middle to speak of. */
export const leastForMedian = 5

/** `sharedBy` counts the customers at exactly that point, itself included. */
export type Suspicion =
  | { readonly kind: 'shared'; readonly sharedBy: number }
  | { readonly kind: 'far'; readonly distanceM: number }

/**
 * Why a customer's point is suspected, or null. A point that a person set at the shop and a manager
 * approved is never asked about: the caller leaves those out.
 *
 * `fromMedianM` is null for who has no owner or whose owner has too few customers for a median.
 */
export function suspicionOf(point: {
  readonly sharedBy: number
  readonly fromMedianM: number | null
}): Suspicion | null {
  const { sharedBy, fromMedianM } = point
  if (sharedBy > sharedByAtMost) return { kind: 'shared', sharedBy }
  if (fromMedianM !== null && fromMedianM > farFromMedianM)
    return { kind: 'far', distanceM: fromMedianM }
  return null
}
