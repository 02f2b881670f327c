/** Reads what 业绩 shows: months of people and teams against their targets. */

import { isBehind } from '../../../cards/targets/parts.ts'
import type {
  AimedLine,
  GoodsLine,
  MetricLine,
  PersonMonthView,
  PersonRow,
  TeamMonthView,
} from '../../../cards/targets/view.ts'
import { type Figures, noFigures, sumFigures } from '../../domain/performance/figures.ts'
import { figureOf, type MetricKey, targetMetrics } from '../../domain/performance/metrics.ts'
import { periodOf, soFar } from '../../domain/performance/periods.ts'
import { behindOf, progressOf } from '../../domain/performance/targets.ts'
import { addDays, type LocalDate, monthOf, monthRange } from '../../domain/time.ts'
import type { Team, User } from '../org/store.ts'
import { repsBelow, teamTree } from '../performance/digest/people.ts'
import { figuresOnly, figuresTogether, performance } from '../performance/figures/index.ts'
import { scoreLinesOf } from '../scores/lines.ts'
import { type AimCtx, type AimMap, type Goods, lastOver, readAims } from './aims.ts'
import { goodsNames, goodsValues } from './goods.ts'

/** Shown whether or not anybody aims at them. */
const core: readonly MetricKey[] = [
  'visits_done',
  'new_customers',
  'sales_amount',
  'gross_profit',
  'collected',
]
const pageSize = 15

interface Read {
  readonly now: ReadonlyMap<string, Figures>
  readonly before: Figures
  /** Of the day that is still running; null once it is over. */
  readonly running: Figures | null
}

interface MonthOf {
  readonly people: readonly User[]
  /** The teams of whose rules the days are. */
  readonly path: readonly string[]
  /** Whose own targets are read beside those of the people. */
  readonly teamCodes: readonly string[]
}

async function readMonth(ctx: AimCtx, month: string, { people, path, teamCodes }: MonthOf) {
  const period = periodOf('monthly', monthRange(month).from)
  const span = soFar(period, ctx.today)
  const openIds = people.map(({ openId }) => openId)
  const aims = await readAims(ctx, { month, people, teamCodes, to: span.now.to })
  // Whom people look after is counted customer by customer: only where somebody aims at it.
  const withCoverage = aims.has('coverage_rate')
  const nowIn = { from: span.now.from, to: span.now.to, openIds }
  const now = await (withCoverage ? performance : figuresOnly)(ctx, nowIn)
  const wasIn = { from: span.before.from, to: span.before.to, openIds }
  const before = withCoverage
    ? sumFigures([...(await performance(ctx, wasIn)).values()])
    : await figuresTogether(ctx, wasIn)
  const isRunning = lastOver(ctx, path, span.now.to) < span.now.to
  const running = isRunning
    ? await figuresTogether(ctx, { from: ctx.today, to: ctx.today, openIds })
    : null
  const read: Read = { now, before, running }
  const next = addDays(period.to, 1)
  const head = {
    month,
    from: span.now.from,
    to: span.now.to,
    before: { from: span.before.from, to: span.before.to },
    isGoing: period.to > ctx.today || lastOver(ctx, path, period.to) < period.to,
    monthBefore: monthOf(addDays(period.from, -1)),
    nextMonth: next <= ctx.today ? monthOf(next) : null,
    dataAsOf: [...now.values()].find(({ dataAsOf }) => dataAsOf)?.dataAsOf ?? null,
  }
  return { read, aims, head, openIds }
}

function linesOf(aims: AimMap, total: Figures, { before, running }: Read): MetricLine[] {
  const keys = [...core, ...targetMetrics.filter((key) => aims.has(key) && !core.includes(key))]
  return keys.map((key) => {
    const value = figureOf(key, total)
    const aim = aims.get(key) ?? null
    const today = running && aim && !aim.isRate ? (figureOf(key, running) ?? 0) : 0
    return {
      key,
      value,
      before: figureOf(key, before),
      aim,
      progress: aim && value !== null ? progressOf(value, aim, value - today) : null,
    }
  })
}

export async function readPersonMonth(
  ctx: AimCtx,
  rep: User,
  path: readonly string[],
  asked: { month: string; isOwn: boolean; backTo: string | null },
): Promise<PersonMonthView> {
  const { month, isOwn, backTo } = asked
  const of = { people: [rep], path, teamCodes: [] }
  const { read, aims, head, openIds } = await readMonth(ctx, month, of)
  const total = read.now.get(rep.openId) ?? noFigures
  return {
    ...head,
    openId: rep.openId,
    name: rep.name,
    isOwn,
    backTo,
    lines: linesOf(aims.ofPerson(rep.openId), total, read),
    scores: (await scoreLinesOf(ctx, openIds, month)).get(rep.openId) ?? [],
    goods: await goodsLines(ctx, openIds, head, aims.goodsOfPerson(rep.openId)),
  }
}

/** A person's aims, what is furthest behind first. */
function rowOf({ openId, name }: User, aims: AimMap, figures: Figures): PersonRow {
  const lines = [...aims].map(([key, aim]): AimedLine => {
    const value = figureOf(key, figures)
    return { key, aim, value, progress: value === null ? null : progressOf(value, aim) }
  })
  const share = (line: AimedLine) =>
    line.value !== null && isBehind(line) ? behindOf(line.value, line.aim) : 0
  const worst = lines.toSorted((a, b) => share(b) - share(a))[0] ?? null
  return { openId, name, worst, behind: worst ? share(worst) : 0 }
}

export async function readTeamMonth(
  ctx: AimCtx,
  team: Pick<Team, 'code' | 'name'>,
  path: readonly string[],
  asked: { month: string; page: number },
): Promise<TeamMonthView> {
  const reps = await repsBelow(ctx.tx, await teamTree(ctx.tx, team.code))
  const of = { people: reps, path, teamCodes: [team.code] }
  const { read, aims, head, openIds } = await readMonth(ctx, asked.month, of)
  const rows = reps
    .map((rep) => rowOf(rep, aims.ofPerson(rep.openId), read.now.get(rep.openId) ?? noFigures))
    // Who aims at nothing comes last: nobody knows whether they are behind.
    .toSorted((a, b) => b.behind - a.behind || Number(!a.worst) - Number(!b.worst))
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  const page = Math.min(asked.page, pages - 1)
  return {
    ...head,
    teamCode: team.code,
    teamName: team.name,
    reps: reps.length,
    lines: linesOf(aims.ofTeam(team.code, openIds), sumFigures([...read.now.values()]), read),
    goods: await goodsLines(ctx, openIds, head, aims.goodsOfTeam(team.code, openIds)),
    rows: rows.slice(page * pageSize, (page + 1) * pageSize),
    behindCount: rows.filter(({ behind }) => behind > 0).length,
    page,
    pages,
  }
}

async function goodsLines(
  ctx: AimCtx,
  openIds: readonly string[],
  { from, to }: { from: LocalDate; to: LocalDate },
  aims: ReadonlyMap<Goods, AimMap>,
): Promise<GoodsLine[]> {
  if (aims.size === 0) return []
  const goods = [...aims.keys()]
  const values = await goodsValues(ctx.tx, { from, to, openIds }, goods)
  const names = await goodsNames(ctx.tx, goods)
  return goods.flatMap((one) =>
    [...(aims.get(one) ?? [])].map(([key, aim]): GoodsLine => {
      const value = values(one, key)
      const progress = value === null ? null : progressOf(value, aim)
      return { key, aim, value, progress, name: names.get(one) ?? one }
    }),
  )
}
