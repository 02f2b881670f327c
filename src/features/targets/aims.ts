/**
 * What people and teams aim at in a month: the one reader of targets. Plan card, 业绩, digests and
 * scorecards all take it from here, so that a target is the same everywhere.
 */
import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { isMetric, type MetricKey, metricOf } from '../../domain/performance/metrics.ts'
import { type TargetDays, targetDays } from '../../domain/performance/target-days.ts'
import { type Aim, aimOf, sumAims } from '../../domain/performance/targets.ts'
import { settings } from '../../domain/settings/index.ts'
import {
  addDays,
  formatLocal,
  type LocalDate,
  monthRange,
  timeToMinutes,
} from '../../domain/time.ts'
import type { WorkCalendar } from '../../domain/work-calendar.ts'
import { allTeamPaths, type User } from '../org/store.ts'
import { targets } from '../performance/tables.ts'
import { calendarsOf } from '../plans/people.ts'

export type AimCtx = Pick<Ctx, 'tx' | 'rules' | 'now' | 'zone' | 'today'>
export type AimedPerson = Pick<User, 'openId' | 'teamCode' | 'joinedOn' | 'leftOn' | 'status'>
export type AimMap = ReadonlyMap<MetricKey, Aim>
/** Goods that a target can be set for: `''` all, a product's code, or `category:<name>`. */
export type Goods = string

/** Rates are kept in ten-thousandths. */
const rateScale = 10_000

export interface Aims {
  /** A person's aims for all goods; empty without a target. */
  ofPerson(openId: string): AimMap
  /** A team's own, else the sum of its people's; rates only its own. */
  ofTeam(teamCode: string, openIds: readonly string[]): AimMap
  /** The same for single goods. */
  goodsOfPerson(openId: string): ReadonlyMap<Goods, AimMap>
  goodsOfTeam(teamCode: string, openIds: readonly string[]): ReadonlyMap<Goods, AimMap>
  /** Whether anybody aims at anything. */
  readonly isEmpty: boolean
  /** Whether a person or team of these aims at the metric. */
  has(key: MetricKey): boolean
}

interface Asked {
  /** `2026-11`. */
  readonly month: string
  readonly people: readonly AimedPerson[]
  readonly teamCodes: readonly string[]
  /** The last day of the figures that the aims are compared with. */
  readonly to: LocalDate
}

const none: AimMap = new Map()
const noGoods: ReadonlyMap<Goods, AimMap> = new Map()

/** Reads targets, and only where there are any the calendars that they are scaled by. */
export async function readAims(ctx: AimCtx, asked: Asked): Promise<Aims> {
  const byScope = await targetsOf(ctx, asked)
  if (byScope.size === 0)
    return {
      ofPerson: () => none,
      ofTeam: () => none,
      goodsOfPerson: () => noGoods,
      goodsOfTeam: () => noGoods,
      isEmpty: true,
      has: () => false,
    }
  const people = asked.people.filter(({ openId }) => byScope.has(`person:${openId}`))
  const teamCodes = asked.teamCodes.filter((code) => byScope.has(`team:${code}`))
  const aims = new Map<string, Map<Goods, Map<MetricKey, Aim>>>()
  for (const { scope, path, days } of await daysOf(ctx, asked, people, teamCodes))
    aims.set(scope, aimsOf(ctx, byScope.get(scope) ?? [], path, days))

  const goodsOf = (scope: string) => aims.get(scope) ?? noGoods
  const teamGoods = (teamCode: string, openIds: readonly string[]) => {
    const own = goodsOf(`team:${teamCode}`)
    const below = openIds.map((openId) => goodsOf(`person:${openId}`))
    const all = new Set([own, ...below].flatMap((map) => [...map.keys()]))
    return new Map(
      [...all].map((goods) => [
        goods,
        ofTeam(
          own.get(goods) ?? none,
          below.flatMap((map) => map.get(goods) ?? []),
        ),
      ]),
    )
  }
  const withoutAll = (map: ReadonlyMap<Goods, AimMap>) =>
    new Map([...map].filter(([goods]) => goods !== ''))
  return {
    ofPerson: (openId) => goodsOf(`person:${openId}`).get('') ?? none,
    ofTeam: (teamCode, openIds) => teamGoods(teamCode, openIds).get('') ?? none,
    goodsOfPerson: (openId) => withoutAll(goodsOf(`person:${openId}`)),
    goodsOfTeam: (teamCode, openIds) => withoutAll(teamGoods(teamCode, openIds)),
    isEmpty: false,
    has: (key) => [...byScope.values()].some((rows) => rows.some(({ metric }) => metric === key)),
  }
}

