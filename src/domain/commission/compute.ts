/** A month's commission of one person by one scheme, line by line. */
import type { Fen } from '../money.ts'
import { roundedParts } from '../spread.ts'
import type { LocalDate } from '../time.ts'
import type { Base, SchemeTerms } from './terms.ts'
import { type Piece, piecesOf } from './tiers.ts'

/**
 * An order line, or the part of it that a payment pays. All numbers are positive, also of a return;
 * with a payment they are the part that it pays.
 */
export type Fact = {
  /** The same whenever it is worked out: order and line, and payment and part where money came in. */
  id: string
  kind: 'sale' | 'return'
  on: LocalDate
  customerCode: string
  orderCode: string
  productCode: string
  quantity: number
  amountFen: Fen
  costFen: Fen
  /** Quantity at the floor price; null where no floor is known. */
  floorFen: Fen | null
  /** The payment came later than the terms allow. */
  isLate: boolean
  /** The person's share of it, 0–1. */
  share: number
  /** Of a return: the sale that it takes back, found by `matchReturns`. */
  takesBack?: TakenBack
}

export type TakenBack = {
  id: string
  month: string
  /** Part of that line that comes back, 0–1. */
  part: number
  /** What was paid for the whole line, after the coefficient; null while its month is this one. */
  paidFen: Fen | null
}

export type LineKind =
  | 'sale'
  | 'return'
  /** A sale of a closed month came back: at the rate that was paid. */
  | 'reversal'
  | 'coefficient'
  | 'cap'

export type CommissionLine = {
  id: string
  kind: LineKind
  fact: Fact | null
  /** In the unit of the scheme's base, after share and late payment; negative for returns. */
  base: number
  /** Mean rate of the line, as `terms.rate` counts; 0 where the line has none. */
  rate: number
  /** The steps behind the rate; what came back is not in them. */
  pieces: readonly Piece[]
  fen: Fen
  /** Of a coefficient: the metric, what it was and what it should have been. */
  because?: { metric: string; is: number; below: number; times: number }
}

export type Computed = {
  lines: CommissionLine[]
  /** Sum of the lines, exactly. */
  totalFen: Fen
  /** What lines of sales and returns were multiplied by in the end: coefficient and cap together. */
  paidShare: number
}

export type MonthInputs = {
  facts: readonly Fact[]
  /** In the unit of the base (fen, units); null: none was set. */
  target: number | null
  /** Values of the metrics of `terms.process`; what is null takes nothing. */
  process: Readonly<Record<string, number | null>>
}

const TEN_THOUSAND = 10_000

/**
 * Works a month out. Steps are reached by sales less what came back of them in the month; a return of a
 * closed month's sale is taken back at the rate that was paid, outside the steps and the coefficient.
 * A return whose sale is not found is taken back at the month's mean rate (without sales: at the first).
 * Each line's fen is rounded so that the lines add up to the rounded total.
 */
export function computeMonth(terms: SchemeTerms, inputs: MonthInputs): Computed {
  const facts = inputs.facts.toSorted((a, b) => order(a.on, b.on) || order(a.id, b.id))
  const sales = facts.filter(({ kind }) => kind === 'sale')
  const returns = facts.filter(({ kind }) => kind === 'return')
  const cameBack = new Map<string, number>()
  for (const { takesBack } of returns)
    if (takesBack?.paidFen === null)
      cameBack.set(takesBack.id, (cameBack.get(takesBack.id) ?? 0) + takesBack.part)

  const bases = sales.map((fact) => baseOf(terms, fact))
  const kept = sales.map((fact, i) => {
    const left = 1 - (cameBack.get(fact.id) ?? 0)
    return Math.max(0, bases[i] ?? 0) * Math.max(0, left)
  })
  const here = returns.filter(({ takesBack }) => !takesBack || takesBack.paidFen === null)
  // Returns without their sale, and what was sold at a loss.
  const lost =
    here.reduce((sum, fact) => sum + (fact.takesBack ? 0 : baseOf(terms, fact)), 0) -
    bases.reduce((sum, base) => sum + Math.min(0, base), 0)
  const pieces = piecesOf(terms.rate, withoutLast(kept, lost), inputs.target)
  const alone = piecesOf(terms.rate, kept, inputs.target)
  const mean = meanRate(pieces.flat()) ?? firstRate(terms)
  const rates = sales.map((_, i) => meanRate(pieces[i]) ?? meanRate(alone[i]) ?? mean)
  const rateOfSale = new Map(sales.map(({ id }, i) => [id, rates[i] ?? mean]))

  const drafts = [
    ...sales.map((fact, i) => ({
      fact,
      base: bases[i] ?? 0,
      rate: rates[i] ?? mean,
      pieces: pieces[i] ?? [],
    })),
    ...here.map((fact) => ({
      fact,
      base: -baseOf(terms, fact) || 0,
      rate: (fact.takesBack && rateOfSale.get(fact.takesBack.id)) ?? mean,
      pieces: [],
    })),
  ]
  const fen = roundedParts(drafts.map(({ base, rate }) => base * fenPer(terms.base, rate)))
  const lines = drafts.map(
    ({ fact, base, rate, pieces: parts }, i): CommissionLine => ({
      id: fact.id,
      kind: fact.kind,
      fact,
      base,
      rate,
      pieces: parts,
      fen: fen[i] ?? 0,
    }),
  )
  const settled = settle(terms, inputs.process, sumOf(lines))
  const reversals = returns.flatMap((fact) => reversalOf(terms, fact))
  const all = [...lines, ...settled.lines, ...reversals]
  return { lines: all, totalFen: sumOf(all), paidShare: settled.paidShare }
}

