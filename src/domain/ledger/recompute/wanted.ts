/** What facts of commission have in common: which goods, how much of them, and whose. */
import type { Fact, TakenBack } from '../../commission/compute.ts'
import type { SchemeTerms } from '../../commission/terms.ts'
import { date, type LocalDate } from '../../time.ts'
import type { Facts, Order } from './facts.ts'
import type { OrderLine, User } from './rows.ts'

export type Wanted = {
  readonly facts: Facts
  readonly terms: SchemeTerms
  readonly month: string
  readonly covered: ReadonlyMap<string, User>
}

/** A fact before it is known what was paid for the sale that it takes back. */
export type FoundFact = Omit<Fact, 'takesBack'> & { takesBack?: Omit<TakenBack, 'paidFen'> }

export function byPerson(found: readonly (readonly [string, FoundFact])[]) {
  const people = new Map<string, FoundFact[]>()
  for (const [openId, fact] of found) people.set(openId, [...(people.get(openId) ?? []), fact])
  return people
}

export const yearsBefore = (month: string, years: number): LocalDate =>
  date(`${Number(month.slice(0, 4)) - years}${month.slice(4)}-01`)

export function goodsFit({ facts, terms }: Wanted, { product_code }: OrderLine): boolean {
  const { products, categories } = terms
  if (products.length + categories.length === 0) return true
  const category = facts.products.get(product_code)?.category ?? null
  return products.includes(product_code) || (category !== null && categories.includes(category))
}

export const kindsSold = ({ base }: SchemeTerms): readonly string[] =>
  base === 'grossProfit' ? ['sale', 'gift'] : ['sale']

const caseWords = new Set(['箱', '件', 'case', 'carton'])
const sixPlaces = (value: number) => Math.round(value * 1e6) / 1e6

/** In the product's own unit; as it was written where the unit is not known. */
export function quantityOf(facts: Facts, { product_code, quantity, unit }: OrderLine): number {
  const written = Number(quantity)
  const product = facts.products.get(product_code)
  if (!product || unit === null || unit === product.unit || product.case_size === null)
    return written
  const size = Number(product.case_size)
  if (unit === product.base_unit) return sixPlaces(written / size)
  const byPiece = product.base_unit === null || product.base_unit === product.unit
  return byPiece && caseWords.has(unit.toLowerCase()) ? sixPlaces(written * size) : written
}

/** The numbers of a part of a line; given goods have a cost and nothing else. */
export function numbersOf({ facts, terms }: Wanted, order: Order, line: OrderLine, part: number) {
  const quantity = quantityOf(facts, line) * part
  const isGift = line.kind === 'gift'
  const floor = floorOf(facts, terms, line.product_code)
  return {
    customerCode: order.customer_code,
    orderCode: order.code,
    productCode: line.product_code,
    quantity: isGift ? 0 : quantity,
    amountFen: isGift ? 0 : line.amount_fen * part,
    costFen: line.cost_fen * part,
    floorFen: floor === null ? null : floor * quantity,
  }
}

function floorOf(facts: Facts, { base, floorLevel }: SchemeTerms, product: string): number | null {
  if (base !== 'overFloor') return null
  const ofLevel =
    floorLevel === null ? undefined : facts.prices.get(JSON.stringify([product, floorLevel]))
  return ofLevel ?? facts.products.get(product)?.price_fen ?? null
}

/** The person, and whoever of the scheme visited the customer on the day of the order as they did. */
export function sharesOf(
  { facts, terms, covered }: Wanted,
  main: string | null,
  { customer_code, ordered_on }: Order,
): [string, number][] {
  if (main === null) return []
  const there = new Set(
    (facts.visitsAt.get(customer_code) ?? [])
      .filter(({ date: day }) => day === ordered_on)
      .map(({ rep_open_id }) => rep_open_id),
  )
  const partners =
    terms.jointShare > 0 && there.has(main)
      ? [...there].filter((openId) => openId !== main && covered.has(openId))
      : []
  const shares: [string, number][] = [
    [main, partners.length > 0 ? 1 - terms.jointShare : 1],
    ...partners.map((openId): [string, number] => [openId, terms.jointShare / partners.length]),
  ]
  return shares.filter(([openId, share]) => share > 0 && covered.has(openId))
}
