/** The form of a scheme, read into terms, and terms written back into the form. */
import { inArray, or, sql } from 'drizzle-orm'
import type { SchemeForm } from '../../../cards/commission/schemes.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { readRate } from '../../domain/commission/rate-words.ts'
import { bases, type SchemeTerms, schemeTerms, settlements } from '../../domain/commission/terms.ts'
import { fenToYuan, parseYuan } from '../../domain/money.ts'
import { UserError } from '../../errors.ts'
import { schemeWords as s } from '../../i18n/commission-schemes.ts'
import { type Message, message } from '../../i18n/t.ts'
import { grades } from '../customers/tables.ts'
import { prices, products } from '../orders/tables.ts'
import { factor, personTerms, processTerms, whomText } from './scheme-parts.ts'

const wrong = (words: Message) => new UserError(words, 'warning')
const plain = (text: string | undefined) => (text ?? '').normalize('NFKC').trim()
const words = (text: string | undefined): string[] => [
  ...new Set(
    plain(text)
      .split(/[、,;\s/]+/)
      .filter(Boolean),
  ),
]

/** Terms of a form. Throws in words that say which field and how it is written. */
export async function termsOf(ctx: ActorCtx, form: SchemeForm): Promise<SchemeTerms> {
  const base = bases.find((one) => one === form.base) ?? 'amount'
  const settledOn = settlements.find((one) => one === form.settledOn) ?? 'order'
  if (base === 'collected' && settledOn !== 'collection') throw wrong(message(s.badSettlement))
  const rate = readRate(form.rate ?? '', base, form.steps === 'whole')
  if (!rate) throw wrong(message(s.badRate, { text: (form.rate ?? '').slice(0, 40) }))
  return schemeTerms.parse({
    base,
    settledOn,
    rate,
    ...(await goodsOf(ctx, words(form.goods))),
    grades: gradesOf(words(form.grades)),
    ...(await personTerms(ctx.tx, words(form.whom))),
    process: processTerms(plain(form.process)),
    late: lateOf(plain(form.late)),
    excludedMethods: words(form.methods),
    jointShare: shareOf(plain(form.joint)),
    afterHandover: form.handover === 'owner' ? 'owner' : 'seller',
    floorLevel: await levelOf(ctx, plain(form.floorLevel)),
    capFen: capOf(plain(form.cap)),
  })
}

async function goodsOf({ tx }: ActorCtx, names: readonly string[]) {
  if (names.length === 0) return { products: [], categories: [] }
  const list = [...names]
  const found = await tx
    .select({ code: products.code, name: products.name, category: products.category })
    .from(products)
    .where(
      or(
        inArray(products.code, list),
        inArray(products.name, list),
        inArray(products.category, list),
      ),
    )
  const codes = new Set<string>()
  const categories = new Set<string>()
  for (const name of names) {
    const own = found.filter((one) => one.code === name || one.name === name)
    for (const { code } of own) codes.add(code)
    if (own.length === 0 && found.some(({ category }) => category === name)) categories.add(name)
    else if (own.length === 0) throw wrong(message(s.badGoods, { text: name.slice(0, 30) }))
  }
  return { products: [...codes], categories: [...categories] }
}

const gradesOf = (names: readonly string[]) =>
  names.map((name) => {
    const grade = grades.find((one) => one === name.toUpperCase())
    if (!grade) throw wrong(message(s.badGrade, { text: name.slice(0, 10) }))
    return grade
  })

/** `15×0.5`, `15 x 50%`, `0`: nothing for what comes late. */
function lateOf(text: string): SchemeTerms['late'] {
  if (text === '') return null
  if (text === '0') return { graceDays: 0, times: 0 }
  const found = /^(\d{1,3})\D*?[×x*]\s*(\d(?:\.\d{1,4})?|\d{1,3}%)$/i.exec(text)
  const times = found ? factor(found[2] ?? '') : null
  const graceDays = Number(found?.[1])
  if (times === null || graceDays > 365)
    throw wrong(message(s.badLate, { text: text.slice(0, 30) }))
  return { graceDays, times }
}

function shareOf(text: string): number {
  if (text === '') return 0
  const value = factor(text.endsWith('%') || Number(text) <= 1 ? text : `${text}%`)
  if (value === null) throw wrong(message(s.badShare, { text: text.slice(0, 20) }))
  return value
}

async function levelOf({ tx }: ActorCtx, level: string): Promise<string | null> {
  if (level === '') return null
  const known = await tx.$count(prices, sql`${prices.priceLevel} = ${level}`)
  if (known === 0) throw wrong(message(s.noFloor, { text: level.slice(0, 20) }))
  return level
}

function capOf(text: string): number | null {
  if (text === '') return null
  const fen = parseYuan(text)
  if (fen === null || fen < 0) throw wrong(message(s.badCap, { text: text.slice(0, 20) }))
  return fen
}

const percent = (value: number) => `${Math.round(value * 10_000) / 100}%`

/** The form filled with terms, so that a new version begins with the old one. */
export async function formOf(
  ctx: ActorCtx,
  name: string,
  terms: SchemeTerms,
  from: string,
): Promise<SchemeForm> {
  const { base, rate, late, jointShare, capFen } = terms
  const value = (n: number) => (base === 'quantity' ? String(n / 100) : `${n / 100}%`)
  const at = (n: number) => {
    if (rate.kind === 'tiers' && rate.by === 'attainment') return percent(n)
    return String(base === 'quantity' ? n : n / 100)
  }
  return {
    name,
    base,
    settledOn: terms.settledOn,
    rate:
      rate.kind === 'flat'
        ? value(rate.value)
        : rate.steps.map((step) => `${at(step.from)}:${value(step.value)}`).join(' '),
    steps: rate.kind === 'tiers' && rate.whole ? 'whole' : 'marginal',
    from,
    goods: [...terms.products, ...terms.categories].join('、'),
    grades: terms.grades.join('、'),
    whom: (await whomText(ctx.tx, terms, ctx.t)).join('、'),
    process: terms.process
      .map(({ metric, below, times }) => `${metric}<${percent(below)}×${times}`)
      .join(' '),
    late: late ? `${late.graceDays}×${late.times}` : '',
    methods: terms.excludedMethods.join('、'),
    joint: jointShare > 0 ? percent(jointShare) : '',
    handover: terms.afterHandover,
    floorLevel: terms.floorLevel ?? '',
    cap: capFen === null ? '' : fenToYuan(capFen),
  }
}
