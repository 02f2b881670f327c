/** Publishes a grading, and sets or releases a grade by hand. Every change of a grade is kept. */
import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import { customers, type Grade } from '../../customers/tables.ts'
import { gradeChanges, gradings } from '../tables.ts'

export type Grading = typeof gradings.$inferSelect

/** How long a preview that nobody published keeps its rows. */
const keepDays = 7

export async function getGrading(tx: Tx, id: string): Promise<Grading | null> {
  const [found] = await tx.select().from(gradings).where(eq(gradings.id, id)).for('update')
  return found ?? null
}

/** The newest gradings that were published, newest first. */
export async function publishedGradings(tx: Tx, limit: number): Promise<Grading[]> {
  return tx
    .select()
    .from(gradings)
    .where(eq(gradings.status, 'published'))
    .orderBy(desc(gradings.publishedAt))
    .limit(limit)
}

/**
 * Gives the customers the grades that the grading found; one that was locked or closed since is left
 * alone. Previews that were worked out before go stale. Answers how many customers changed.
 */
export async function publishGrading(ctx: Ctx, id: string, by: string | null): Promise<number> {
  const { tx, now } = ctx
  const at = now.toISOString()
  const [done] = await tx.execute<{ n: string }>(sql`
    with target as (
      select r.customer_code as code, r.grade, c.grade as before
      from grading_rows r join customers c on c.code = r.customer_code
      where r.grading_id = ${id} and r.kind = 'ranked' and c.status = 'active'
        and c.grade_locked_at is null and c.grade is distinct from r.grade
    ), changed as (
      update customers set grade = t.grade, updated_at = ${at}::timestamptz
      from target t where customers.code = t.code
    ), kept as (
      insert into grade_changes (id, customer_code, before, grade, at, by_open_id, reason, grading_id)
      select gen_random_uuid(), code, before, grade, ${at}::timestamptz, ${by}::text, 'published', ${id}::uuid
      from target
    ) select count(*) as n from target`)
  await tx
    .update(gradings)
    .set({ status: 'published', publishedBy: by, publishedAt: now })
    .where(eq(gradings.id, id))
  await tx
    .update(gradings)
    .set({ status: 'stale' })
    .where(inArray(gradings.status, ['preview', 'computing']))
  await tx.execute(sql`
    delete from grading_rows where grading_id in (
      select id from gradings where status = 'stale'
        and created_at < ${at}::timestamptz - make_interval(days => ${keepDays}))`)
  return Number(done?.n ?? 0)
}

/** A grade by hand stands until it is released; `null` releases it and keeps the grade. */
export async function setGrade(
  ctx: Ctx,
  code: string,
  by: string,
  grade: Grade | null,
): Promise<void> {
  const { tx, now } = ctx
  const [found] = await tx.select().from(customers).where(eq(customers.code, code)).for('update')
  if (!found) return
  const after = grade ?? found.grade
  await tx
    .update(customers)
    .set({
      grade: after,
      gradeLockedBy: grade ? by : null,
      gradeLockedAt: grade ? now : null,
      updatedAt: now,
    })
    .where(eq(customers.code, code))
  await tx.insert(gradeChanges).values({
    customerCode: code,
    before: found.grade,
    grade: after,
    at: now,
    byOpenId: by,
    reason: grade ? 'manual' : 'released',
  })
}
