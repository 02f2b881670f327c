/** Assessments, written: one a visit, with what each rule said. */
import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { Assessment } from '../../../domain/trust/assess.ts'
import type { VisitFacts } from '../../../domain/trust/evidence.ts'
import { visitAssessments, visitSignals } from '../tables.ts'

export interface Assessed {
  readonly visit: VisitFacts
  readonly assessment: Assessment
  readonly rulesHash: string
  readonly at: Date
}

/**
 * Writes an assessment in the place of the one before; a ruling stays as it is. Answers whether it says
 * anything else than before: then nothing is written, so that a second run leaves no trace.
 */
export async function saveAssessment(tx: Tx, assessed: Assessed): Promise<boolean> {
  const { visit, assessment, rulesHash, at } = assessed
  const signals = assessment.signals.map(({ points, ...signal }) => ({
    ...signal,
    numbers: { ...signal.numbers },
    visitId: visit.id,
    weight: points,
  }))
  const values = {
    score: assessment.score,
    band: assessment.band,
    evidence: visit.checkIn?.source ?? ('none' as const),
    evidenceShare: assessment.evidenceShare,
    rulesHash,
  }
  if (await isKnown(tx, visit.id, values, signals)) return false
  const { id: visitId, repOpenId, customerCode, date } = visit
  await tx
    .insert(visitAssessments)
    .values({ visitId, repOpenId, customerCode, date, ...values, assessedAt: at })
    .onConflictDoUpdate({ target: visitAssessments.visitId, set: { ...values, assessedAt: at } })
  const ids = signals.map(({ ruleId }) => ruleId)
  await tx
    .delete(visitSignals)
    .where(
      and(
        eq(visitSignals.visitId, visitId),
        ids.length > 0 ? notInArray(visitSignals.ruleId, ids) : undefined,
      ),
    )
  if (signals.length === 0) return true
  const { state, strength, weight, numbers, threshold } = {
    state: sql`excluded.state`,
    strength: sql`excluded.strength`,
    weight: sql`excluded.weight`,
    numbers: sql`excluded.numbers`,
    threshold: sql`excluded.threshold`,
  }
  await tx
    .insert(visitSignals)
    .values(signals)
    .onConflictDoUpdate({
      target: [visitSignals.visitId, visitSignals.ruleId],
      set: { state, strength, weight, numbers, threshold },
    })
  return true
}

type Values = Pick<
  typeof visitAssessments.$inferInsert,
  'score' | 'band' | 'evidence' | 'evidenceShare' | 'rulesHash'
>

/** Whether exactly this is stored. */
async function isKnown(
  tx: Tx,
  visitId: string,
  values: Values,
  signals: readonly (typeof visitSignals.$inferInsert)[],
): Promise<boolean> {
  const [known] = await tx
    .select()
    .from(visitAssessments)
    .where(eq(visitAssessments.visitId, visitId))
  if (!known) return false
  const { score, band, evidence, rulesHash } = known
  if (score !== values.score || band !== values.band || evidence !== values.evidence) return false
  if (rulesHash !== values.rulesHash) return false
  const stored = await tx.select().from(visitSignals).where(eq(visitSignals.visitId, visitId))
  return written(stored) === written(signals)
}

/** Signals as one text, in an order that does not depend on where they come from. */
function written(signals: readonly (typeof visitSignals.$inferInsert)[]): string {
  return JSON.stringify(
    signals
      .map(({ ruleId, state, strength, weight, numbers, threshold }) => [
        ...[ruleId, state, strength, weight, threshold ?? null],
        Object.entries(numbers as Record<string, unknown>).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ])
      .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  )
}

/** The assessments of one rep wait for each other: a batch is several visits. */
export async function lockRepOf(tx: Tx, visitId: string): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('assess:' || rep_open_id, 0))
    from visits where id = ${visitId}`)
}

/** The closed visits of a day, one payload each. */
export async function closedOn(
  tx: Tx,
  date: string,
): Promise<{ visitId: string; repOpenId: string }[]> {
  const rows = await tx.execute<{ id: string; rep: string }>(sql`
    select id, rep_open_id as rep from visits where date = ${date} and status = 'closed'
    order by rep_open_id, checked_in_at, id`)
  return rows.map(({ id, rep }) => ({ visitId: id, repOpenId: rep }))
}
