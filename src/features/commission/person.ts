/** A person's month, its lines and its corrections, as their cards show them. */
import { inArray } from 'drizzle-orm'
import { correctionsCard, linesCard } from '../../../cards/commission/lines.ts'
import {
  type Effect,
  type PersonView,
  personCard,
  type SchemePart,
} from '../../../cards/commission/person.ts'
import { pageSize } from '../../../cards/customers/parts.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { CommissionLine } from '../../domain/commission/compute.ts'
import { monthOf } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { customers } from '../customers/tables.ts'
import { products } from '../orders/tables.ts'
import type { User } from '../org/store.ts'
import { monthBefore, nextMonth } from './months.ts'
import { type MonthRead, monthTotals, readMonth, type SchemeMonth } from './read.ts'
import { schemesIn } from './schemes.ts'

export async function personCardFor(ctx: ActorCtx, user: User, month: string): Promise<Card> {
  const read = await readMonth(ctx, month, [user.openId])
  const before = monthBefore(month)
  const totals = await monthTotals(ctx, before, [user.openId])
  const fenBefore = totals.get(user.openId)
  const names = await namesOf(ctx, read)
  const view: PersonView = {
    openId: user.openId,
    name: user.name,
    isOwn: user.openId === ctx.actor.openId,
    month,
    isClosed: read.isClosed,
    isRunning: month === monthOf(ctx.today),
    totalFen:
      sum(read.schemes.map((one) => one.totalFen)) + sum(read.corrections.map((c) => c.fen)),
    before: fenBefore === undefined ? null : { month: before, fen: fenBefore },
    schemes: read.schemes.map(partOf),
    effects: effectsOf(read, names.product),
    corrections: read.corrections.length,
    hasSchemes: read.schemes.length > 0 || (await schemesIn(ctx.tx, month)).length > 0,
    monthBefore: before,
    nextMonth: month < monthOf(ctx.today) ? nextMonth(month) : null,
  }
  return personCard(view, ctx.t)
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const isTraded = ({ kind }: CommissionLine) => kind === 'sale' || kind === 'return'

function partOf({ scheme, terms, totalFen, lines, inputs }: SchemeMonth): SchemePart {
  const base = sum(lines.filter(isTraded).map((line) => line.base))
  const { rate } = terms
  const isAttained = rate.kind === 'tiers' && rate.by === 'attainment'
  const unit = isAttained ? inputs.target : 1
  const steps = rate.kind === 'tiers' && unit ? rate.steps : []
  const next = steps.find(({ from }) => from * (unit ?? 1) > base)
  return {
    id: scheme.id,
    name: scheme.name,
    terms,
    totalFen,
    base,
    lines: lines.length,
    next: next ? { missing: next.from * (unit ?? 1) - base, value: next.value } : null,
    attainment: isAttained ? (inputs.target ? base / inputs.target : undefined) : null,
    target: isAttained ? inputs.target : null,
  }
}

const topProducts = 3

/** What made the month more or less than it would be: the best goods, what came back, what was taken off. */
function effectsOf(read: MonthRead, nameOf: (code: string) => string): Effect[] {
  const lines = read.schemes.flatMap((one) => one.lines)
  const byProduct = new Map<string, number>()
  for (const { kind, fact, fen } of lines)
    if (kind === 'sale' && fact)
      byProduct.set(fact.productCode, (byProduct.get(fact.productCode) ?? 0) + fen)
  const best = [...byProduct]
    .filter(([, fen]) => fen > 0)
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, topProducts)
    .map(([code, fen]): Effect => ({ kind: 'top', product: nameOf(code), fen }))
  const counted = (['return', 'reversal'] as const).flatMap((kind): Effect[] => {
    const own = lines.filter((line) => line.kind === kind)
    return own.length > 0 ? [{ kind, n: own.length, fen: sum(own.map((line) => line.fen)) }] : []
  })
  const late = read.schemes.flatMap(({ terms, lines: own }): Effect[] => {
    const n = own.filter(({ fact }) => fact?.isLate).length
    return n > 0 && terms.late ? [{ kind: 'late', n, times: terms.late.times }] : []
  })
  const taken = lines.flatMap((line): Effect[] => {
    if (line.kind === 'cap') return [{ kind: 'cap', fen: line.fen }]
    if (line.kind !== 'coefficient' || !line.because) return []
    return [{ kind: 'coefficient', fen: line.fen, ...line.because }]
  })
  const corrected: Effect[] =
    read.corrections.length > 0
      ? [
          {
            kind: 'corrections',
            n: read.corrections.length,
            fen: sum(read.corrections.map((one) => one.fen)),
          },
        ]
      : []
  return [...best, ...counted, ...late, ...taken, ...corrected]
}

