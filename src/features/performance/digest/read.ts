/** Reads a team's day, and a rep's own, as the cards show them. */
import type {
  DayLine,
  DigestView,
  Need,
  RepDayView,
  RestDays,
} from '../../../../cards/performance/view.ts'
import type { Ctx } from '../../../bot/context.ts'
import {
  type Figures,
  figuresOf,
  noFigures,
  sumFigures,
} from '../../../domain/performance/figures.ts'
import { type Rate, rate } from '../../../domain/performance/rates.ts'
import { noSums } from '../../../domain/performance/sums.ts'
import { settings } from '../../../domain/settings/index.ts'
import { addDays, formatLocal, type LocalDate } from '../../../domain/time.ts'
import { getUser, type Team, teamPath, type User } from '../../org/store.ts'
import { medianStays, sumsBy } from '../facts/rep-days.ts'
import { performance, planCountsOn } from '../figures/index.ts'
import { type Hours, hoursOf, notVisited, restBefore, selfReportedOn } from './day.ts'
import { monthState } from './month.ts'
import { needsOf } from './needs.ts'
import { branchOf, repsBelow, type TeamBelow, teamTree } from './people.ts'

/** With more people than this a team that has teams below is told by team. */
const maxPeople = 20
const topCount = 3
/** Praise begins here, and the manager's list of who did least ends here. */
const goodRate = 0.8

/** What is open has no money in it. */
const noMoney = { orders: false, payments: false }

type Reader = Pick<Ctx, 'tx' | 'zone' | 'rules' | 'now' | 'today'>

export async function readDigest(ctx: Ctx, team: Team, date: LocalDate): Promise<DigestView> {
  const tree = await teamTree(ctx.tx, team.code)
  const reps = await repsBelow(ctx.tx, tree)
  const openIds = reps.map(({ openId }) => openId)
  const figures = await performance(ctx, { from: date, to: date, openIds })
  const hours = await hoursOf(ctx, openIds, date)
  const people = reps.map((rep) =>
    lineOf(rep.openId, rep.name, figures.get(rep.openId), hours.get(rep.openId)),
  )
  const stays = await medianStays({ tx: ctx.tx, from: date, to: date, openIds }, 'all')
  const path = await teamPath(ctx.tx, team.code)
  const from = await restBefore(ctx, path, date)
  const rule = { teams: path }
  const month = await monthState(ctx, { teamCode: team.code, people: reps }, date)
  const byTeam = reps.length > maxPeople && tree.length > 1
  return {
    teamCode: team.code,
    teamName: team.name,
    date,
    until: date === ctx.today ? formatLocal(ctx.now, ctx.zone, 'time') : null,
    noGroup: false,
    reps: reps.length,
    total: sumFigures([...figures.values()]),
    medianMinutes: stays.get('all') ?? null,
    selfReported: await selfReportedOn(ctx, openIds, date),
    target: month.completion,
    usual: await usualRate(ctx, openIds, date),
    month: month.lines,
    top: best(people),
    lines: byTeam ? teamLines(tree, reps, people) : people,
    byTeam,
    needs: await needsOf(ctx, { teamCode: team.code, date, from, openIds, lines: people }),
    bottom: least(people),
    rest: await restDays(ctx, reps, from, date),
    parts: {
      charts: ctx.rules.get(settings.digestCharts, rule),
      table: ctx.rules.get(settings.digestTable, rule),
      praise: ctx.rules.get(settings.digestPraise, rule),
    },
  }
}

/** What is open of a day and nothing else: cheap enough for a click, whatever the size of the team. */
export async function readNeeds(ctx: Ctx, teamCode: string, date: LocalDate): Promise<Need[]> {
  const reps = await repsBelow(ctx.tx, await teamTree(ctx.tx, teamCode))
  const openIds = reps.map(({ openId }) => openId)
  const plans = await sumsBy({ tx: ctx.tx, from: date, to: date, openIds }, 'rep')
  const hours = await hoursOf(ctx, openIds, date)
  const lines = reps.map(({ openId, name }) => {
    return lineOf(openId, name, figuresOf(plans.get(openId) ?? noSums, noMoney), hours.get(openId))
  })
  const from = await restBefore(ctx, await teamPath(ctx.tx, teamCode), date)
  return needsOf(ctx, { teamCode, date, from, openIds, lines })
}

