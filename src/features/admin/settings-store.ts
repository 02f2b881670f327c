import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  type Rules,
  rulesFrom,
  type Setting,
  type SettingValues,
} from '../../domain/settings/define.ts'
import { settingVersions } from './tables.ts'

/** The rules in force. */
export async function loadRules(tx: Tx): Promise<Rules> {
  const { values, newest } = await loadSettingValues(tx)
  return rulesFrom(values, newest)
}

/**
 * Every value that is set, by key and scope, with the version of the newest change. A small table: every
 * change is a row, the newest of (key, scope) counts.
 */
export async function loadSettingValues(
  tx: Tx,
): Promise<{ values: SettingValues; newest: number }> {
  const rows = await tx.execute<{
    version: string
    key: string
    scope: string
    value: unknown
  }>(sql`
    select distinct on (key, scope) version, key, scope, value from setting_versions
    order by key, scope, version desc`)
  const values = new Map<string, Map<string, unknown>>()
  let newest = 0
  for (const row of rows) {
    newest = Math.max(newest, Number(row.version))
    if (row.value === null) continue
    const byScope = values.get(row.key) ?? new Map<string, unknown>()
    byScope.set(row.scope, row.value)
    values.set(row.key, byScope)
  }
  return { values, newest }
}

/** Changes a rule for a scope from now on; `null` takes the scope's own value away. */
export async function changeSetting<V>(
  tx: Tx,
  setting: Setting<V>,
  change: { scope: string; value: V | null; by: string | null; reason?: string; at: Date },
): Promise<void> {
  await tx.insert(settingVersions).values({
    key: setting.key,
    scope: change.scope,
    value: change.value,
    byOpenId: change.by,
    reason: change.reason ?? null,
    at: change.at,
  })
}

/** The last changes of a rule, newest first. */
export async function settingHistory(tx: Tx, key: string, scope: string, limit = 10) {
  return tx
    .select()
    .from(settingVersions)
    .where(and(eq(settingVersions.key, key), eq(settingVersions.scope, scope)))
    .orderBy(desc(settingVersions.version))
    .limit(limit)
}
