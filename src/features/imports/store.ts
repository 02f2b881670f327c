import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { importFiles } from './tables.ts'

export type SentFile = typeof importFiles.$inferSelect

export async function getSentFile(tx: Tx, id: string): Promise<SentFile | null> {
  const [file] = await tx.select().from(importFiles).where(eq(importFiles.id, id))
  return file ?? null
}

export async function addSentFile(tx: Tx, file: SentFile): Promise<void> {
  await tx.insert(importFiles).values(file)
}

export async function markSentFile(
  tx: Tx,
  id: string,
  change: Partial<Pick<SentFile, 'status' | 'kind' | 'result'>>,
): Promise<void> {
  await tx.update(importFiles).set(change).where(eq(importFiles.id, id))
}
