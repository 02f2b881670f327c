/** Targets set, removed, shared out and taken back by a person, one after another. */
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import type { CellKey, SplitKey } from '../../../../cards/targets/actions.ts'
import { nameOf } from '../../../../cards/targets/parts.ts'
import { keptText, periodText, whatText } from '../../../../cards/targets/setting-parts.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { goodsMetrics, isYear } from '../../../domain/performance/target-words.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { message, messageIn } from '../../../i18n/t.ts'
import { settingWords as w } from '../../../i18n/target-setting.ts'
import { lockCloses } from '../../commission/close.ts'
import { getUser } from '../../org/store.ts'
import { targetChanges } from '../../performance/tables.ts'
import {
  knownTargets,
  lockTargets,
  setTargets,
  type TargetKey,
  type WantedTarget,
} from '../store.ts'
import { keptOf } from './cell.ts'
import { closedMonths } from './closed.ts'
import { readSplit, wantedOf } from './split.ts'
import { authorizeScopes, nameOfSubject, type Subject, subjectOf } from './subject.ts'
import { goodsName } from './what.ts'

/** So many years from this one a target can be set. */
const yearsBack = 2
const yearsAhead = 3

export interface Done {
  readonly text: string
  /** By which it can be taken back; null when nothing changed. */
  readonly changeId: number | null
}

/** Whoever closes a month or writes targets waits, so that what is read here holds until the commit. */
async function lock(ctx: ActorCtx): Promise<void> {
  await lockCloses(ctx.tx)
  await lockTargets(ctx.tx)
}

/** Sets one target, `null` takes it away. Throws UserError in words that say what to do instead. */
export async function setOne(ctx: ActorCtx, key: CellKey, value: number | null): Promise<Done> {
  await lock(ctx)
  const subject = await subjectOf(ctx, key.scope)
  await mayBeSet(ctx, subject, key, value)
  const { scope, month, metric, goods } = key
  const before = await keptOf(ctx, scope, month, key)
  const wanted = { scope, month, metric, productCode: goods, value }
  const { changeId } = await setTargets(ctx.tx, [wanted], {
    ...{ byOpenId: ctx.actor.openId, how: 'chat', at: ctx.now },
  })
  const words = {
    name: nameOfSubject(subject),
    period: periodText(month, ctx.t),
    what: whatText({ metric, goodsName: await goodsName(ctx.tx, goods) }, ctx.t),
    before: keptText(metric, before, ctx.t),
    after: keptText(metric, value, ctx.t),
  }
  return { changeId, text: saidOf(ctx, before, value, words) }
}

function saidOf(
  { t }: ActorCtx,
  before: number | null,
  after: number | null,
  words: Record<'name' | 'period' | 'what' | 'before' | 'after', string>,
): string {
  if (before === after) return t(after === null ? w.nothingToRemove : w.same, words)
  if (after === null) return t(w.removed, words)
  return t(before === null ? w.done : w.doneFrom, words)
}

async function mayBeSet(
  ctx: ActorCtx,
  subject: Subject,
  { month, metric, goods }: CellKey,
  value: number | null,
): Promise<void> {
  await isOpenMonth(ctx, [month])
  const name = nameOfSubject(subject)
  const [from, to] = limitsOf(ctx.today)
  if (month < from.slice(0, month.length) || month > to.slice(0, month.length))
    throw new UserError(messageIn((t) => t(w.tooFar, { period: periodText(month, t), from, to })))
  if (goods !== '' && !goodsMetrics.has(metric))
    throw new UserError(messageIn((t) => t(w.noGoodsFor, { what: nameOf(metric, t) })))
  // What should not be there can always be taken away.
  if (value === null || subject.kind === 'team') return
  const { role, status, joinedOn, leftOn } = subject.user
  if (role !== 'rep') throw new UserError(message(w.notRep, { name }))
  const at = (day: string) => day.slice(0, month.length)
  const joinsLater = joinedOn !== null && at(joinedOn) > month
  const cameBack = leftOn !== null && joinedOn !== null && joinedOn > leftOn
  const hasLeft = leftOn !== null && !cameBack ? at(leftOn) < month : status === 'left'
  if (!joinsLater && !hasLeft) return
  const date = (joinsLater ? joinedOn : leftOn) ?? ''
  throw new UserError(
    messageIn((t) => {
      const when = date === '' ? t(w.gone) : t(joinsLater ? w.joined : w.leaves, { date })
      return t(w.notThere, { name, period: periodText(month, t), when })
    }),
  )
}