/** The free days before a day, as long as somebody made a visit on one. */
async function restDays(
  ctx: Pick<Ctx, 'tx'>,
  reps: readonly User[],
  from: LocalDate,
  date: LocalDate,
): Promise<RestDays | null> {
  if (from === date) return null
  const to = addDays(date, -1)
  const openIds = reps.map(({ openId }) => openId)
  const sums = await sumsBy({ tx: ctx.tx, from, to, openIds }, 'rep')
  const people = reps
    .map(({ openId, name }) => ({ name, done: sums.get(openId)?.done ?? 0 }))
    .filter(({ done }) => done > 0)
    .toSorted((a, b) => b.done - a.done)
  const done = people.reduce((n, one) => n + one.done, 0)
  return done > 0 ? { from, to, done, people } : null
}

function lineOf(
  id: string,
  name: string,
  one: Figures | undefined,
  hours: Hours | undefined,
): DayLine {
  const { planned, completed, unplanned } = one ?? noFigures
  return {
    id,
    name,
    planned,
    completed,
    unplanned,
    firstIn: hours?.firstIn ?? null,
    lastOut: hours?.lastOut ?? null,
  }
}

/** The mean rate of the last four same weekdays; days without a plan do not count. */
async function usualRate(ctx: Reader, openIds: readonly string[], date: LocalDate): Promise<Rate> {
  const days = [1, 2, 3, 4].map((weeks) => addDays(date, -7 * weeks))
  const counts = await planCountsOn({ tx: ctx.tx, openIds }, days)
  const rates = [...counts.values()].map(({ completed, planned }) => rate(completed, planned) ?? 0)
  return rate(
    rates.reduce((sum, one) => sum + one, 0),
    rates.length,
  )
}

const rateOf = ({ completed, planned }: DayLine) => rate(completed, planned) ?? 0

function best(people: readonly DayLine[]): DayLine[] {
  return people
    .filter((line) => line.planned > 0 && rateOf(line) >= goodRate)
    .toSorted((a, b) => rateOf(b) - rateOf(a) || b.completed - a.completed)
    .slice(0, topCount)
}

/** Who began and did least; who has not begun stands among what needs the manager. */
function least(people: readonly DayLine[]): DayLine[] {
  return people
    .filter((line) => line.planned > 0 && line.firstIn !== null && rateOf(line) < goodRate)
    .toSorted((a, b) => rateOf(a) - rateOf(b) || b.planned - a.planned)
    .slice(0, topCount)
}

function teamLines(
  tree: readonly TeamBelow[],
  reps: readonly User[],
  people: readonly DayLine[],
): DayLine[] {
  const branches = branchOf(tree)
  const byBranch = new Map<string, { team: TeamBelow; lines: DayLine[] }>()
  for (const [i, rep] of reps.entries()) {
    const team = branches.get(rep.teamCode ?? '')
    const line = people[i]
    if (!team || !line) continue
    const branch = byBranch.get(team.code) ?? { team, lines: [] }
    branch.lines.push(line)
    byBranch.set(team.code, branch)
  }
  return [...byBranch.values()]
    .map(({ team, lines }) => {
      const sum = (of: (line: DayLine) => number) => lines.reduce((n, line) => n + of(line), 0)
      const ins = lines.flatMap(({ firstIn }) => firstIn ?? []).toSorted()
      const outs = lines.flatMap(({ lastOut }) => lastOut ?? []).toSorted()
      return {
        id: team.code,
        name: team.name,
        planned: sum(({ planned }) => planned),
        completed: sum(({ completed }) => completed),
        unplanned: sum(({ unplanned }) => unplanned),
        firstIn: ins[0] ?? null,
        lastOut: outs.at(-1) ?? null,
      }
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Whether there is anything to tell: no plan and no visit is silence. */
export const isEmpty = ({ total, lines, rest }: DigestView): boolean =>
  rest === null &&
  total.planned === 0 &&
  total.done === 0 &&
  lines.every(({ firstIn }) => firstIn === null)

export async function readMyDay(
  ctx: Reader,
  person: { openId: string; name: string },
  date: LocalDate,
): Promise<RepDayView> {
  const { openId, name } = person
  const user = await getUser(ctx.tx, openId)
  const openIds = [openId]
  const figures =
    (await performance(ctx, { from: date, to: date, openIds })).get(openId) ?? noFigures
  const hours = (await hoursOf(ctx, openIds, date)).get(openId)
  const stays = await medianStays({ tx: ctx.tx, from: date, to: date, openIds }, 'all')
  const month = await monthState(ctx, { teamCode: null, people: user ? [user] : [] }, date)
  return {
    repOpenId: openId,
    name,
    date,
    until: date === ctx.today ? formatLocal(ctx.now, ctx.zone, 'time') : null,
    line: lineOf(openId, name, figures, hours),
    figures,
    medianMinutes: stays.get('all') ?? null,
    left: await notVisited(ctx, openId, date),
    month: month.lines,
  }
}
