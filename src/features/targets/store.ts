/** Targets as they are kept, written in one place so that each change is recorded. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Tx } from '../../db/client.ts'
import { targetChanges, targets } from '../performance/tables.ts'

export interface TargetKey {
  /** `person:<open_id>` or `team:<code>`. */
  readonly scope: string
  /** `2026-11`, or `2026` for a year's total. */
  readonly month: string
  readonly metric: string
  /** `''`, a product's code or `category:<name>`. */
  readonly productCode: string
}

export interface WantedTarget extends TargetKey {
  /** In the unit of `targets.value`; null takes the target away. */
  readonly value: number | null
}

export interface Changed {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  /** `target_changes.id` of the last of them, by which all can be taken back; null when nothing changed. */
  readonly changeId: number | null
}

const keyOf = ({ scope, month, metric, productCode }: TargetKey) =>
  JSON.stringify([scope, month, metric, productCode])

/** Whoever writes targets, one at a time: two at once would each record the other's old value. */
export const lockTargets = (tx: Tx) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('targets', 0))`)

/** The values that are there, by key. */
export async function knownTargets(
  tx: Tx,
  keys: readonly TargetKey[],
): Promise<(key: TargetKey) => number | null> {
  const months = [...new Set(keys.map(({ month }) => month))]
  const scopes = [...new Set(keys.map(({ scope }) => scope))]
  const rows = await targetRows(tx, scopes, months)
  const byKey = new Map(rows.map((row) => [keyOf(row), row.value]))
  return (key) => byKey.get(keyOf(key)) ?? null
}

/** All targets of these scopes in these months or years. */
export async function targetRows(
  tx: Tx,
  scopes: readonly string[],
  months: readonly string[],
): Promise<(typeof targets.$inferSelect)[]> {
  if (scopes.length === 0 || months.length === 0) return []
  return tx
    .select()
    .from(targets)
    .where(and(inArray(targets.month, [...months]), inArray(targets.scope, [...scopes])))
}

/** Writes targets, each once, and records what changed; the same again changes nothing. */
export async function setTargets(
  tx: Tx,
  wanted: readonly WantedTarget[],
  by: { byOpenId: string | null; how: 'chat' | 'split' | 'file'; at: Date },
): Promise<Changed> {
  await lockTargets(tx)
  const before = await knownTargets(tx, wanted)
  const changes = wanted.filter((one) => before(one) !== one.value)
  let changeId: number | null = null
  const batch = uuidv7()
  const counts = {
    created: changes.filter((one) => before(one) === null).length,
    updated: changes.filter((one) => before(one) !== null).length,
    unchanged: wanted.length - changes.length,
  }
  for (let i = 0; i < changes.length; i += 1_000) {
    const part = changes.slice(i, i + 1_000)
    const kept = part.flatMap(({ scope, month, metric, productCode, value }) =>
      value === null ? [] : [{ id: uuidv7(), scope, month, metric, productCode, value }],
    )
    if (kept.length > 0)
      await tx
        .insert(targets)
        .values(kept)
        .onConflictDoUpdate({
          target: [targets.scope, targets.month, targets.metric, targets.productCode],
          set: { value: sql`excluded.value` },
        })
    for (const { scope, month, metric, productCode } of part.filter(({ value }) => value === null))
      await tx
        .delete(targets)
        .where(
          and(
            eq(targets.scope, scope),
            eq(targets.month, month),
            eq(targets.metric, metric),
            eq(targets.productCode, productCode),
          ),
        )
    const written = await tx
      .insert(targetChanges)
      .values(
        part.map(({ scope, month, metric, productCode, value: after }) => ({
          scope,
          month,
          metric,
          productCode,
          before: before({ scope, month, metric, productCode }),
          after,
          batch,
          ...by,
        })),
      )
      .returning({ id: targetChanges.id })
    changeId = Math.max(changeId ?? 0, ...written.map(({ id }) => id))
  }
  return { ...counts, changeId }
}
