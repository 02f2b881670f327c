/** Company days as cards show them. */

import { asc, sql } from 'drizzle-orm'
import {
  type CalendarForm,
  type CalendarView,
  type ChangeView,
  type CompanyDay,
  type DaysView,
  daysShown,
  type PreviewView,
} from '../../../../cards/leave/calendar.ts'
import { valueText } from '../../../../cards/rules/values.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { settings } from '../../../domain/settings/index.ts'
import { daysFrom, formatLocal } from '../../../domain/time.ts'
import { allTeamPaths, getTeam, getUsers, teamPath } from '../../org/store.ts'
import { teams } from '../../org/tables.ts'
import { calendarOf } from '../../plans/people.ts'
import { type Change, type CompanyDays, daysAhead, daysOfChange } from './store.ts'

export const undoHours = 24

/** `T1` of `team:T1`; null for the company. */
export const teamOf = (scope: string): string | null =>
  scope.startsWith('team:') ? scope.slice('team:'.length) : null

async function daysView(ctx: ActorCtx, days: CompanyDays): Promise<DaysView> {
  const code = teamOf(days.scope)
  const { scope, from, to, part } = days
  const teamName = code === null ? null : ((await getTeam(ctx.tx, code))?.name ?? code)
  return { scope, from, to, part, teamName }
}

/** What is ahead for the actor: everything for admins, else the company's and the own teams'. */
export async function calendarView(
  ctx: ActorCtx,
  form: Omit<CalendarForm, 'teams'> | null,
): Promise<CalendarView> {
  const isAdmin = ctx.actor.role === 'admin'
  const { teamPath: own, ledTeams } = ctx.actor
  const mine = ['org', ...[...own, ...ledTeams].map((code) => `team:${code}`)]
  const all = await daysAhead(ctx.tx, ctx.today, isAdmin ? null : mine)
  const place = { teams: isAdmin ? [] : own }
  const { restDays, nationalHolidays } = settings
  const days: CalendarView['days'][number][] = []
  for (const one of all.slice(0, daysShown))
    days.push({ ...(await daysView(ctx, one)), kind: one.kind })
  return {
    usual: {
      rest: valueText(ctx.t, restDays, ctx.rules.get(restDays, place)),
      national: valueText(ctx.t, nationalHolidays, ctx.rules.get(nationalHolidays, place)),
    },
    days,
    all: all.length,
    form: isAdmin && form ? { ...form, teams: await teamList(ctx) } : null,
  }
}

async function teamList(ctx: ActorCtx) {
  return ctx.tx
    .select({ code: teams.code, name: teams.name })
    .from(teams)
    .orderBy(asc(teams.name), asc(teams.code))
}

/** What a change would do, before it is done. */
export async function previewView(
  ctx: ActorCtx,
  asked: CompanyDays & { readonly kind: CompanyDay | null; readonly remove: boolean },
): Promise<PreviewView> {
  const code = teamOf(asked.scope)
  const path = await teamPath(ctx.tx, code)
  const calendar = await calendarOf(ctx, { openId: '', teamPath: path }, asked.from)
  const wanted = asked.kind === 'workday'
  const already = daysFrom(asked.from, asked.to).filter(
    (date) => calendar.isWorkingDay(date) === wanted,
  ).length
  const frees = !asked.remove && asked.kind === 'holiday'
  const { kind, remove } = asked
  const affected = frees ? await plannedOn(ctx, asked, code) : { stops: 0, people: 0 }
  return { ...(await daysView(ctx, asked)), kind, remove, already, ...affected }
}

/** Stops that stand on the days, of people of the team and below it, or of everybody. */
async function plannedOn(ctx: ActorCtx, { from, to }: CompanyDays, code: string | null) {
  const paths = code === null ? null : await allTeamPaths(ctx.tx)
  const below = paths && code ? [...paths].filter(([, path]) => path.includes(code)) : []
  const whose =
    code === null
      ? sql`true`
      : sql`s.rep_open_id in (select open_id from users where team_code in ${[code, ...below.map(([one]) => one)]})`
  const [row] = await ctx.tx.execute<{ stops: string; people: string }>(sql`
    select count(*) as stops, count(distinct rep_open_id) as people from plan_stops s
    where s.date between ${from < ctx.today ? ctx.today : from} and ${to}
      and s.status = 'planned' and s.visit_id is null and ${whose}`)
  return { stops: Number(row?.stops ?? 0), people: Number(row?.people ?? 0) }
}

/** A change that was made. */
export async function changeView(ctx: ActorCtx, change: Change): Promise<ChangeView> {
  const { fromDate, toDate, scope, part, undoneBy } = change
  const span = { scope, part, from: fromDate, to: toDate } as CompanyDays
  const people = await getUsers(ctx.tx, [change.byOpenId, ...(undoneBy ? [undoneBy] : [])])
  const until = new Date(change.at.getTime() + undoHours * 3_600_000)
  return {
    ...(await daysView(ctx, span)),
    changeId: change.id,
    action: change.action,
    kind: change.kind,
    days: (await daysOfChange(ctx.tx, change.id)).length,
    by: people.get(change.byOpenId)?.name ?? '',
    undoUntil: ctx.now <= until ? formatLocal(until, ctx.zone, 'dateTime', ctx.actor.locale) : null,
    undoneBy: undoneBy ? (people.get(undoneBy)?.name ?? '') : null,
  }
}
