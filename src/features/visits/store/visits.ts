/** Visits, read and written. */
import { and, desc, eq, gte, isNotNull, lte, ne, type SQL } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Tx } from '../../../db/client.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { visits } from '../tables.ts'

export type Visit = typeof visits.$inferSelect
export type NewVisit = Omit<typeof visits.$inferInsert, 'id'>

export async function getVisit(tx: Tx, id: string): Promise<Visit | null> {
  const [visit] = await tx.select().from(visits).where(eq(visits.id, id)).for('update')
  return visit ?? null
}

/** The open visit of a person; an index allows one. */
export async function findOpenVisit(tx: Tx, repOpenId: string): Promise<Visit | null> {
  const [visit] = await tx
    .select()
    .from(visits)
    .where(and(eq(visits.repOpenId, repOpenId), eq(visits.status, 'open')))
    .for('update')
  return visit ?? null
}

/** The visit that a location already opened, unless it was called off. */
export async function visitOfFix(tx: Tx, fixId: string): Promise<Visit | null> {
  return newest(tx, and(eq(visits.checkInFixId, fixId), ne(visits.status, 'cancelled')))
}

/** The closed visit of a person during which an instant lies. */
export async function closedVisitAt(tx: Tx, repOpenId: string, at: Date): Promise<Visit | null> {
  return newest(
    tx,
    and(
      eq(visits.repOpenId, repOpenId),
      eq(visits.status, 'closed'),
      eq(visits.closedBy, 'rep'),
      lte(visits.checkedInAt, at),
      gte(visits.checkedOutAt, at),
    ),
  )
}

/** The visit that a person closed last. */
export async function lastClosedOf(tx: Tx, repOpenId: string): Promise<Visit | null> {
  return newest(
    tx,
    and(
      eq(visits.repOpenId, repOpenId),
      eq(visits.status, 'closed'),
      isNotNull(visits.checkedOutAt),
    ),
  )
}

async function newest(tx: Tx, where: SQL | undefined): Promise<Visit | null> {
  const [visit] = await tx
    .select()
    .from(visits)
    .where(where)
    .orderBy(desc(visits.checkedInAt))
    .limit(1)
  return visit ?? null
}

/** The last closed visits of a customer by anybody, newest first, with or without this one. */
export async function closedVisitsOf(
  tx: Tx,
  customerCode: string,
  options: { before: Date; limit: number },
): Promise<Visit[]> {
  return tx
    .select()
    .from(visits)
    .where(
      and(
        eq(visits.customerCode, customerCode),
        eq(visits.status, 'closed'),
        lte(visits.checkedInAt, options.before),
      ),
    )
    .orderBy(desc(visits.checkedInAt))
    .limit(options.limit)
}

/** The summaries that a person wrote last, newest first. */
export async function summariesBefore(tx: Tx, visit: Visit, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ summary: visits.summary })
    .from(visits)
    .where(
      and(
        eq(visits.repOpenId, visit.repOpenId),
        eq(visits.status, 'closed'),
        isNotNull(visits.summary),
        lte(visits.date, visit.date),
        gte(visits.date, addDays(visit.date as LocalDate, -30)),
        ne(visits.id, visit.id),
      ),
    )
    .orderBy(desc(visits.date), desc(visits.checkedInAt))
    .limit(limit)
  return rows.flatMap(({ summary }) => summary ?? [])
}

export async function insertVisit(tx: Tx, visit: NewVisit): Promise<Visit> {
  const [row] = await tx
    .insert(visits)
    .values({ ...visit, id: uuidv7() })
    .returning()
  if (!row) throw new Error('the visit was not inserted')
  return row
}

export async function updateVisit(
  tx: Tx,
  id: string,
  change: Partial<typeof visits.$inferInsert>,
): Promise<Visit> {
  const [row] = await tx.update(visits).set(change).where(eq(visits.id, id)).returning()
  if (!row) throw new Error(`there is no visit ${id}`)
  return row
}
