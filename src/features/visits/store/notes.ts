/** Texts that are, or may become, the summary of a visit. */
import { and, asc, eq, gte, inArray, isNull, lt } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Tx } from '../../../db/client.ts'
import { visitNotes } from '../tables.ts'

export type Note = typeof visitNotes.$inferSelect

/** Keeps a text once per message; null when it is known already. */
export async function insertNote(
  tx: Tx,
  note: { repOpenId: string; visitId: string | null; messageId: string; text: string; at: Date },
): Promise<Note | null> {
  const { at, ...row } = note
  const [inserted] = await tx
    .insert(visitNotes)
    .values({ ...row, id: uuidv7(), createdAt: at })
    .onConflictDoNothing()
    .returning()
  return inserted ?? null
}

export async function getNote(tx: Tx, id: string): Promise<Note | null> {
  const [note] = await tx.select().from(visitNotes).where(eq(visitNotes.id, id))
  return note ?? null
}

/** The texts of a visit by time, without those that are no summary. */
export async function notesOf(tx: Tx, visitId: string): Promise<Note[]> {
  return tx
    .select()
    .from(visitNotes)
    .where(and(eq(visitNotes.visitId, visitId), eq(visitNotes.dismissed, false)))
    .orderBy(asc(visitNotes.createdAt), asc(visitNotes.id))
}

export async function dismissNotes(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(visitNotes)
    .set({ dismissed: true })
    .where(inArray(visitNotes.id, [...ids]))
}

/** One edited text takes the place of all texts of a visit; an empty one leaves none. */
export async function replaceNotes(
  tx: Tx,
  visit: { id: string; repOpenId: string },
  text: string,
  at: Date,
): Promise<void> {
  const notes = await notesOf(tx, visit.id)
  if (notes.length === 1 && notes[0]?.text === text) return
  await dismissNotes(
    tx,
    notes.map(({ id }) => id),
  )
  if (text === '') return
  const id = uuidv7()
  await tx.insert(visitNotes).values({
    id,
    visitId: visit.id,
    repOpenId: visit.repOpenId,
    messageId: `edited:${id}`,
    text,
    createdAt: at,
  })
}

/** Texts of a person that wait for a check-in, sent from `from` on and before `until`. */
export async function heldNotes(
  tx: Tx,
  repOpenId: string,
  span: { from: Date; until?: Date },
): Promise<Note[]> {
  return tx
    .select()
    .from(visitNotes)
    .where(
      and(
        eq(visitNotes.repOpenId, repOpenId),
        isNull(visitNotes.visitId),
        eq(visitNotes.dismissed, false),
        gte(visitNotes.createdAt, span.from),
        span.until ? lt(visitNotes.createdAt, span.until) : undefined,
      ),
    )
    .orderBy(asc(visitNotes.createdAt), asc(visitNotes.id))
}

export async function attachNotes(tx: Tx, ids: readonly string[], visitId: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(visitNotes)
    .set({ visitId })
    .where(inArray(visitNotes.id, [...ids]))
}

/** Texts of a visit that was called off wait for the next check-in. */
export async function releaseNotes(tx: Tx, visitId: string): Promise<void> {
  await tx.update(visitNotes).set({ visitId: null }).where(eq(visitNotes.visitId, visitId))
}
