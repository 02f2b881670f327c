/**
 * What campaigns brought: the one source of the 投产 card and of the metric `campaign_roi`. Read by who
 * looks after the customers that take part, so that any set of people is a sum of it.
 */
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { baselineDays, type CampaignReturn, campaignReturn } from '../../domain/analysis/roi.ts'
import { addDays, daysBetween, type LocalDate } from '../../domain/time.ts'
import { num } from '../performance/figures/scope.ts'
import { campaigns } from './tables.ts'

export type Campaign = typeof campaigns.$inferSelect

/** Of the customers in a campaign those of one owner; null: of nobody. Fen. */
interface OwnerPart {
  readonly owner: string | null
  readonly customers: number
  readonly profitFen: number
  /** Gross profit of the `baselineDays` before. */
  readonly baselineFen: number
}

export interface CampaignParts {
  readonly campaign: Campaign
  /** The last day that orders are known of, within the campaign. */
  readonly until: LocalDate
  readonly isOver: boolean
  /** Why there is no figure; null: there may be one. */
  readonly lacks: 'orders' | 'baseline' | 'begin' | null
  readonly parts: readonly OwnerPart[]
}

/** Campaigns that fit, the earliest first, each measured up to a day at most. */
export async function readCampaigns(
  { tx }: Pick<Ctx, 'tx'>,
  fits: SQL | undefined,
  upTo: LocalDate,
): Promise<CampaignParts[]> {
  const rows = await tx
    .select()
    .from(campaigns)
    .where(and(isNull(campaigns.removedAt), fits))
    .orderBy(campaigns.fromDate, campaigns.name)
  if (rows.length === 0) return []
  const [span] = await tx.execute<{ first: LocalDate | null; last: LocalDate | null }>(
    sql`select min(ordered_on)::text as first, max(ordered_on)::text as last from orders`,
  )
  const reads: CampaignParts[] = []
  for (const campaign of rows) {
    const from = campaign.fromDate as LocalDate
    const end = campaign.toDate as LocalDate
    const known = [end, upTo, ...(span?.last ? [span.last] : [])].toSorted()[0] ?? end
    const until = (known < from ? from : known) as LocalDate
    const base = addDays(from, -baselineDays)
    const lacks =
      !span?.first || !span.last
        ? 'orders'
        : known < from
          ? 'begin'
          : span.first > base
            ? 'baseline'
            : null
    const parts = lacks ? [] : await partsOf({ tx }, campaign, { base, from, until })
    reads.push({ campaign, until, isOver: end <= upTo && until === end, lacks, parts })
  }
  return reads
}

async function partsOf(
  { tx }: Pick<Ctx, 'tx'>,
  campaign: Campaign,
  { base, from, until }: { base: LocalDate; from: LocalDate; until: LocalDate },
): Promise<OwnerPart[]> {
  const rows = await tx.execute<{
    owner: string | null
    customers: string
    profit: string
    baseline: string
  }>(sql`
    with recursive below(code, depth) as (
      select ${campaign.teamCode}::text, 0
      union select t.code, b.depth + 1 from teams t join below b on t.parent_code = b.code where b.depth < 20
    ), members as (
      select c.code, c.owner_open_id as owner
      from customers c left join users u on u.open_id = c.owner_open_id
      where c.tags @> array[${campaign.tag}]::text[] and c.status = 'active'
        and (${campaign.teamCode}::text is null or coalesce(u.team_code, c.team_code) in (select code from below))
    )
    select m.owner, count(distinct m.code) as customers,
      coalesce(sum(o.net_fen - o.cost_fen) filter (where o.ordered_on >= ${from}), 0) as profit,
      coalesce(sum(o.net_fen - o.cost_fen) filter (where o.ordered_on < ${from}), 0) as baseline
    from members m left join orders o on o.customer_code = m.code
      and o.ordered_on between ${base} and ${until}
    group by m.owner`)
  return rows.map(({ owner, customers, profit, baseline }) => ({
    owner,
    customers: num(customers),
    profitFen: num(profit),
    baselineFen: num(baseline),
  }))
}

/**
 * The return of a campaign, or of the part of some people in it (null: of all its customers). What it cost
 * is spread evenly over the customers that take part: nobody says what was spent on whom.
 */
export function returnOfPart(
  { campaign, until, lacks, parts }: CampaignParts,
  openIds: ReadonlySet<string> | null,
): CampaignReturn | { readonly lacks: 'customers' | 'orders' | 'baseline' | 'begin' } {
  if (lacks) return { lacks }
  const own = openIds ? parts.filter(({ owner }) => owner !== null && openIds.has(owner)) : parts
  const sum = (of: (part: OwnerPart) => number, all = own) =>
    all.reduce((fen, part) => fen + of(part), 0)
  const customers = sum((part) => part.customers)
  if (customers === 0) return { lacks: 'customers' }
  const everybody = sum((part) => part.customers, [...parts])
  return campaignReturn({
    customers,
    days: daysBetween(campaign.fromDate as LocalDate, until) + 1,
    costFen: Math.round((campaign.costFen * customers) / everybody),
    profitFen: sum((part) => part.profitFen),
    baselineFen: sum((part) => part.baselineFen),
  })
}

/** Uplift and cost, in fen, of the campaigns with a day in the range; who has no customers in one is left out. */
export async function campaignsBy(
  ctx: Pick<Ctx, 'tx' | 'today'>,
  range: { readonly from: LocalDate; readonly to: LocalDate; readonly openIds: readonly string[] },
  key: 'rep' | 'all',
): Promise<Map<string, { upliftFen: number; costFen: number }>> {
  const { from, to, openIds } = range
  const upTo = to > ctx.today ? ctx.today : to
  const fits = sql`${campaigns.fromDate} <= ${to} and ${campaigns.toDate} >= ${from}`
  const reads = await readCampaigns(ctx, fits, upTo)
  const groups: [string, readonly string[]][] =
    key === 'all' ? [['all', openIds]] : openIds.map((openId) => [openId, [openId]])
  return new Map(
    groups.flatMap(([of, own]) => {
      const people = new Set(own)
      const results = reads.flatMap((read) => {
        const result = returnOfPart(read, people)
        return 'lacks' in result ? [] : [result]
      })
      if (results.length === 0) return []
      const sum = {
        upliftFen: results.reduce((fen, { upliftFen }) => fen + upliftFen, 0),
        costFen: results.reduce((fen, { costFen }) => fen + costFen, 0),
      }
      return [[of, sum]]
    }),
  )
}
