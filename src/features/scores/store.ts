/** Versions of scores, read. There are few: they are read all at once. */
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { type ReadyScore, readyScore, scoresIn } from '../../domain/scores/scores.ts'
import { scoreVersions } from './tables.ts'

export type StoredVersion = typeof scoreVersions.$inferSelect

/** In the order in which they were published. */
export function publishedVersions(tx: Tx): Promise<StoredVersion[]> {
  return tx
    .select()
    .from(scoreVersions)
    .where(eq(scoreVersions.status, 'published'))
    .orderBy(asc(scoreVersions.publishedAt), asc(scoreVersions.id))
}

export function drafts(tx: Tx): Promise<StoredVersion[]> {
  return tx.select().from(scoreVersions).where(eq(scoreVersions.status, 'draft'))
}

export async function getVersion(tx: Tx, id: string): Promise<StoredVersion | null> {
  const [row] = await tx.select().from(scoreVersions).where(eq(scoreVersions.id, id))
  return row ?? null
}

export async function draftOf(tx: Tx, code: string): Promise<StoredVersion | null> {
  const [row] = await tx
    .select()
    .from(scoreVersions)
    .where(and(eq(scoreVersions.code, code), eq(scoreVersions.status, 'draft')))
  return row ?? null
}

/** The scores of a month with their formulas read, shipped ones first. */
export async function readyScores(tx: Tx, month: string): Promise<ReadyScore[]> {
  const versions = await publishedVersions(tx)
  return scoresIn(versions, month).flatMap((one) => readyScore(one) ?? [])
}
