/** Where people are in their practice. */
import { eq, sql } from 'drizzle-orm'
import type { ActorCtx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { firstPhase, type Lesson, practiceMinutes } from '../../domain/practice/lessons.ts'
import { practices } from './tables.ts'
import { type PracticeVisit, practiceVisit } from './visit.ts'

export type Practice = Omit<typeof practices.$inferSelect, 'lesson' | 'visit'> & {
  readonly lesson: Lesson
  readonly visit: PracticeVisit | null
}

/** The practice of a person; one whose visit is gone, or was written otherwise, begins its lesson anew. */
export async function getPractice(tx: Tx, openId: string): Promise<Practice | null> {
  const [row] = await tx.select().from(practices).where(eq(practices.openId, openId))
  if (!row) return null
  const lesson = Math.min(3, Math.max(1, row.lesson)) as Lesson
  const visit = practiceVisit.safeParse(row.visit)
  if ((row.phase === 'visiting' || row.phase === 'explaining') && !visit.success) {
    return { ...row, lesson, phase: firstPhase(lesson), visit: null, formShown: false }
  }
  return { ...row, lesson, visit: visit.data ?? null }
}

/** Keeps a practice as it is now; whoever touches it goes on with it, until the lesson is done. */
export async function savePractice(ctx: ActorCtx, practice: Practice): Promise<Practice> {
  const until = new Date(ctx.now.getTime() + practiceMinutes * 60_000)
  const activeUntil = practice.phase === 'done' ? null : until
  const row = { ...practice, activeUntil }
  await ctx.tx
    .insert(practices)
    .values(row)
    .onConflictDoUpdate({ target: practices.openId, set: row })
  return row
}

/** Messages no longer count for it; where the rep was stays. */
export async function leavePractice(tx: Tx, openId: string): Promise<void> {
  await tx
    .update(practices)
    .set({ activeUntil: null, askedKey: null, pretends: false })
    .where(eq(practices.openId, openId))
}

/** A lesson from its beginning. */
export function beginLesson(ctx: ActorCtx, lesson: Lesson, before: Practice | null): Practice {
  return {
    openId: ctx.actor.openId,
    lesson,
    phase: firstPhase(lesson),
    visit: null,
    formShown: false,
    activeUntil: null,
    pretends: before?.pretends ?? false,
    askedKey: before?.askedKey ?? null,
    startedAt: before?.startedAt ?? ctx.now,
    finishedAt: before?.finishedAt ?? null,
  }
}

/** Whether messages count for it now. */
export const isActive = (practice: Practice | null, now: Date): practice is Practice =>
  practice?.activeUntil != null && practice.activeUntil > now

/**
 * At night: what was typed in a practice that nobody goes on with, and a location that was neither real nor
 * practice because its question was not answered. Where everybody is in the lessons stays.
 */
export async function forgetPractices(tx: Tx, leftBefore: string): Promise<void> {
  await tx.execute(sql`
    update inbound_events set event = event - '{lng,lat,name}'::text[]
    where key in (select asked_key from practices where asked_key is not null)`)
  await tx.execute(sql`update practices set asked_key = null where asked_key is not null`)
  await tx.execute(sql`
    update practices set visit = null, form_shown = false
    where visit is not null and coalesce(active_until, started_at) < ${leftBefore}::timestamptz`)
}
