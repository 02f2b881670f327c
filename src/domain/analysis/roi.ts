/** What visits and campaigns bring for what they cost: every number of the formulas is kept to be shown. */
import type { Fen } from '../money.ts'
import { type Rate, rate } from '../performance/rates.ts'

export interface Return {
  /** Null: there is no order data. */
  readonly profitFen: Fen | null
  readonly visits: number
  readonly minutes: number
  /** Null: no cost is set. */
  readonly costFen: Fen | null
  /** (Gross profit − cost) ÷ cost; null without either, or where nothing was spent. */
  readonly roi: Rate
}

/** Cost of visits: each costs so much, and so does each minute in store. Null where neither has a cost. */
export function returnOf(
  did: { readonly profitFen: Fen | null; readonly visits: number; readonly minutes: number },
  costs: { readonly visitFen: Fen | null; readonly minuteFen: Fen | null },
): Return {
  const { visitFen, minuteFen } = costs
  const costFen =
    visitFen === null && minuteFen === null
      ? null
      : (visitFen ?? 0) * did.visits + (minuteFen ?? 0) * did.minutes
  const roi =
    costFen === null || did.profitFen === null ? null : rate(did.profitFen - costFen, costFen)
  return { ...did, costFen, roi }
}

/** So many days before a campaign tell what its customers bring without it (features, A19). */
export const baselineDays = 90

export interface CampaignReturn {
  readonly customers: number
  /** Days of the campaign that orders are known of. */
  readonly days: number
  readonly costFen: Fen
  readonly profitFen: Fen
  /** Gross profit of the same customers in the `baselineDays` before. */
  readonly baselineFen: Fen
  /** Of as many days as the campaign has: baseline ÷ `baselineDays` × days, to the fen. */
  readonly expectedFen: Fen
  readonly upliftFen: Fen
  /** (Uplift − cost) ÷ cost; null without a cost. */
  readonly roi: Rate
}

/** 活动投产比: what the customers of a campaign brought beyond their own usual, against what it cost. */
export function campaignReturn(did: {
  readonly customers: number
  readonly days: number
  readonly costFen: Fen
  readonly profitFen: Fen
  readonly baselineFen: Fen
}): CampaignReturn {
  const expectedFen = Math.round((did.baselineFen * did.days) / baselineDays)
  const upliftFen = did.profitFen - expectedFen
  return { ...did, expectedFen, upliftFen, roi: rate(upliftFen - did.costFen, did.costFen) }
}
