export type PhotoKind = 'storefront' | 'shelf' | 'other'
export type RequiredPhoto = 'storefront' | 'shelf'
/** `createdAt` is the message's create_time; `kind` is set only when a person chose it. */
export type VisitPhoto = { id: string; createdAt: Date; kind?: PhotoKind }

/**
 * What each photo shows. Kinds chosen by hand stay; the others fill the required kinds that are
 * still open, in their order, by time of taking; the rest are 'other'. Equal times go by id.
 */
export function assignKinds(
  photos: readonly VisitPhoto[],
  required: readonly RequiredPhoto[],
): Map<string, PhotoKind> {
  const open = [...required]
  for (const { kind } of photos) {
    const filled = kind && kind !== 'other' ? open.indexOf(kind) : -1
    if (filled >= 0) open.splice(filled, 1)
  }
  const kinds = new Map<string, PhotoKind>()
  for (const { id, kind } of photos.toSorted(byTime)) kinds.set(id, kind ?? open.shift() ?? 'other')
  return kinds
}

/** The required kinds that no photo shows yet, in their order; a kind may be required twice. */
export function missingKinds(
  shown: Iterable<PhotoKind>,
  required: readonly RequiredPhoto[],
): RequiredPhoto[] {
  const left = [...shown]
  return required.filter((wanted) => {
    const found = left.indexOf(wanted)
    if (found >= 0) left.splice(found, 1)
    return found < 0
  })
}

function byTime(a: VisitPhoto, b: VisitPhoto): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1)
}
