/**
 * The hashes of all photos in the memory of a process that compares. The table is the truth: before each search
 * the process reads the rows that came since, so any number of processes find the same, and one that
 * starts reads all of them once.
 */
import type { Db } from '../../db/client.ts'
import { type Candidate, HashIndex } from '../../photos/hash-index.ts'
import { hashesAfter } from './store.ts'

const page = 5000
/** What is too old stays in memory so long, then all is read anew. */
const keepMs = 86_400_000

interface Known {
  readonly index: HashIndex
  readonly since: Date
  seq: number
}

/** One a database: a process has one, tests have many. */
const knownBy = new WeakMap<Db, Promise<Known>>()

/** Photos since an instant near to these hashes, of which the rows up to `seq` are among them for sure. */
export async function nearPhotos(
  db: Db,
  asked: { readonly hashes: Uint8Array; readonly since: Date; readonly most: number },
): Promise<Candidate[]> {
  const before = knownBy.get(db)
  const now = (before ?? Promise.reject(new Error('nothing is known yet')))
    .catch(() => null)
    .then((known) => catchUp(db, known, asked.since))
  knownBy.set(db, now)
  const { index } = await now
  return index.near(asked.hashes, asked.most)
}

/** Reads what came since; all of it, if what is known begins too late or reaches back too far. */
async function catchUp(db: Db, before: Known | null, since: Date): Promise<Known> {
  const lag = before ? since.getTime() - before.since.getTime() : Number.NaN
  const known =
    before && lag >= 0 && lag <= keepMs ? before : { index: new HashIndex(), since, seq: 0 }
  for (;;) {
    const rows = await hashesAfter(db, known.seq, known.since, page)
    for (const { seq, photoId, photoHashes } of rows) {
      if (photoHashes) known.index.add(photoId, photoHashes)
      known.seq = seq
    }
    if (rows.length < page) return known
  }
}
