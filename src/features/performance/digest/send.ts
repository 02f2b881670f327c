/** Sends a team's digest: results to the group, what needs somebody to the managers. */
import { uuidv7 } from 'uuidv7'
import { managerDigestCard, teamDigestCard } from '../../../../cards/performance/digest.ts'
import type { DigestView } from '../../../../cards/performance/view.ts'
import type { Ctx } from '../../../bot/context.ts'
import { settings } from '../../../domain/settings/index.ts'
import type { LocalDate } from '../../../domain/time.ts'
import {
  activeReps,
  allTeamPaths,
  getTeam,
  type Team,
  teamPath,
  type User,
} from '../../org/store.ts'
import { calendarOf } from '../../plans/people.ts'
import { leadersOf } from '../../plans/team.ts'
import { digests } from '../tables.ts'
import { isEmpty, readDigest } from './read.ts'

export const teamThing = (teamCode: string, date: LocalDate) => `digest:daily:${teamCode}:${date}`
export const managerThing = (teamCode: string, date: LocalDate) =>
  `digest:managers:${teamCode}:${date}`

/**
 * Sends (or, on a second run, patches) the digest of a team's day. Silent when the team has no reps,
 * and when nobody had a plan or made a visit on a rest day or a day before today: on a working day
 * that silence would hide that no plans were made.
 */
export async function sendDailyDigest(ctx: Ctx, teamCode: string, date: LocalDate): Promise<void> {
  const team = await getTeam(ctx.tx, teamCode)
  if (!team) return
  const view = await readDigest(ctx, team, date)
  if (view.reps === 0) return
  if (isEmpty(view) && (date < ctx.today || !(await isWorkday(ctx, teamCode, date)))) return

  const leaders = await leadersOf(ctx, teamCode)
  const rule = { teams: await teamPath(ctx.tx, teamCode) }
  const audience = ctx.rules.get(settings.digestAudience, rule)
  const wantsGroup = audience !== 'managers'
  await tellTeam(ctx, team, view, leaders, wantsGroup)
  if (audience !== 'group') await tellManagers(ctx, team, view, leaders)
  await ctx.tx
    .insert(digests)
    .values({ id: uuidv7(), kind: 'daily', teamCode, date, sentAt: ctx.now })
    .onConflictDoNothing()
}

/** Whether a team works on a day, by the company's calendar and its own. */
export async function isWorkday(ctx: Ctx, teamCode: string, date: LocalDate): Promise<boolean> {
  const path = await teamPath(ctx.tx, teamCode)
  return (await calendarOf(ctx, { openId: '', teamPath: path }, date)).isWorkingDay(date)
}

async function tellTeam(
  ctx: Ctx,
  team: Team,
  view: DigestView,
  leaders: readonly User[],
  wantsGroup: boolean,
): Promise<void> {
  const thing = teamThing(team.code, view.date)
  if (wantsGroup && team.chatId)
    return ctx.show({ chatId: team.chatId }, thing, teamDigestCard(view, ctx.t))
  for (const { openId, locale } of leaders) {
    const card = teamDigestCard({ ...view, noGroup: wantsGroup }, ctx.tFor(locale))
    await ctx.show({ openId }, thing, card)
  }
}

async function tellManagers(
  ctx: Ctx,
  team: Team,
  view: DigestView,
  leaders: readonly User[],
): Promise<void> {
  if (view.needs.length === 0 && view.bottom.length === 0) return
  const thing = managerThing(team.code, view.date)
  if (team.managerChatId)
    return ctx.show({ chatId: team.managerChatId }, thing, managerDigestCard(view, ctx.t))
  for (const { openId, locale } of leaders) {
    await ctx.show({ openId }, thing, managerDigestCard(view, ctx.tFor(locale)))
  }
}

/** Teams with reps in them or below: those that have a day to tell. */
export async function teamsToTell(ctx: Ctx): Promise<{ code: string; path: string[] }[]> {
  const paths = await allTeamPaths(ctx.tx)
  const reps = await activeReps(ctx.tx)
  const busy = new Set(reps.flatMap(({ teamCode }) => paths.get(teamCode ?? '') ?? []))
  return [...busy].toSorted().map((code) => ({ code, path: paths.get(code) ?? [code] }))
}
