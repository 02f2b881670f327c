/** Reads a team's board: each metric with what lies below it. */

import type { Card } from '../../../../cards/kit/card.ts'
import { boardCard } from '../../../../cards/targets/board.ts'
import type { Below, BoardRow } from '../../../../cards/targets/setting-view.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import {
  addParts,
  type Cascade,
  cascadeOf,
  isAmiss,
  type PartSums,
} from '../../../domain/performance/cascade.ts'
import {
  type ChatMetric,
  chatMetrics,
  isYear,
  monthsOf,
} from '../../../domain/performance/target-words.ts'
import { type LocalDate, monthOf } from '../../../domain/time.ts'
import { goodsNames } from '../goods.ts'
import { closedMonths } from './closed.ts'
import { isRate, yearOf } from './parts.ts'
import { teamSubject, teamsToSet } from './subject.ts'
import { partsBelow, readTree, type Tree, type What } from './tree.ts'
import { isChatMetric } from './what.ts'

/** Shown whether or not they are set. */
export const core: readonly ChatMetric[] = [
  'visits_done',
  'new_customers',
  'sales_amount',
  'gross_profit',
  'collected',
]
const goodsOnPage = 15
/** A select takes so many. */
const teamsShown = 60

export const allMonths = (month: string): string[] => [yearOf(month), ...monthsOf(yearOf(month))]

export async function boardCardFor(
  ctx: ActorCtx,
  asked: { teamCode: string; month: string; page: number },
): Promise<Card> {
  const { teamCode, month } = asked
  const { team } = await teamSubject(ctx, teamCode)
  const tree = await readTree(ctx.tx, teamCode, allMonths(month))
  const closed = await closedMonths(ctx.tx)
  const found = tree.whats(month)
  const plain = chatMetrics.filter(
    (metric) =>
      core.includes(metric) || found.some((one) => one.metric === metric && one.goods === ''),
  )
  const goods = found
    .filter((one) => one.goods !== '' && isChatMetric(one.metric))
    .toSorted((a, b) => (a.goods < b.goods ? -1 : a.goods > b.goods ? 1 : 0))
  const names = await goodsNames(
    ctx.tx,
    goods.map((one) => one.goods),
  )
  const rowOf = (what: What): BoardRow => ({
    metric: what.metric as ChatMetric,
    goods: what.goods,
    goodsName: what.goods === '' ? null : (names.get(what.goods) ?? what.goods),
    value: tree.own(teamCode, month, what),
    ...cascadesOf(tree, month, what, { today: ctx.today, closed }),
  })
  const goodsRows = goods.map(rowOf)
  const pages = Math.max(1, Math.ceil(goodsRows.length / goodsOnPage))
  const page = Math.min(asked.page, pages - 1)
  const yearAmiss = isYear(month)
    ? 0
    : tree.whats(yearOf(month)).filter((what) => {
        const cascade = monthsCascade(tree, yearOf(month), what, { today: ctx.today, closed })
        return cascade !== null && isAmiss(cascade)
      }).length
  const teams = await teamsToSet(ctx)
  return boardCard(
    {
      teamCode,
      teamName: team.name,
      period: month,
      thisMonth: monthOf(ctx.today),
      reps: tree.headCount(teamCode, month),
      belowIs: belowOf(tree, month),
      rows: plain.map((metric) => rowOf({ metric, goods: '' })),
      goods: goodsRows.slice(page * goodsOnPage, (page + 1) * goodsOnPage),
      goodsCount: goodsRows.length,
      goodsAmiss: goodsRows.filter((row) =>
        [row.below, row.people, row.months].some((one) => one !== null && isAmiss(one)),
      ).length,
      page,
      pages,
      yearAmiss,
      isClosed: closed.has(month),
      teams: shownTeams(teams, teamCode),
    },
    ctx.t,
  )
}

/** As many as fit, the one that is shown among them. */
function shownTeams<One extends { code: string }>(all: readonly One[], code: string): One[] {
  const first = all.slice(0, teamsShown)
  const here = all.find((one) => one.code === code)
  return here && !first.includes(here) ? [here, ...first.slice(1)] : first
}

/** What lies right below a team in that month or year. */
export function belowOf(tree: Tree, month: string): Below {
  const teams = tree.teams.filter(({ parentCode }) => parentCode === tree.code)
  if (teams.length === 0) return 'people'
  const inTeams = teams.reduce((n, { code }) => n + tree.headCount(code, month), 0)
  return tree.headCount(tree.code, month) > inTeams ? 'both' : 'teams'
}

interface At {
  readonly today: LocalDate
  readonly closed: ReadonlySet<string>
}

/** A team's target against those below it, all its people, and, of a year, its months. */
export function cascadesOf(
  tree: Tree,
  month: string,
  what: What,
  at: At,
): { below: Cascade; people: Cascade | null; months: Cascade | null } {
  const value = tree.own(tree.code, month, what)
  // Rates are not added up: a team's stands by itself.
  if (isRate(what))
    return {
      below: value === null ? { kind: 'nothing' } : { kind: 'alone' },
      people: null,
      months: null,
    }
  const { parts, teams } = partsBelow(tree, tree.code, month, what)
  // A year is usually given to its months, and those to people: that is no gap until somebody has a year.
  const against = (sums: PartSums) =>
    cascadeOf(value, isYear(month) && sums.set === 0 ? { ...sums, open: 0 } : sums)
  return {
    below: against(parts),
    people: teams.length > 0 ? against(tree.people(tree.code, month, what)) : null,
    months: isYear(month) ? monthsCascade(tree, month, what, at) : null,
  }
}

export function monthsCascade(tree: Tree, year: string, what: What, at: At): Cascade | null {
  if (isRate(what)) return null
  const parts = monthsOf(year).map((month) => {
    const value = tree.effective(tree.code, month, what)
    const isOpen = value === null && month >= monthOf(at.today) && !at.closed.has(month)
    return { value, isOpen }
  })
  return cascadeOf(tree.own(tree.code, year, what), addParts(parts))
}
