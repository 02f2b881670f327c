/** What the rules about photos that were used before have in common. */
import type { SimilarPhoto, VisitEvidence } from '../evidence.ts'
import type { Numbers } from '../rule.ts'

/**
 * Earlier photos of these kinds that count. Two at one customer on one day are a visit begun again, or a
 * colleague who was there too.
 */
export function reusedOf(
  { visit, similar }: VisitEvidence,
  kinds: readonly SimilarPhoto['kind'][],
): SimilarPhoto[] {
  const sameDay = (at: Date) =>
    Math.abs(at.getTime() - visit.checkedInAt.getTime()) < 12 * 3_600_000
  return similar.filter(
    (one) =>
      kinds.includes(one.kind) &&
      one.otherVisitId !== visit.id &&
      !(one.otherCustomerCode === visit.customerCode && sameDay(one.otherTakenAt)),
  )
}

/** Of another customer or from another rep. */
export const isOther = ({ visit }: VisitEvidence, one: SimilarPhoto): boolean =>
  one.otherCustomerCode !== visit.customerCode || one.otherRepOpenId !== visit.repOpenId

/** How many photos, and of the closest: how close, how long ago, which visit. */
export function usedBefore({ visit }: VisitEvidence, found: readonly SimilarPhoto[]): Numbers {
  const closest = found.toSorted((a, b) => a.distance - b.distance)[0]
  if (!closest) return { count: 0 }
  const days = (visit.checkedInAt.getTime() - closest.otherTakenAt.getTime()) / 86_400_000
  return {
    count: new Set(found.map(({ photoId }) => photoId)).size,
    distance: closest.distance,
    daysAgo: Math.max(0, Math.round(days)),
    photoId: closest.photoId,
    otherPhotoId: closest.otherPhotoId,
    otherVisitId: closest.otherVisitId,
  }
}
