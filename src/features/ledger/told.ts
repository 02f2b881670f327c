/** The figures that a ledger is compared with, as the system tells them. */
import type { Ctx } from '../../bot/context.ts'
import { aimTold } from '../../domain/ledger/recompute/aims.ts'
import { campaignTold } from '../../domain/ledger/recompute/campaigns.ts'
import type { Facts } from '../../domain/ledger/recompute/facts.ts'
import type { Figure } from '../../domain/ledger/recompute/figure.ts'
import type { Range } from '../../domain/ledger/recompute/figures.ts'
import { type Figures, noFigures, sumFigures } from '../../domain/performance/figures.ts'
import { figureOf, metricKeys } from '../../domain/performance/metrics.ts'
import type { LocalDate } from '../../domain/time.ts'
import { readCampaigns, returnOfPart } from '../analysis/campaign-read.ts'
import { users } from '../org/tables.ts'
import { repsBelow, teamTree } from '../performance/digest/people.ts'
import { performance } from '../performance/figures/index.ts'
import { readMetrics, type Values } from '../performance/metrics/read.ts'
import { scoresOf } from '../scores/read.ts'
import { type AimMap, readAims } from '../targets/aims.ts'
import { goodsValues } from '../targets/goods.ts'

/** More people than this at once have no common load of a week. */
const atOnce = 60

const teamOf = async (ctx: Ctx, code: string): Promise<string[]> =>
  (await repsBelow(ctx.tx, await teamTree(ctx.tx, code))).map(({ openId }) => openId)

const peopleOf = (facts: Facts) => facts.users.map(({ open_id }) => open_id)

/** Every metric of people and teams. */
export async function toldMetrics(
  ctx: Ctx,
  facts: Facts,
  range: Range,
): Promise<Map<string, Values>> {
  const told = new Map<string, Values>()
  const people = peopleOf(facts)
  for (let i = 0; i < people.length; i += atOnce) {
    const openIds = people.slice(i, i + atOnce)
    const values = await readMetrics(ctx, { ...range, openIds, keys: metricKeys }, 'rep')
    for (const [who, one] of values) told.set(who, one)
  }
  for (const code of facts.teams.keys()) {
    const openIds = await teamOf(ctx, code)
    if (openIds.length === 0) continue
    const all = await readMetrics(ctx, { ...range, openIds, keys: metricKeys }, 'all')
    told.set(`team ${code}`, all.get('all') ?? {})
  }
  return told
}

/** Fair targets and attainment as 业绩 shows them. */
export async function toldAims(
  ctx: Ctx,
  facts: Facts,
  month: string,
  range: Range,
): Promise<Figure[]> {
  const teamCodes = [...facts.teams.keys()]
  const people = await ctx.tx.select().from(users)
  const aims = await readAims(ctx, { month, people, teamCodes, to: range.to })
  if (aims.isEmpty) return []
  const openIds = people.map(({ openId }) => openId)
  const all = await performance(ctx, { ...range, openIds })
  const told: Figure[] = []
  const tell = (who: string, map: AimMap, figures: Figures) => {
    for (const [key, { fair }] of map)
      told.push(...aimTold({ who, month, key, goods: '', fair, value: figureOf(key, figures) }))
  }
  const tellGoods = async (who: string, ids: string[], map: ReadonlyMap<string, AimMap>) => {
    if (map.size === 0) return
    const values = await goodsValues(ctx.tx, { ...range, openIds: ids }, [...map.keys()])
    for (const [goods, own] of map)
      for (const [key, { fair }] of own)
        told.push(...aimTold({ who, month, key, goods, fair, value: values(goods, key) }))
  }
  for (const openId of openIds) {
    tell(openId, aims.ofPerson(openId), all.get(openId) ?? noFigures)
    await tellGoods(openId, [openId], aims.goodsOfPerson(openId))
  }
  for (const code of teamCodes) {
    const reps = await teamOf(ctx, code)
    const figures = sumFigures(reps.map((openId) => all.get(openId) ?? noFigures))
    tell(`team ${code}`, aims.ofTeam(code, reps), figures)
    await tellGoods(`team ${code}`, reps, aims.goodsOfTeam(code, reps))
  }
  return told
}

/** 评分 of everybody. */
export async function toldScores(ctx: Ctx, facts: Facts, month: string): Promise<Figure[]> {
  const people = peopleOf(facts)
  const told: Figure[] = []
  for (let i = 0; i < people.length; i += atOnce)
    for (const [who, results] of await scoresOf(ctx, people.slice(i, i + atOnce), month))
      for (const { score, value } of results)
        told.push({ who, month, metric: `score ${score.code}`, unit: 'plain', value })
  return told
}

/** Campaigns of the company, whenever they were. */
export async function toldCampaigns(ctx: Ctx): Promise<Figure[]> {
  return (await readCampaigns(ctx, undefined, ctx.today)).flatMap((read) => {
    const { name, fromDate } = read.campaign
    const result = returnOfPart(read, null)
    return campaignTold(
      { name, from_date: fromDate as LocalDate },
      'lacks' in result ? null : result,
    )
  })
}