/** The first and last month that can be set. */
function limitsOf(today: LocalDate): [from: string, to: string] {
  const year = Number(today.slice(0, 4))
  return [`${year - yearsBack}-01`, `${year + yearsAhead}-12`]
}

async function isOpenMonth(ctx: ActorCtx, months: readonly string[]): Promise<void> {
  const closed = await closedMonths(ctx.tx)
  const month = months.find((one) => !isYear(one) && closed.has(one))
  if (month === undefined) return
  throw new UserError(messageIn((t) => t(w.monthClosed, { month: periodText(month, t) })))
}

/**
 * Shares out what the preview showed. Answers null, and writes nothing, when it would be something else
 * now: somebody changed a part, or somebody came or left.
 */
export async function applySplit(
  ctx: ActorCtx,
  key: SplitKey,
  seen: string,
): Promise<(Done & { isNothingLeft?: boolean }) | null> {
  await lock(ctx)
  const split = await readSplit(ctx, key)
  if (!split) return { text: ctx.t(w.nothingLeft), changeId: null, isNothingLeft: true }
  if (split.seen !== seen) return null
  const wanted = wantedOf(split, key)
  // All parts lie below what the actor may set, but nobody sets their own.
  await authorizeScopes(ctx, [...new Set(wanted.map((one) => one.scope))])
  const { changeId } = await setTargets(ctx.tx, wanted, {
    ...{ byOpenId: ctx.actor.openId, how: 'split', at: ctx.now },
  })
  return { text: ctx.t(w.split, { n: wanted.length }), changeId }
}

type Change = typeof targetChanges.$inferSelect

/** The change and all that was changed together with it, the newest first. */
async function changedTogether({ tx }: ActorCtx, changeId: number): Promise<Change[]> {
  const [change] = await tx.select().from(targetChanges).where(eq(targetChanges.id, changeId))
  if (!change?.batch) return change ? [change] : []
  return tx
    .select()
    .from(targetChanges)
    .where(eq(targetChanges.batch, change.batch))
    .orderBy(desc(targetChanges.id))
}

export interface Undone extends Done {
  /** What was changed together. */
  readonly of: readonly TargetKey[]
}

/** Takes a change back with all that was done together with it, unless somebody changed any of it since. */
export async function undo(ctx: ActorCtx, changeId: number): Promise<Undone | null> {
  await lock(ctx)
  const changes = await changedTogether(ctx, changeId)
  const [first] = changes
  if (!first) return null
  await authorizeScopes(ctx, [...new Set(changes.map((one) => one.scope))])
  if (first.how === 'file') throw new UserError(message(w.byFile))
  await isOpenMonth(
    ctx,
    changes.map(({ month }) => month),
  )
  const later = await laterThan(ctx, changes)
  if (later) {
    const now = await knownTargets(ctx.tx, changes)
    const isBack = changes.every((one) => now(one) === one.before)
    const who = later.byOpenId ? (await getUser(ctx.tx, later.byOpenId))?.name : undefined
    const text = isBack
      ? ctx.t(w.undoneAlready)
      : ctx.t(w.overtaken, { who: who ?? ctx.t(w.somebody) })
    return { of: changes, changeId: null, text }
  }
  const wanted = changes.map(
    ({ scope, month, metric, productCode, before }): WantedTarget => ({
      ...{ scope, month, metric, productCode },
      value: before,
    }),
  )
  await setTargets(ctx.tx, wanted, { byOpenId: ctx.actor.openId, how: 'chat', at: ctx.now })
  return { of: changes, changeId: null, text: ctx.t(w.undone, { n: changes.length }) }
}

/** The newest change of any of these targets that came after them. */
async function laterThan(ctx: ActorCtx, changes: readonly Change[]): Promise<Change | undefined> {
  const last = Math.max(...changes.map(({ id }) => id))
  const rows = await ctx.tx
    .select()
    .from(targetChanges)
    .where(
      and(
        gt(targetChanges.id, last),
        inArray(targetChanges.scope, [...new Set(changes.map(({ scope }) => scope))]),
        inArray(targetChanges.month, [...new Set(changes.map(({ month }) => month))]),
      ),
    )
    .orderBy(desc(targetChanges.id))
  return rows.find((row) =>
    changes.some(
      (one) =>
        one.scope === row.scope &&
        one.month === row.month &&
        one.metric === row.metric &&
        one.productCode === row.productCode,
    ),
  )
}
