/** What campaigns brought, once more: order by order of the customers that have the tag. */
import { addDays, daysBetween, type LocalDate } from '../../time.ts'
import type { Facts } from './facts.ts'
import type { Figure } from './figure.ts'
import type { Range } from './figures.ts'
import { pathOf } from './people.ts'
import type { Campaign, Customer } from './rows.ts'

/** So many days before tell what the customers bring without it. */
const daysBefore = 90

function takesPart(facts: Facts, { tag, team_code }: Campaign, customer: Customer): boolean {
  if (customer.status !== 'active' || !(customer.tags ?? []).includes(tag)) return false
  if (team_code === null) return true
  const owner = facts.users.find(({ open_id }) => open_id === customer.owner_open_id)
  return pathOf(facts, owner?.team_code ?? customer.team_code).includes(team_code)
}

/** Nothing is told of campaigns that are removed, and no figure where the orders do not reach far enough. */
export function campaignFigures(facts: Facts, today: LocalDate): Figure[] {
  return facts.campaigns
    .filter(({ removed_at }) => removed_at === null)
    .flatMap((campaign) => campaignTold(campaign, returnOf(facts, campaign, today, null)))
}

/** Of the campaigns with a day in a range, the part of the customers that people look after; null: none. */
export function campaignsIn(
  facts: Facts,
  { openIds, from, to }: Range & { readonly openIds: readonly string[] },
): { upliftFen: number; costFen: number } | null {
  const parts = facts.campaigns
    .filter(({ removed_at }) => removed_at === null)
    .filter(({ from_date, to_date }) => from_date <= to && to_date >= from)
    .flatMap((campaign) => returnOf(facts, campaign, to, openIds) ?? [])
  if (parts.length === 0) return null
  return {
    upliftFen: parts.reduce((sum, { upliftFen }) => sum + upliftFen, 0),
    costFen: parts.reduce((sum, { costFen }) => sum + costFen, 0),
  }
}

/** `openIds`: only customers of theirs, with their share of the cost; null: all. */
function returnOf(
  facts: Facts,
  campaign: Campaign,
  upTo: LocalDate,
  openIds: readonly string[] | null,
) {
  const { from_date: from, to_date } = campaign
  const span = facts.orderDays
  if (!span) return null
  const until = [to_date, upTo, span.last].toSorted()[0] ?? to_date
  const begin = addDays(from, -daysBefore)
  if (until < from || span.first > begin) return null
  const members = [...facts.customers.values()].filter((one) => takesPart(facts, campaign, one))
  const own = members.filter(
    ({ owner_open_id }) =>
      openIds === null || (owner_open_id !== null && openIds.includes(owner_open_id)),
  )
  if (own.length === 0) return null
  let [during, before] = [0, 0]
  for (const { code } of own)
    for (const { ordered_on, netFen, costFen } of facts.ordersAt.get(code) ?? []) {
      if (ordered_on >= from && ordered_on <= until) during += netFen - costFen
      if (ordered_on >= begin && ordered_on < from) before += netFen - costFen
    }
  const days = daysBetween(from, until) + 1
  const upliftFen = during - Math.round((before * days) / daysBefore)
  const costFen = Math.round((campaign.cost_fen * own.length) / members.length)
  return {
    ...{ customers: own.length, profitFen: during, upliftFen, costFen },
    roi: costFen === 0 ? null : (upliftFen - costFen) / costFen,
  }
}

/** How the two sides name what is told of a campaign. */
export function campaignTold(
  { name, from_date }: Pick<Campaign, 'name' | 'from_date'>,
  found: { customers: number; profitFen: number; upliftFen: number; roi: number | null } | null,
): Figure[] {
  const figure = (metric: string, unit: Figure['unit'], value: number | null): Figure => ({
    ...{ who: `campaign ${name}`, month: from_date.slice(0, 7) },
    ...{ metric: `campaign ${metric}`, unit, value },
  })
  return [
    figure('customers', 'plain', found?.customers ?? null),
    figure('profit', 'fen', found?.profitFen ?? null),
    figure('uplift', 'fen', found?.upliftFen ?? null),
    figure('return', 'plain', found?.roi ?? null),
  ]
}
