/** 试算: the month worked out once more with a sale that has not been made. */
import { and, eq, ilike, or } from 'drizzle-orm'
import { type TrialResult, trialCard } from '../../../cards/commission/trial.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { computeMonth, type Fact } from '../../domain/commission/compute.ts'
import { date, monthRange } from '../../domain/time.ts'
import { commissionWords as w } from '../../i18n/commission.ts'
import { prices, products } from '../orders/tables.ts'
import type { User } from '../org/store.ts'
import { closeOf } from './close.ts'
import { computeScheme } from './compute.ts'
import { schemesIn } from './schemes.ts'

type Product = typeof products.$inferSelect
type Asked = { month: string; product: string; quantity: string }

export async function trialCardFor(ctx: ActorCtx, user: User, asked: Asked): Promise<Card> {
  const answer =
    asked.product === '' && asked.quantity === '' ? null : await tryMore(ctx, user, asked)
  const isProblem = typeof answer === 'string'
  return trialCard(
    {
      openId: user.openId,
      ...asked,
      result: isProblem ? null : answer,
      problem: isProblem ? answer : null,
    },
    ctx.t,
  )
}

/** The result, or in words what stands against it. */
async function tryMore(ctx: ActorCtx, user: User, asked: Asked): Promise<TrialResult | string> {
  const { t, tx } = ctx
  if ((await closeOf(tx, asked.month)) !== null) return t(w.trialOver)
  const quantity = Number(asked.quantity.normalize('NFKC').replaceAll(',', ''))
  if (!(quantity > 0 && quantity <= 1e9)) return t(w.trialBadQuantity)
  const found = await findProducts(ctx, asked.product)
  const [product] = found
  if (!product) return t(w.trialNoProduct, { query: asked.product.slice(0, 30) })
  if (found.length > 1) {
    const names = found.map(({ code, name }) => `${name}（${code}）`).join(' ')
    return t(w.trialManyProducts, { query: asked.product.slice(0, 30), names })
  }
  const schemes: TrialResult['schemes'][number][] = []
  for (const inForce of await schemesIn(tx, asked.month)) {
    const { terms, scheme } = inForce
    const people = await computeScheme(ctx, { inForce, month: asked.month, openIds: [user.openId] })
    const own = people.get(user.openId)
    if (!own) continue
    const before = own.computed.totalFen
    const isMeant = fits(product, terms)
    const facts = isMeant
      ? [...own.facts, await moreOf(ctx, product, quantity, asked.month, terms.floorLevel)]
      : own.facts
    const after = computeMonth(terms, { facts, ...own.inputs }).totalFen
    schemes.push({ name: scheme.name, before, after })
  }
  return {
    product: product.name,
    unit: product.unit,
    quantity,
    priceFen: product.priceFen,
    costFen: product.costFen,
    fen: schemes.reduce((sum, { before, after }) => sum + after - before, 0),
    schemes,
  }
}

const fits = (
  { code, category }: Product,
  terms: { products: readonly string[]; categories: readonly string[] },
) =>
  (terms.products.length === 0 && terms.categories.length === 0) ||
  terms.products.includes(code) ||
  (category !== null && terms.categories.includes(category))

async function moreOf(
  { tx, today }: ActorCtx,
  { code, priceFen, costFen }: Product,
  quantity: number,
  month: string,
  level: string | null,
): Promise<Fact> {
  const [floor] = level === null ? [] : await floorAt({ tx }, code, level)
  const { to } = monthRange(month)
  return {
    id: '~more',
    kind: 'sale',
    on: today < to ? today : date(to),
    customerCode: '',
    orderCode: '',
    productCode: code,
    quantity,
    amountFen: Math.round(priceFen * quantity),
    costFen: Math.round(costFen * quantity),
    floorFen: Math.round((floor?.priceFen ?? priceFen) * quantity),
    isLate: false,
    share: 1,
  }
}

const mostNamed = 5

async function findProducts({ tx }: ActorCtx, query: string): Promise<Product[]> {
  const text = query.normalize('NFKC').trim()
  if (text === '') return []
  const exact = await tx
    .select()
    .from(products)
    .where(or(eq(products.code, text), eq(products.name, text)))
    .limit(mostNamed)
  if (exact.length > 0) return exact
  const like = `%${text.replace(/[%_\\]/g, '\\$&')}%`
  return tx.select().from(products).where(ilike(products.name, like)).limit(mostNamed)
}

const floorAt = ({ tx }: Pick<ActorCtx, 'tx'>, code: string, level: string) =>
  tx
    .select({ priceFen: prices.priceFen })
    .from(prices)
    .where(and(eq(prices.productCode, code), eq(prices.priceLevel, level)))
