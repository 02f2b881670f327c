/** Who has not told what came of an outing: asked in the evening, shown to the manager in the morning. */

import type { Card } from '../../../cards/kit/card.ts'
import { openOutingSection } from '../../../cards/outings/outing.ts'
import { leftOpenCard } from '../../../cards/outings/team.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { visibleTeams } from '../../policies.ts'
import type { NudgeKind } from '../nudges/send.ts'
import { addNudges, countUnasked } from '../nudges/store.ts'
import { getUsers, managersOf, teamPath } from '../org/store.ts'
import { openOuting, outingsOfDay, peopleOut } from './store.ts'
import { cardOf, kindsFor, lineOf, outingThing, outingView } from './views.ts'

export const openOutingKind = 'outing.open'
export const leftThing = (date: string) => `outings-left:${date}`

/** After so many days nobody knows any more what came of an outing. */
export const forgottenDays = 7

/** Notes for a person that their outing has no end yet: once an evening. */
export async function noteOpenOuting(ctx: Ctx, openId: string): Promise<void> {
  const outing = await openOuting(ctx.tx, openId)
  if (outing) await addNudges(ctx, openId, openOutingKind, [`${outing.id}/${ctx.today}`])
}

export const openOutingNudge: NudgeKind = {
  name: openOutingKind,
  async read(ctx, rep, subjects, t) {
    const outing = await openOuting(ctx.tx, rep.openId)
    const live = subjects.filter((subject) => outing && subject.startsWith(outing.id))
    if (!outing || live.length === 0) return { live: [], section: null }
    const view = await outingView(ctx, outing, rep.teamPath)
    return { live, section: openOutingSection(view, t) }
  },
}

/** The managers of those who have told nothing of an earlier day. */
export async function managersToTell(ctx: Ctx): Promise<{ openId: string }[]> {
  const people = await peopleOut(ctx.tx, ctx.today)
  const managers = new Set<string>()
  for (const { openId, teamCode } of people)
    for (const manager of await managersOf(ctx.tx, { openId, teamCode }))
      managers.add(manager.openId)
  return [...managers].toSorted().map((openId) => ({ openId }))
}

/** In the morning a manager hears whose outings of earlier days have no result; once a day. */
export async function tellLeft(ctx: Ctx, openId: string, date: LocalDate): Promise<void> {
  const manager = (await getUsers(ctx.tx, [openId])).get(openId)
  if (manager?.status !== 'active') return
  const mine = await leftUnder(ctx, openId)
  if (mine.length === 0) return
  const t = ctx.tFor(manager.locale)
  await ctx.show({ openId }, leftThing(date), await leftBy(ctx, mine, date, null, t))
}

type Left = Awaited<ReturnType<typeof outingsOfDay>>

async function leftUnder(ctx: Ctx, managerOpenId: string): Promise<Left> {
  const all = await outingsOfDay(ctx.tx, ctx.today, null)
  const old = all.filter(({ date, status }) => status === 'open' && date < ctx.today)
  const people = await getUsers(
    ctx.tx,
    old.map(({ openId }) => openId),
  )
  const mine: Left = []
  for (const outing of old) {
    const person = people.get(outing.openId)
    const managers = person ? await managersOf(ctx.tx, person) : []
    if (managers.some(({ openId }) => openId === managerOpenId)) mine.push(outing)
  }
  return mine
}

async function leftBy(
  ctx: Ctx,
  mine: Left,
  date: LocalDate,
  asked: number | null,
  t: T,
): Promise<Card> {
  const kinds = kindsFor(ctx, [])
  return leftOpenCard({ date, asked, lines: mine.map((one) => lineOf(ctx, one, kinds)) }, t)
}

/** Those whom the actor leads and who have told nothing of an earlier day. */
async function leftOf(ctx: ActorCtx): Promise<Left> {
  const all = await outingsOfDay(ctx.tx, ctx.today, visibleTeams(ctx.actor))
  return all.filter(
    ({ date, status, openId }) =>
      status === 'open' && date < ctx.today && openId !== ctx.actor.openId,
  )
}

/** The manager's card again, after asking. */
export const leftCard = async (ctx: ActorCtx, date: string, asked: number): Promise<Card> =>
  leftBy(ctx, await leftOf(ctx), date as LocalDate, asked, ctx.t)

/** Puts their own card before those who have told nothing; answers how many. */
export async function remindLeft(ctx: ActorCtx): Promise<number> {
  const left = await leftOf(ctx)
  const people = await getUsers(
    ctx.tx,
    left.map(({ openId }) => openId),
  )
  for (const outing of left) {
    const person = people.get(outing.openId)
    if (!person) continue
    const teams = await teamPath(ctx.tx, person.teamCode)
    const card = await cardOf(ctx, outing, teams, ctx.tFor(person.locale))
    await ctx.show({ openId: person.openId }, outingThing(outing.id), card, { fresh: true })
    await countUnasked(ctx, person.openId, 'person')
  }
  return left.length
}
