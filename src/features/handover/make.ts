/** Makes a handover, takes it back, and tells those whom it concerns. */
import { eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { type DoneView, doneCard } from '../../../cards/handover/handover.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { formatLocal } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { planChanged } from '../../events.ts'
import { handoverWords as w } from '../../i18n/handover.ts'
import { message, type T } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { lockFor } from '../../queue/run-job.ts'
import { getUser, managersOf, type User } from '../org/store.ts'
import { type Party, partyOf } from './people.ts'
import { pairOf } from './step.ts'
import { moveAll } from './store/apply.ts'
import { listIdOf } from './store/lists.ts'
import { getHandover, type Handover, sameSince, touchedPlans } from './store/read.ts'
import { moveBack } from './store/undo.ts'
import { countWhat } from './store/what.ts'
import { handovers } from './tables.ts'

export const undoHours = 24
const shownNames = 5

export const thingOf = (id: string) => `handover:${id}`

/** In one order everywhere, so that two handovers do not wait for each other. */
async function lockBoth(ctx: ActorCtx, ids: readonly string[]): Promise<void> {
  for (const openId of ids.toSorted()) await lockFor(ctx.tx, `person:${openId}`)
}

/**
 * Hands over what was picked. A second click finds what the first one did. Throws UserError when there is
 * nothing, or when the actor may not.
 */
export async function makeHandover(
  ctx: ActorCtx,
  asked: { fromOpenId: string; toOpenId: string; pick: string },
): Promise<{ handover: Handover; from: Party; to: Party }> {
  const { from, to } = await pairOf(ctx, asked.fromOpenId, asked.toOpenId)
  await lockBoth(ctx, [from.openId, to.openId])
  const what = { fromOpenId: from.openId, today: ctx.today, pick: asked.pick }
  const { customers, stops, promises } = await countWhat(ctx.tx, what)
  const byOpenId = ctx.actor.openId
  if (customers + stops + promises === 0) {
    const since = new Date(ctx.now.getTime() - undoHours * 3_600_000)
    const before = await sameSince(ctx.tx, { ...asked, byOpenId }, since)
    if (before) return { handover: before, from, to }
    if (listIdOf(asked.pick)) throw new UserError(message(w.listGone))
    throw new UserError(message(w.nothing, { from: from.name }))
  }
  const handover: Handover = {
    ...asked,
    id: uuidv7(),
    byOpenId,
    at: ctx.now,
    date: ctx.today,
    customers,
    stops,
    promises,
    undoneAt: null,
    undoneBy: null,
    returned: null,
  }
  await ctx.tx.insert(handovers).values(handover)
  const teams = { fromTeam: from.teamCode, toTeam: to.teamCode }
  await moveAll(ctx.tx, { ...handover, ...teams, today: ctx.today, now: ctx.now })
  await changed(ctx, handover)
  await tellOthers(ctx, handover, from, to)
  return { handover, from, to }
}

/** Takes a handover back within its day; who may make it may undo it. Throws UserError. */
export async function undoHandover(
  ctx: ActorCtx,
  id: string,
): Promise<{ handover: Handover; from: Party; to: Party }> {
  const found = await getHandover(ctx.tx, id)
  const from = found && (await partyOf(ctx.tx, found.fromOpenId))
  const to = found && (await partyOf(ctx.tx, found.toOpenId))
  if (!found || !from || !to) throw new UserError(message(w.gone))
  authorize(ctx.actor, 'handover.make', { from, to })
  if (found.undoneAt) return { handover: found, from, to }
  if (ctx.now.getTime() - found.at.getTime() > undoHours * 3_600_000) {
    throw new UserError(message(w.tooLate))
  }
  await lockBoth(ctx, [from.openId, to.openId])
  const plans = await touchedPlans(ctx.tx, found, ctx.today)
  const returned = await moveBack(ctx.tx, found, ctx.today, ctx.now)
  const undone = { undoneAt: ctx.now, undoneBy: ctx.actor.openId, returned }
  await ctx.tx.update(handovers).set(undone).where(eq(handovers.id, id))
  for (const plan of plans) await ctx.emit(planChanged, plan)
  const handover = { ...found, ...undone }
  await tellOthers(ctx, handover, from, to)
  return { handover, from, to }
}

async function changed(ctx: ActorCtx, handover: Handover): Promise<void> {
  for (const plan of await touchedPlans(ctx.tx, handover, ctx.today)) {
    await ctx.emit(planChanged, plan)
  }
}

/** The card of a handover for one reader; `mayUndo` shows 撤销 while there is time. */
export async function handoverCard(
  ctx: ActorCtx,
  { handover, from, to }: { handover: Handover; from: Party; to: Party },
  reader: 'maker' | 'taker' | 'giver',
  t: T,
  mayUndo = false,
): Promise<ReturnType<typeof doneCard>> {
  const by = await getUser(ctx.tx, handover.byOpenId)
  const undoneBy = handover.undoneBy ? await getUser(ctx.tx, handover.undoneBy) : null
  const until = new Date(handover.at.getTime() + undoHours * 3_600_000)
  const view: DoneView = {
    handoverId: handover.id,
    from: from.name,
    to: to.name,
    by: by?.name ?? '',
    customers: handover.customers,
    stops: handover.stops,
    promises: handover.promises,
    names: handover.undoneAt ? [] : await someNames(ctx, handover.id),
    undoUntil:
      mayUndo && ctx.now <= until ? formatLocal(until, ctx.zone, 'dateTime', t.locale) : null,
    undone: handover.undoneAt
      ? { by: undoneBy?.name ?? '', customers: handover.returned ?? handover.customers }
      : null,
  }
  return doneCard(view, reader, t)
}

async function someNames(ctx: ActorCtx, id: string): Promise<string[]> {
  const rows = await ctx.tx.execute<{ name: string }>(sql`
    select c.name from handover_items i join customers c on c.code = i.key
    where i.handover_id = ${id} and i.kind = 'customer' and c.status = 'active'
    order by c.grade nulls last, c.name limit ${shownNames}`)
  return rows.map((row) => row.name)
}

/** Both reps and their managers hear it, once each; the actor sees it on the card that was clicked. */
async function tellOthers(
  ctx: ActorCtx,
  handover: Handover,
  from: Party,
  to: Party,
): Promise<void> {
  const readers = new Map<string, { user: User; reader: 'maker' | 'taker' | 'giver' }>()
  for (const user of [...(await managersOf(ctx.tx, from)), ...(await managersOf(ctx.tx, to))]) {
    readers.set(user.openId, { user, reader: 'maker' })
  }
  readers.set(from.openId, { user: from, reader: 'giver' })
  readers.set(to.openId, { user: to, reader: 'taker' })
  // Whoever made it learns that somebody else took it back.
  const maker = await getUser(ctx.tx, handover.byOpenId)
  if (maker && !readers.has(maker.openId))
    readers.set(maker.openId, { user: maker, reader: 'maker' })
  for (const { user, reader } of readers.values()) {
    if (user.openId === ctx.actor.openId || user.status !== 'active') continue
    const card = await handoverCard(ctx, { handover, from, to }, reader, ctx.tFor(user.locale))
    await ctx.show({ openId: user.openId }, thingOf(handover.id), card, { fresh: true })
  }
}
