/** Connecting a team, changing what it keeps, and starting a sync. */
import { and, eq, notInArray } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { bitableCard, settingsCard } from '../../../cards/bitable/cards.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { readAddress } from '../../domain/bitable/address.ts'
import { UserError } from '../../errors.ts'
import { bitableSyncWanted } from '../../events.ts'
import { bitableWords as w } from '../../i18n/bitable.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { teamPath } from '../org/store.ts'
import { teamsOf } from '../performance/private-digest.ts'
import { type BitableKind, bitableKinds, bitableLinks, bitableTables } from './tables.ts'
import { bitableView } from './view.ts'

/** While a run is at work, or waits to begin, another one is not started. */
const startMs = 5 * 60_000

/** The team, if the person who acts leads it now. */
export async function ownTeam(ctx: ActorCtx, teamCode: string): Promise<void> {
  authorize(ctx.actor, 'bitable.connect', { teamPath: await teamPath(ctx.tx, teamCode) })
}

export async function firstTeam(ctx: ActorCtx): Promise<string> {
  const [first] = await teamsOf(ctx, ctx.actor)
  if (!first) throw new UserError(message(w.noTeam), 'warning')
  return first.code
}

export async function cardFor(ctx: ActorCtx, teamCode: string): Promise<Card> {
  return bitableCard(await bitableView(ctx, ctx.actor, teamCode, ctx.t), ctx.t)
}

export async function settingsFor(ctx: ActorCtx, teamCode: string): Promise<Card> {
  return settingsCard(await bitableView(ctx, ctx.actor, teamCode, ctx.t), ctx.t)
}

function kindsOf(chosen: readonly string[]): BitableKind[] {
  const kinds = bitableKinds.filter((kind) => chosen.includes(kind))
  if (kinds.length === 0) throw new UserError(message(w.noKinds), 'warning')
  return kinds
}

/** Without a link a base is made. Whoever connects a team again takes it over. */
export async function connect(
  ctx: ActorCtx,
  teamCode: string,
  { link, kinds }: { link: string | undefined; kinds: readonly string[] },
): Promise<void> {
  const address = link === undefined ? null : readAddress(link)
  if (address?.kind === 'wiki') throw new UserError(message(w.wikiLink), 'warning')
  if (address?.kind === 'other') throw new UserError(message(w.badLink), 'warning')
  const appToken = address?.appToken ?? null
  const url = link === undefined ? null : (/https?:\/\/\S+/.exec(link)?.[0] ?? null)
  const [before] = await ctx.tx
    .select()
    .from(bitableLinks)
    .where(eq(bitableLinks.teamCode, teamCode))
    .for('update')
  // Connected meanwhile: what was chosen then stays, with its tables.
  const same = before !== undefined && (appToken === null || before.appToken === appToken)
  if (!same) await ctx.tx.delete(bitableTables).where(eq(bitableTables.teamCode, teamCode))
  const values = {
    kinds: kindsOf(kinds),
    connectedBy: ctx.actor.openId,
    connectedAt: ctx.now,
    problem: null,
    toldProblem: null,
    ...(same ? {} : { appToken, url, name: null, madeByUs: appToken === null, lastOkAt: null }),
  }
  await ctx.tx
    .insert(bitableLinks)
    .values({ teamCode, ...values })
    .onConflictDoUpdate({ target: bitableLinks.teamCode, set: values })
  await startSync(ctx, teamCode)
}

async function linked(ctx: ActorCtx, teamCode: string) {
  const [link] = await ctx.tx
    .select()
    .from(bitableLinks)
    .where(eq(bitableLinks.teamCode, teamCode))
    .for('update')
  if (!link) throw new UserError(message(w.gone), 'warning')
  return link
}

export async function startSync(ctx: ActorCtx, teamCode: string): Promise<void> {
  const { leaseUntil } = await linked(ctx, teamCode)
  if (leaseUntil !== null && leaseUntil > ctx.now) return
  const syncId = uuidv7()
  // The card shows at once that it runs; the run itself takes the lease for longer.
  await ctx.tx
    .update(bitableLinks)
    .set({ syncId, leaseUntil: new Date(ctx.now.getTime() + startMs) })
    .where(eq(bitableLinks.teamCode, teamCode))
  const { zone, today, now } = ctx
  await ctx.emit(bitableSyncWanted, {
    ...{ teamCode, syncId, zone, today, at: now.toISOString() },
    ...{ locale: ctx.t.locale, askedBy: ctx.actor.openId },
  })
}

/** Tables that are not wanted any more stay in the base, and are only forgotten. */
export async function saveKinds(
  ctx: ActorCtx,
  teamCode: string,
  chosen: readonly string[],
): Promise<void> {
  await linked(ctx, teamCode)
  const kinds = kindsOf(chosen)
  await ctx.tx
    .update(bitableLinks)
    .set({ kinds, problem: null, toldProblem: null })
    .where(eq(bitableLinks.teamCode, teamCode))
  await ctx.tx
    .delete(bitableTables)
    .where(and(eq(bitableTables.teamCode, teamCode), notInArray(bitableTables.kind, kinds)))
  await startSync(ctx, teamCode)
}

/** Forgets the tables, so that those that are gone are made anew; those that are there are taken up again. */
export async function rebuild(ctx: ActorCtx, teamCode: string): Promise<void> {
  await linked(ctx, teamCode)
  await ctx.tx.delete(bitableTables).where(eq(bitableTables.teamCode, teamCode))
  await startSync(ctx, teamCode)
}

/** Forgets that columns were removed, so that they are made anew. */
export async function restore(ctx: ActorCtx, teamCode: string): Promise<void> {
  await linked(ctx, teamCode)
  const tables = await ctx.tx
    .select()
    .from(bitableTables)
    .where(eq(bitableTables.teamCode, teamCode))
  for (const { kind, fields } of tables) {
    const left = Object.fromEntries(Object.entries(fields).filter(([, id]) => id !== ''))
    await ctx.tx
      .update(bitableTables)
      .set({ fields: left })
      .where(and(eq(bitableTables.teamCode, teamCode), eq(bitableTables.kind, kind)))
  }
  await startSync(ctx, teamCode)
}

export async function disconnect(ctx: ActorCtx, teamCode: string): Promise<void> {
  await linked(ctx, teamCode)
  await ctx.tx.delete(bitableTables).where(eq(bitableTables.teamCode, teamCode))
  await ctx.tx.delete(bitableLinks).where(eq(bitableLinks.teamCode, teamCode))
}