/**
 * What lines of sales and returns worth `subtotal` are paid in the end: coefficients and cap as lines, the
 * sum of all, and what each line was multiplied by.
 */
export function settle(
  terms: SchemeTerms,
  process: MonthInputs['process'],
  subtotal: Fen,
): { lines: CommissionLine[]; paidFen: Fen; paidShare: number } {
  const coefficients = coefficientLines(terms, process, subtotal)
  const earned = subtotal + sumOf(coefficients)
  const capped = capLine(terms, earned)
  const paidFen = earned + sumOf(capped)
  return {
    lines: [...coefficients, ...capped],
    paidFen,
    paidShare: subtotal === 0 ? 1 : paidFen / subtotal,
  }
}

/** What a line is worth before the rate, in fen or units. */
export function baseOf(terms: SchemeTerms, fact: Fact): number {
  const worth = {
    amount: fact.amountFen,
    collected: fact.amountFen,
    quantity: fact.quantity,
    grossProfit: fact.amountFen - fact.costFen,
    overFloor: fact.floorFen === null ? 0 : Math.max(0, fact.amountFen - fact.floorFen),
  }[terms.base]
  return worth * fact.share * (fact.isLate ? (terms.late?.times ?? 1) : 1)
}

const fenPer = (base: Base, value: number) => (base === 'quantity' ? value : value / TEN_THOUSAND)

/** Takes `lost` off the last bases: what comes back was sold on top. */
function withoutLast(bases: readonly number[], lost: number): number[] {
  const left = [...bases]
  let rest = lost
  for (let i = left.length - 1; i >= 0 && rest > 0; i--) {
    const part = Math.min(Math.max(0, left[i] ?? 0), rest)
    left[i] = (left[i] ?? 0) - part
    rest -= part
  }
  return left
}

function meanRate(pieces: readonly Piece[] | undefined): number | null {
  const base = pieces?.reduce((sum, piece) => sum + piece.base, 0) ?? 0
  if (!pieces || base <= 0) return null
  return pieces.reduce((sum, piece) => sum + piece.base * piece.value, 0) / base
}

const firstRate = ({ rate }: SchemeTerms): number =>
  rate.kind === 'flat' ? rate.value : (rate.steps[0]?.value ?? 0)

/** Every metric below its share multiplies; the lines say what each of them takes. */
function coefficientLines(
  terms: SchemeTerms,
  process: MonthInputs['process'],
  subtotal: Fen,
): CommissionLine[] {
  let left = Math.max(0, subtotal)
  return terms.process.flatMap(({ metric, below, times }): CommissionLine[] => {
    const is = process[metric]
    if (is === null || is === undefined || is >= below) return []
    const after = Math.round(left * times)
    const fen = after - left
    left = after
    const id = `coefficient:${metric}`
    const because = { metric, is, below, times }
    return [{ id, kind: 'coefficient', fact: null, base: 0, rate: 0, pieces: [], fen, because }]
  })
}

function capLine({ capFen }: SchemeTerms, earned: Fen): CommissionLine[] {
  if (capFen === null || earned <= capFen) return []
  return [
    { id: 'cap', kind: 'cap', fact: null, base: 0, rate: 0, pieces: [], fen: capFen - earned },
  ]
}

function reversalOf(terms: SchemeTerms, fact: Fact): CommissionLine[] {
  const back = fact.takesBack
  if (!back || back.paidFen === null) return []
  return [
    {
      id: fact.id,
      kind: 'reversal',
      fact,
      base: -baseOf(terms, fact) || 0,
      rate: 0,
      pieces: [],
      fen: takenBackFen(back.paidFen, back.part),
    },
  ]
}

/** What a return takes back of what was paid for its sale, negative. */
export const takenBackFen = (paidFen: number, part: number): Fen =>
  // No -0: a line that paid nothing takes nothing back.
  -Math.round(paidFen * part) || 0

const sumOf = (lines: readonly CommissionLine[]): Fen => lines.reduce((n, { fen }) => n + fen, 0)
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Sum of the bases, and what is paid for one of it in the end: a share of money, or yuan a unit, to six
 * decimals; null without a base.
 */
export function meanRateOf(
  base: Base,
  lines: readonly Pick<CommissionLine, 'base'>[],
  totalFen: Fen,
): { base: number; rate: number | null } {
  const sum = Math.round(lines.reduce((n, line) => n + line.base, 0) * 1e6) / 1e6
  if (sum <= 0) return { base: sum, rate: null }
  const per = base === 'quantity' ? totalFen / 100 / sum : totalFen / sum
  return { base: sum, rate: Math.round(per * 1e6) / 1e6 }
}