function ofTeam(own: AimMap, people: readonly AimMap[]): AimMap {
  const keys = new Set(people.flatMap((map) => [...map.keys()]))
  const all = new Map(own)
  for (const key of keys) {
    if (own.has(key) || metricOf(key).target === 'own') continue
    const sum = sumAims(people.flatMap((map) => map.get(key) ?? []))
    if (sum) all.set(key, sum)
  }
  return all
}

type Row = { metric: MetricKey; goods: Goods; value: number }

async function targetsOf(
  ctx: AimCtx,
  { month, people, teamCodes }: Asked,
): Promise<Map<string, Row[]>> {
  const scopes = [
    ...people.map(({ openId }) => `person:${openId}`),
    ...teamCodes.map((code) => `team:${code}`),
  ]
  if (scopes.length === 0) return new Map()
  const rows = await ctx.tx
    .select()
    .from(targets)
    .where(and(eq(targets.month, month), inArray(targets.scope, scopes)))
  const byScope = new Map<string, Row[]>()
  for (const { scope, metric, productCode: goods, value } of rows) {
    if (!isMetric(metric)) continue
    const list = byScope.get(scope) ?? []
    list.push({ metric, goods, value })
    byScope.set(scope, list)
  }
  return byScope
}

const visitMetrics: ReadonlySet<MetricKey> = new Set([
  'visits_planned',
  'visits_done',
  'visits_unplanned',
  'visits_valid',
])

function aimsOf(
  ctx: AimCtx,
  rows: readonly Row[],
  path: readonly string[],
  days: TargetDays,
): Map<Goods, Map<MetricKey, Aim>> {
  const adjust = ctx.rules.get(settings.targetAdjust, { teams: path })
  const byGoods = new Map<Goods, Map<MetricKey, Aim>>()
  for (const { metric, goods, value } of rows) {
    const isRate = metricOf(metric).unit === 'rate'
    const isAdjusted = adjust === 'all' || (adjust === 'visits' && visitMetrics.has(metric))
    const aim = aimOf(isRate ? value / rateScale : value, days, { isRate, isAdjusted })
    const map = byGoods.get(goods) ?? new Map<MetricKey, Aim>()
    byGoods.set(goods, map.set(metric, aim))
  }
  return byGoods
}

/** The month in days of people and teams: rest, leave and trips taken off in halves. */
async function daysOf(
  ctx: AimCtx,
  asked: Asked,
  people: readonly AimedPerson[],
  teamCodes: readonly string[],
) {
  const paths = await allTeamPaths(ctx.tx)
  const pathOf = (code: string | null) => (code ? (paths.get(code) ?? [code]) : [])
  const range = monthRange(asked.month)
  const all = [
    ...people.map((person) => ({
      scope: `person:${person.openId}`,
      openId: person.openId,
      teamPath: pathOf(person.teamCode),
      joinedOn: person.joinedOn as LocalDate | null,
      leftOn: person.status === 'left' ? (person.leftOn as LocalDate | null) : null,
    })),
    ...teamCodes.map((code) => ({
      scope: `team:${code}`,
      openId: `team:${code}`,
      teamPath: pathOf(code),
      joinedOn: null,
      leftOn: null,
    })),
  ]
  const calendars = await calendarsOf(ctx, all, range.from, range.to)
  // People of one team without days of their own share a calendar: it is counted once.
  const counted = new Map<WorkCalendar, TargetDays>()
  return all.flatMap(({ scope, openId, teamPath: path, joinedOn, leftOn }) => {
    const calendar = calendars.get(openId)
    if (!calendar) return []
    const tripWeight = ctx.rules.get(settings.targetTripPercent, { teams: path }) / 100
    const over = lastOver(ctx, path, asked.to)
    const whole = () => targetDays({ calendar, ...range, over, tripWeight })
    if (joinedOn ?? leftOn) {
      const employed = { joinedOn, leftOn }
      return [{ scope, path, days: targetDays({ calendar, ...range, over, tripWeight, employed }) }]
    }
    const days = counted.get(calendar) ?? whole()
    counted.set(calendar, days)
    return [{ scope, path, days }]
  })
}

/** Today is over from the hour of the daily digest on. */
export function lastOver(ctx: AimCtx, path: readonly string[], to: LocalDate): LocalDate {
  if (to < ctx.today) return to
  const told = ctx.rules.get(settings.digestDaily, { teams: [...path] })
  const now = timeToMinutes(formatLocal(ctx.now, ctx.zone, 'time'))
  return now >= timeToMinutes(told) ? ctx.today : addDays(ctx.today, -1)
}