/** One page of a scheme's lines, the newest day first. */
export async function linesCardFor(
  ctx: ActorCtx,
  user: User,
  asked: { month: string; schemeId: string; page: number },
): Promise<Card> {
  const { month, schemeId } = asked
  const read = await readMonth(ctx, month, [user.openId])
  const own = read.schemes.find(({ scheme }) => scheme.id === schemeId)
  if (!own) throw new UserError(message(botWords.staleCard))
  const lines = own.lines.toSorted((a, b) =>
    (a.fact?.on ?? '') > (b.fact?.on ?? '') ? -1 : (a.fact?.on ?? '') < (b.fact?.on ?? '') ? 1 : 0,
  )
  const { page, pages, rows } = pageOf(lines, asked.page)
  const names = await namesOf(ctx, read)
  return linesCard(
    {
      openId: user.openId,
      month,
      schemeId,
      scheme: own.scheme.name,
      terms: own.terms,
      page,
      pages,
      count: lines.length,
      totalFen: own.totalFen,
      rows: rows.map((line) => ({
        line,
        product: names.product(line.fact?.productCode ?? ''),
        customer: names.customer(line.fact?.customerCode ?? ''),
      })),
    },
    ctx.t,
  )
}

export async function correctionsCardFor(
  ctx: ActorCtx,
  user: User,
  asked: { month: string; page: number },
): Promise<Card> {
  const read = await readMonth(ctx, asked.month, [user.openId])
  const names = await namesOf(ctx, read)
  const { page, pages, rows } = pageOf(read.corrections, asked.page)
  return correctionsCard(
    {
      openId: user.openId,
      month: asked.month,
      page,
      pages,
      count: read.corrections.length,
      totalFen: sum(read.corrections.map(({ fen }) => fen)),
      rows: rows.map((one) => ({
        ofMonth: one.ofMonth,
        order: one.orderCode ?? '',
        product: one.productCode ? names.product(one.productCode) : '',
        reason: one.reason,
        wasFen: one.was?.fen ?? 0,
        nowFen: one.now?.fen ?? 0,
        fen: one.fen,
      })),
    },
    ctx.t,
  )
}

export function pageOf<R>(rows: readonly R[], page: number) {
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  const at = Math.min(page, pages - 1)
  return { page: at, pages, rows: rows.slice(at * pageSize, (at + 1) * pageSize) }
}

/** Names of the goods and customers of a month; codes where there is none. */
export async function namesOf({ tx }: Pick<ActorCtx, 'tx'>, read: MonthRead) {
  const facts = read.schemes.flatMap(({ lines }) => lines.flatMap(({ fact }) => fact ?? []))
  const codes = (of: 'productCode' | 'customerCode') => [
    ...new Set([...facts, ...read.corrections].flatMap((one) => one[of] ?? [])),
  ]
  const goods = await tx
    .select({ code: products.code, name: products.name })
    .from(products)
    .where(inArray(products.code, codes('productCode')))
  const shops = await tx
    .select({ code: customers.code, name: customers.name })
    .from(customers)
    .where(inArray(customers.code, codes('customerCode')))
  const lookUp = (rows: readonly { code: string; name: string }[]) => {
    const names = new Map(rows.map(({ code, name }) => [code, name]))
    return (code: string) => names.get(code) ?? code
  }
  return { product: lookUp(goods), customer: lookUp(shops) }
}
