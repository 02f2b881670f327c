/** From rows of outings to what their cards show. */

import type { Card } from '../../../cards/kit/card.ts'
import { outingCard } from '../../../cards/outings/outing.ts'
import type { OutingLine, TeamOutingsView } from '../../../cards/outings/team.ts'
import { kindOf, type OutingView } from '../../../cards/outings/view.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import { type OutingKind, readOutingKinds } from '../../domain/outings.ts'
import { settings } from '../../domain/settings/index.ts'
import { formatLocal, type LocalDate, toLocalDate } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { visibleTeams } from '../../policies.ts'
import { type Outing, openOuting, outingsOfDay, visitsWithin } from './store.ts'

/** One card an outing, for its whole life. */
export const outingThing = (id: string) => `outing:${id}`

/** Called off only right after going out: later there is a result. */
export const cancelMinutes = 30
const namedVisits = 3

export const kindsFor = (ctx: Pick<Ctx, 'rules'>, teams: readonly string[]): OutingKind[] =>
  readOutingKinds(ctx.rules.get(settings.outingKinds, { teams }))

const timeOf = (ctx: Pick<Ctx, 'zone'>, at: Date) => formatLocal(at, ctx.zone, 'time')
const minutesBetween = (from: Date, to: Date) =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 60_000))

export async function outingView(
  ctx: Ctx,
  outing: Outing,
  teams: readonly string[],
): Promise<OutingView> {
  const date = outing.date as LocalDate
  const visited =
    outing.status === 'cancelled' || (outing.status === 'ended' && outing.endedAt === null)
      ? []
      : await visitsWithin(ctx.tx, outing.openId, outing.startedAt, outing.endedAt ?? ctx.now)
  return {
    outingId: outing.id,
    status: outing.status,
    kind: kindOf(outing.kind, kindsFor(ctx, teams)),
    reason: outing.reason,
    date,
    startedAt: timeOf(ctx, outing.startedAt),
    ended: outing.endedAt && {
      date: toLocalDate(outing.endedAt, ctx.zone),
      at: timeOf(ctx, outing.endedAt),
      minutes: minutesBetween(outing.startedAt, outing.endedAt),
    },
    result: outing.result,
    note: outing.note,
    isOld: outing.status === 'open' && date < ctx.today,
    mayCancel: mayCancel(ctx, outing),
    visits: { n: visited.length, names: visited.slice(0, namedVisits) },
  }
}

/** What a person is out for now, without what they did meanwhile; null when they are not. */
export async function outNow(
  ctx: Ctx,
  person: { readonly openId: string; readonly teamPath: readonly string[] },
) {
  const outing = await openOuting(ctx.tx, person.openId)
  if (!outing) return null
  const date = outing.date as LocalDate
  return {
    outingId: outing.id,
    kind: kindOf(outing.kind, kindsFor(ctx, person.teamPath)),
    date,
    startedAt: timeOf(ctx, outing.startedAt),
    isOld: date < ctx.today,
  }
}

export const mayCancel = (ctx: Pick<Ctx, 'now'>, outing: Outing): boolean =>
  outing.status === 'open' && minutesBetween(outing.startedAt, ctx.now) <= cancelMinutes

export const cardOf = async (
  ctx: Ctx,
  outing: Outing,
  teams: readonly string[],
  t: T,
): Promise<Card> => outingCard(await outingView(ctx, outing, teams), t)

export function lineOf(
  ctx: Ctx,
  outing: Outing & { readonly name: string },
  kinds: readonly OutingKind[],
): OutingLine {
  const sameDay = outing.endedAt && toLocalDate(outing.endedAt, ctx.zone) === outing.date
  return {
    name: outing.name,
    kind: kindOf(outing.kind, kinds),
    reason: outing.reason,
    note: outing.note,
    date: outing.date as LocalDate,
    startedAt: timeOf(ctx, outing.startedAt),
    endedAt: outing.endedAt && sameDay ? timeOf(ctx, outing.endedAt) : null,
    isOpen: outing.status === 'open',
    result: outing.result,
  }
}

/** Today's outings of those whom the actor leads. */
export async function teamView(ctx: ActorCtx): Promise<TeamOutingsView> {
  const { actor } = ctx
  const all = await outingsOfDay(ctx.tx, ctx.today, visibleTeams(actor))
  const others = all.filter(({ openId }) => openId !== actor.openId)
  const kinds = kindsFor(ctx, actor.teamPath)
  const lines = others.map((one) => lineOf(ctx, one, kinds))
  const isToday = (line: OutingLine) => line.date === ctx.today
  return {
    date: ctx.today,
    out: lines.filter((line) => line.isOpen && isToday(line)),
    back: lines.filter((line) => !line.isOpen && isToday(line)),
    old: lines.filter((line) => line.isOpen && !isToday(line)),
    ownId: (await openOuting(ctx.tx, actor.openId))?.id ?? null,
  }
}
