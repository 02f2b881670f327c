/** A person takes a suggestion, and may take it back: through the ordinary rules, with both values kept. */
import { and, eq, inArray } from 'drizzle-orm'
import type { ActorCtx } from '../../bot/context.ts'
import { inForce, type Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { customers } from '../customers/tables.ts'
import { changeRule, lockRule } from '../rules/store.ts'
import { settingOfIdea } from './ideas.ts'
import { repsIn, type Whose } from './people.ts'
import type { IdeaRow } from './show.ts'
import { retroIdeas } from './tables.ts'

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const grades = settings.frequencyByGrade as Setting
type Table = Readonly<Record<string, string>>

/** What is said in the history of rules beside a change that came from here. */
const retroReason = 'retro'

/** The value in force at the scope, and the scope's own (null: it has none). */
async function valuesAt(ctx: ActorCtx, whose: Whose, setting: Setting) {
  const { values } = await loadSettingValues(ctx.tx)
  return {
    inForce: inForce(values, setting, whose.place).value,
    own: values.get(setting.key)?.get(whose.scope) ?? null,
  }
}

/** Of a row locked by the caller. False, and nothing is changed, when the rule is another one by now. */
export async function accept(ctx: ActorCtx, whose: Whose, row: IdeaRow): Promise<boolean> {
  const decided = { byOpenId: ctx.actor.openId, decidedAt: ctx.now, decidedOn: ctx.today }
  const done =
    row.kind === 'neverSells' ? await visitRarely(ctx, whose, row) : await setRule(ctx, whose, row)
  await ctx.tx
    .update(retroIdeas)
    .set(done ? { ...done, ...decided, state: 'accepted' } : { state: 'over' })
    .where(eq(retroIdeas.id, row.id))
  return done !== null
}

interface Applied {
  readonly ownBefore: unknown
  readonly applied: unknown
}

async function setRule(ctx: ActorCtx, whose: Whose, row: IdeaRow): Promise<Applied | null> {
  const setting = settingOfIdea(row.kind)
  if (!setting) return null
  await lockRule(ctx.tx, setting.key)
  const now = await valuesAt(ctx, whose, setting)
  const isGrade = setting.key === grades.key
  const current = isGrade ? (now.inForce as Table)[row.subject] : now.inForce
  if (!same(current, row.fromValue)) return null
  const applied = isGrade ? { ...(now.inForce as Table), [row.subject]: row.toValue } : row.toValue
  await changeRule(ctx, setting, whose.scope, applied, retroReason)
  return { ownBefore: now.own, applied }
}

/** The customers that are still looked after here, and still visited as often as when it was suggested. */
async function visitRarely(ctx: ActorCtx, whose: Whose, row: IdeaRow): Promise<Applied | null> {
  const openIds = (await repsIn(ctx, whose)).map(({ openId }) => openId)
  const codes = [...(row.codes ?? [])]
  if (openIds.length === 0 || codes.length === 0) return null
  const rows = await ctx.tx
    .select({ code: customers.code, frequency: customers.frequency })
    .from(customers)
    .where(
      and(
        inArray(customers.code, codes),
        inArray(customers.ownerOpenId, openIds),
        eq(customers.status, 'active'),
      ),
    )
    .orderBy(customers.code)
    .for('update')
  const chosen = rows.filter(({ frequency }) => frequency !== '0' && frequency !== row.toValue)
  if (chosen.length === 0) return null
  await ctx.tx
    .update(customers)
    .set({ frequency: String(row.toValue) })
    .where(
      inArray(
        customers.code,
        chosen.map(({ code }) => code),
      ),
    )
  const ownBefore = Object.fromEntries(chosen.map(({ code, frequency }) => [code, frequency]))
  return { ownBefore, applied: row.toValue }
}

/** Takes a change back. False, and nothing is done, when somebody has changed the rule since. */
export async function revert(ctx: ActorCtx, whose: Whose, row: IdeaRow): Promise<boolean> {
  const done =
    row.kind === 'neverSells' ? await visitAsBefore(ctx, row) : await restoreRule(ctx, whose, row)
  if (done)
    await ctx.tx
      .update(retroIdeas)
      .set({ state: 'reverted', revertedBy: ctx.actor.openId, revertedAt: ctx.now })
      .where(eq(retroIdeas.id, row.id))
  return done
}

async function restoreRule(ctx: ActorCtx, whose: Whose, row: IdeaRow): Promise<boolean> {
  const setting = settingOfIdea(row.kind)
  if (!setting) return false
  await lockRule(ctx.tx, setting.key)
  const { own } = await valuesAt(ctx, whose, setting)
  if (same(own, row.applied)) {
    await changeRule(ctx, setting, whose.scope, row.ownBefore, retroReason)
    return true
  }
  // The frequencies of other grades may have changed since: they stay.
  const table = own as Table | null
  if (setting.key !== grades.key || !table || !same(table[row.subject], row.toValue)) return false
  const restored = { ...table, [row.subject]: row.fromValue }
  await changeRule(ctx, setting, whose.scope, restored, retroReason)
  return true
}

/** Those whose frequency nobody has changed since. */
async function visitAsBefore(ctx: ActorCtx, row: IdeaRow): Promise<boolean> {
  const before = row.ownBefore as Readonly<Record<string, string | null>>
  const rows = await ctx.tx
    .select({ code: customers.code })
    .from(customers)
    .where(
      and(
        inArray(customers.code, Object.keys(before)),
        eq(customers.frequency, String(row.toValue)),
      ),
    )
    .orderBy(customers.code)
    .for('update')
  for (const { code } of rows)
    await ctx.tx
      .update(customers)
      .set({ frequency: before[code] ?? null })
      .where(eq(customers.code, code))
  return rows.length > 0
}
