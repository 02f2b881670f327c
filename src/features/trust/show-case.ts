/** A doubtful visit with everything that was found, said and ruled about it. */
import { asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { appealJudges, firstJudges } from '../../domain/trust/judges.ts'
import { appealUntil } from '../../domain/trust/waiting.ts'
import { visits } from '../visits/tables.ts'
import { type Judged, judgedOne } from './show-people.ts'
import {
  explanationPhotos,
  visitAppeals,
  visitAssessments,
  visitExplanations,
  visitRulings,
  visitSignals,
} from './tables.ts'

export type Assessment = typeof visitAssessments.$inferSelect
export type Signal = typeof visitSignals.$inferSelect
export type Explanation = typeof visitExplanations.$inferSelect
export type ExplanationPhoto = typeof explanationPhotos.$inferSelect
export type Ruling = typeof visitRulings.$inferSelect
export type Appeal = typeof visitAppeals.$inferSelect
type Visit = typeof visits.$inferSelect

export interface Case {
  readonly visit: Visit
  readonly assessment: Assessment
  /** Flags, heaviest first. */
  readonly flags: readonly Signal[]
  /** How many rules lacked what they need. */
  readonly lacking: number
  readonly explanation: Explanation | null
  readonly photos: readonly ExplanationPhoto[]
  readonly ruling: Ruling | null
  /** The second ruling, after an appeal. */
  readonly decision: Ruling | null
  readonly appeal: Appeal | null
}

/** Reads cases by visit; those that were not assessed (yet) are left out. */
export async function casesOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, Case>> {
  const ids = [...new Set(visitIds)]
  if (ids.length === 0) return new Map()
  const found = await tx
    .select({ assessment: visitAssessments, visit: visits })
    .from(visitAssessments)
    .innerJoin(visits, eq(visits.id, visitAssessments.visitId))
    .where(inArray(visitAssessments.visitId, ids))
  const [signals, explanations, photos, rulings, appeals] = await Promise.all([
    tx.select().from(visitSignals).where(inArray(visitSignals.visitId, ids)),
    tx.select().from(visitExplanations).where(inArray(visitExplanations.visitId, ids)),
    tx
      .select()
      .from(explanationPhotos)
      .where(inArray(explanationPhotos.visitId, ids))
      .orderBy(asc(explanationPhotos.createdAt), asc(explanationPhotos.id)),
    tx.select().from(visitRulings).where(inArray(visitRulings.visitId, ids)),
    tx.select().from(visitAppeals).where(inArray(visitAppeals.visitId, ids)),
  ])
  return new Map(
    found.map(({ assessment, visit }) => {
      const of = <R extends { visitId: string }>(rows: readonly R[]) =>
        rows.filter(({ visitId }) => visitId === visit.id)
      const own = of(signals)
      const levels = of(rulings)
      return [
        visit.id,
        {
          visit,
          assessment,
          flags: own
            .filter(({ state }) => state === 'flag')
            .toSorted((a, b) => b.weight - a.weight || a.ruleId.localeCompare(b.ruleId)),
          lacking: own.filter(({ state }) => state === 'insufficient').length,
          explanation: of(explanations)[0] ?? null,
          photos: of(photos),
          ruling: levels.find(({ level }) => level === 1) ?? null,
          decision: levels.find(({ level }) => level === 2) ?? null,
          appeal: of(appeals)[0] ?? null,
        },
      ]
    }),
  )
}

export async function caseOf(tx: Tx, visitId: string): Promise<Case | null> {
  return (await casesOf(tx, [visitId])).get(visitId) ?? null
}

/** The same, with everybody else who wants to change it waiting until this transaction ends. */
export async function lockCase(tx: Tx, visitId: string): Promise<Case | null> {
  await tx
    .select({ visitId: visitAssessments.visitId })
    .from(visitAssessments)
    .where(eq(visitAssessments.visitId, visitId))
    .for('update')
  return caseOf(tx, visitId)
}

/** Whether there is anything to rule on: unusual, and nobody has ruled. */
export const isOpen = ({ assessment, ruling }: Case): boolean =>
  assessment.band !== 'green' && ruling === null

/** The local date from which visits are still explained and reviewed. */
export const reviewedFrom = (ctx: Pick<Ctx, 'rules' | 'today'>): LocalDate =>
  addDays(ctx.today, -ctx.rules.get(settings.trustReviewDays))

/** Whether the rep may still say something about it. */
export const mayExplain = (ctx: Pick<Ctx, 'rules' | 'today'>, one: Case): boolean =>
  isOpen(one) && (one.explanation !== null || one.visit.date >= reviewedFrom(ctx))

/** Until when the rep may appeal; null where there is nothing (more) to appeal against. */
export function mayAppealUntil(
  ctx: Pick<Ctx, 'rules' | 'now'>,
  { ruling, appeal }: Case,
  teams: readonly string[],
): Date | null {
  if (ruling === null || ruling.verdict === 'honest' || appeal !== null) return null
  const until = appealUntil(ruling.at, ctx.rules.get(settings.trustAppealHours, { teams }))
  return until < ctx.now ? null : until
}

/** What of a case is to be decided now, and by whom. */
export function decidingOn(
  one: Case,
  judged: Judged,
): { readonly level: 1 | 2; readonly judges: readonly string[] } | null {
  const { ruling, appeal, decision, explanation } = one
  if (isOpen(one))
    return { level: 1, judges: firstJudges(judged.levels, explanation?.reached ?? null) }
  if (ruling && appeal?.state === 'open' && decision === null)
    return { level: 2, judges: appealJudges(judged.levels, ruling, appeal.reached) }
  return null
}

/** The record that policies ask about. */
export function doubtedOf(one: Case, judged: Judged) {
  return {
    repOpenId: one.visit.repOpenId,
    seers: judged.levels.flatMap(({ judges }) => judges),
    judges: decidingOn(one, judged)?.judges ?? [],
  }
}

export async function judgedOfCase(tx: Tx, one: Case): Promise<Judged> {
  return judgedOne(tx, one.visit.repOpenId)
}
