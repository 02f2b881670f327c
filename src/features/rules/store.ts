/** Changes of rules, one after the other for each rule, and their history. */
import { sql } from 'drizzle-orm'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { Setting } from '../../domain/settings/define.ts'
import { changeSetting, loadSettingValues, settingHistory } from '../admin/settings-store.ts'

/** The reason of a version that takes the one before it back. */
const undoReason = 'undo'

/** Waits for whoever changes the same rule at the moment: the later change wins, and sees the earlier. */
export async function lockRule(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`rule:${key}`}, 0))`)
}

/** The scope's own value, undefined when it has none. */
async function ownValue(tx: Tx, setting: Setting, scope: string): Promise<unknown> {
  const { values } = await loadSettingValues(tx)
  return values.get(setting.key)?.get(scope)
}

/**
 * Gives the rule a value at a scope from now on, `null` takes the scope's own away. Answers false, and
 * writes nothing, when that is how it stands already. Call `lockRule` first.
 */
export async function changeRule(
  ctx: ActorCtx,
  setting: Setting,
  scope: string,
  value: unknown,
  reason?: string,
): Promise<boolean> {
  const own = await ownValue(ctx.tx, setting, scope)
  const before = own === undefined ? null : own
  if (JSON.stringify(before) === JSON.stringify(value)) return false
  const by = ctx.actor.openId
  const why = reason === undefined ? {} : { reason }
  await changeSetting(ctx.tx, setting, { scope, value, by, at: ctx.now, ...why })
  return true
}

/**
 * Takes the newest change of a rule at a scope back, as a new version. Answers who changed it since when
 * `version` is not the newest any more (null: nobody known), and undefined when it went well.
 */
export async function undoChange(
  ctx: ActorCtx,
  setting: Setting,
  scope: string,
  version: number,
): Promise<{ by: string | null } | undefined> {
  const [newest, before] = await settingHistory(ctx.tx, setting.key, scope, 2)
  if (newest?.version !== version) return { by: newest?.byOpenId ?? null }
  await changeSetting(ctx.tx, setting, {
    scope,
    value: before?.value ?? null,
    by: ctx.actor.openId,
    reason: undoReason,
    at: ctx.now,
  })
  return undefined
}

export interface Change {
  readonly version: number
  readonly key: string
  readonly before: unknown
  readonly after: unknown
  readonly at: Date
  /** Name, or open_id of who is not in the list of people; null for the system. */
  readonly who: string | null
  readonly isUndo: boolean
}

/** The last changes of those rules at a scope, newest first, each with the value before it. */
export async function changesOf(
  ctx: Ctx,
  keys: readonly string[],
  scope: string,
  limit: number,
): Promise<Change[]> {
  if (keys.length === 0) return []
  const rows = await ctx.tx.execute<{
    version: string
    key: string
    value: unknown
    before: unknown
    at: string
    who: string | null
    reason: string | null
  }>(sql`
    select v.version, v.key, v.value, v.at, coalesce(u.name, v.by_open_id) as who, v.reason,
      lag(v.value) over (partition by v.key order by v.version) as before
    from setting_versions v left join users u on u.open_id = v.by_open_id
    where v.scope = ${scope} and v.key in ${[...keys]}
    order by v.version desc limit ${limit}`)
  return rows.map((row) => ({
    version: Number(row.version),
    key: row.key,
    before: row.before ?? undefined,
    after: row.value ?? undefined,
    at: new Date(row.at),
    who: row.who,
    isUndo: row.reason === undoReason,
  }))
}
