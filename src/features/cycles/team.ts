/** A team's cycle as its managers see it: capacity, each rep, what has no day; publishing. */
import { and, asc, desc, eq, gte, inArray } from 'drizzle-orm'
import { pageSize } from '../../../cards/customers/parts.ts'
import { type UnplacedView, unplacedCard } from '../../../cards/cycles/team.ts'
import type { TeamCycleView } from '../../../cards/cycles/view.ts'
import { weekCard } from '../../../cards/cycles/week.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { Actor, ActorCtx, Ctx } from '../../bot/context.ts'
import { formatFrequency } from '../../domain/customers/frequency.ts'
import { joinChecks } from '../../domain/plans/cycle/join-checks.ts'
import { settings } from '../../domain/settings/index.ts'
import type { LocalDate } from '../../domain/time.ts'
import { may } from '../../policies.ts'
import { customers } from '../customers/tables.ts'
import { getTeam, getUser, getUsers, teamPath } from '../org/store.ts'
import { loadRep } from '../plans/people.ts'
import { repsOf } from '../plans/team.ts'
import { cycleAround } from './inputs.ts'
import { type Cycle, cyclesOfTeam, publish } from './store.ts'
import { cycles } from './tables.ts'
import { weekThing, weekView } from './week.ts'

export const teamThing = (teamCode: string, from: string) => `cycle:${teamCode}:${from}`

/** The first day of the cycle of a team that a person should see: a draft first, else the running one. */
export async function currentFrom(ctx: Ctx, teamCode: string): Promise<LocalDate> {
  const [found] = await ctx.tx
    .select({ from: cycles.fromDate })
    .from(cycles)
    .where(and(eq(cycles.teamCode, teamCode), gte(cycles.toDate, ctx.today)))
    .orderBy(asc(cycles.status), desc(cycles.fromDate))
    .limit(1)
  return (found?.from as LocalDate | undefined) ?? ctx.today
}

export async function teamCycleView(
  ctx: Ctx,
  actor: Actor,
  teamCode: string,
  from: LocalDate,
  page = 0,
): Promise<TeamCycleView> {
  const list = await cyclesOfTeam(ctx.tx, teamCode, from)
  const team = teamCode ? await getTeam(ctx.tx, teamCode) : null
  const path = await teamPath(ctx.tx, teamCode)
  const people = await getUsers(
    ctx.tx,
    list.map(({ repOpenId }) => repOpenId),
  )
  const isDraft = list.some(({ status }) => status === 'draft')
  const by = list.find(({ publishedBy }) => publishedBy !== null)?.publishedBy ?? null
  const check = joinChecks(list.map((one) => one.check))
  return {
    teamCode,
    teamName: team?.name ?? teamCode,
    from,
    to: (list[0]?.toDate as LocalDate | undefined) ?? cycleAround(ctx, from).to,
    state: list.length === 0 ? 'none' : isDraft ? 'draft' : 'published',
    byName: by === null ? null : ((await getUser(ctx.tx, by))?.name ?? by),
    startsItself: ctx.rules.get(settings.cycleStartsItself, { teams: path }),
    mayPublish: may(actor, 'team.see', { teamPath: path }),
    check: {
      ...check,
      groups: check.groups.map(({ frequency, ...group }) => ({
        ...group,
        frequency: formatFrequency(frequency),
      })),
    },
    people: list
      .map((one) => ({
        openId: one.repOpenId,
        name: people.get(one.repOpenId)?.name ?? one.repOpenId,
        visits: one.figures.visits,
        meanMinutes: meanOf(one),
        longestMinutes: one.figures.longestMinutes,
        unplaced: unplacedOf(one),
      }))
      .toSorted((a, b) => b.unplaced - a.unplaced || b.meanMinutes - a.meanMinutes),
    unplaced: list.reduce((sum, one) => sum + unplacedOf(one), 0),
    page,
  }
}

const unplacedOf = ({ unplaced }: Cycle) => unplaced.reduce((sum, { visits }) => sum + visits, 0)

/** Minutes of a mean day between the longest and the shortest. */
const meanOf = ({ figures }: Cycle) =>
  Math.round((figures.longestMinutes + figures.shortestMinutes) / 2)

/** Publishes a team's drafts and tells each rep their first week; answers how many were drafts. */
export async function publishTeam(
  ctx: ActorCtx,
  teamCode: string,
  from: LocalDate,
): Promise<number> {
  const drafts = (await cyclesOfTeam(ctx.tx, teamCode, from)).filter(
    ({ status }) => status === 'draft',
  )
  const done = await publish(
    ctx,
    drafts.map(({ id }) => id),
    ctx.actor.openId,
  )
  for (const { repOpenId } of drafts) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (!rep || rep.openId === ctx.actor.openId) continue
    const view = await weekView(ctx, rep, from, true)
    await ctx.show(
      { openId: rep.openId },
      weekThing(rep.openId, view.from),
      weekCard(view, ctx.tFor(rep.locale)),
    )
  }
  return done
}

/** Has every rep's draft of the team worked out again. */
export async function againForTeam(ctx: Ctx, teamCode: string, from: LocalDate): Promise<number> {
  const reps = await repsOf(ctx, teamCode)
  for (const { openId } of reps)
    await ctx.enqueue('plans.cycle', { repOpenId: openId, date: from, again: true })
  return reps.length
}

/** What has no day, most important customers first. */
export async function unplacedCardFor(
  ctx: ActorCtx,
  teamCode: string,
  from: LocalDate,
  page: number,
): Promise<Card> {
  const list = await cyclesOfTeam(ctx.tx, teamCode, from)
  const people = await getUsers(
    ctx.tx,
    list.map(({ repOpenId }) => repOpenId),
  )
  const all = list.flatMap((one) =>
    one.unplaced.map((gap) => ({
      ...gap,
      rep: people.get(one.repOpenId)?.name ?? one.repOpenId,
    })),
  )
  const codes = [...new Set(all.map(({ customerCode }) => customerCode))]
  const known = codes.length
    ? await ctx.tx.select().from(customers).where(inArray(customers.code, codes))
    : []
  const byCode = new Map(known.map((customer) => [customer.code, customer]))
  const gradeOf = (code: string) => byCode.get(code)?.grade ?? 'Z'
  const sorted = all.toSorted(
    (a, b) =>
      gradeOf(a.customerCode).localeCompare(gradeOf(b.customerCode)) ||
      b.visits - a.visits ||
      a.customerCode.localeCompare(b.customerCode),
  )
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize))
  const at = Math.min(page, pages - 1)
  const view: UnplacedView = {
    teamCode,
    from,
    total: all.reduce((sum, { visits }) => sum + visits, 0),
    page: at,
    pages,
    rows: sorted.slice(at * pageSize, (at + 1) * pageSize).map((gap) => ({
      name: byCode.get(gap.customerCode)?.name ?? gap.customerCode,
      rep: gap.rep,
      visits: gap.visits,
      why: gap.why,
    })),
  }
  return unplacedCard(view, ctx.t)
}
