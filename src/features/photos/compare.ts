/** Finds earlier photos that are the same shot as one. */
import type { Db } from '../../db/client.ts'
import { comparer, nearBits } from '../../photos/fingerprint.ts'
import { nearPhotos } from './known-photos.ts'
import { getFingerprint, type Match, sameFiles, smallCopies } from './store.ts'

/** So many candidates are laid over, nearest first: in practice there are fewer. */
const mostCandidates = 500

/**
 * All pairs of a photo with photos sent since an instant; the later photo of each pair stands first. Null when
 * the photo is gone. Reads only.
 */
export async function comparePhoto(db: Db, photoId: string, since: Date): Promise<Match[] | null> {
  const print = await getFingerprint(db, photoId)
  if (!print) return null
  const files = await sameFiles(db, photoId, since)
  const exact = files.map((file) =>
    inOrder({ id: photoId, takenAt: print.takenAt }, file, {
      ...{ kind: 'exact' as const, distance: 0, agreement: 1 },
    }),
  )
  if (print.flat || !print.photoHashes) return exact
  const done = new Set([photoId, ...files.map(({ id }) => id)])
  const near = await nearPhotos(db, { hashes: print.photoHashes, since, most: nearBits })
  const candidates = near.filter(({ id }) => !done.has(id)).slice(0, mostCandidates)
  const copies = await smallCopies(
    db,
    candidates.map(({ id }) => id),
  )
  const compare = comparer(print.smallPicture)
  const alike = candidates.flatMap((candidate) => {
    // In memory it may still stand, in the table not.
    const other = copies.get(candidate.id)
    const same = other && other.takenAt >= since && compare(candidate, other.smallPicture)
    if (!other || !same) return []
    const { id, distance } = candidate
    return inOrder(
      { id: photoId, takenAt: print.takenAt },
      { id, takenAt: other.takenAt },
      { ...same, distance },
    )
  })
  return [...exact, ...alike]
}

interface Taken {
  readonly id: string
  readonly takenAt: Date
}

/** The later photo first; of two at one instant, the one that came later (ids grow with time). */
function inOrder(a: Taken, b: Taken, how: Pick<Match, 'kind' | 'distance' | 'agreement'>): Match {
  const isLater = a.takenAt.getTime() - b.takenAt.getTime() || (a.id < b.id ? -1 : 1)
  const [later, earlier] = isLater > 0 ? [a, b] : [b, a]
  return { photoId: later.id, otherPhotoId: earlier.id, ...how }
}
