/** The sentences of 月度复盘: what changed and why, what a suggestion rests on, what a change did. */
import { formatMoneyShort } from '../../src/domain/money.ts'
import { metricOf } from '../../src/domain/performance/metrics.ts'
import type { Change } from '../../src/domain/retro/changes.ts'
import { minutesToTime } from '../../src/domain/time.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import { digestWords } from '../../src/i18n/performance.ts'
import { ideaWords, measureWords, retroWords as w } from '../../src/i18n/retro.ts'
import type { T } from '../../src/i18n/t.ts'
import { colored, type Markdown } from '../kit/markdown.ts'
import { percent } from '../performance/parts.ts'
import { valueText } from '../performance/period-parts.ts'
import { cut } from '../plans/words.ts'
import type { IdeaView, Outcome } from './view.ts'

/** `覆盖率 68%，上月 61%，升 7 点`. */
export function changeText({ key, now, before }: Change, t: T): string {
  const isRate = metricOf(key).unit === 'rate'
  const by = isRate
    ? t(w.points, { n: Math.round(Math.abs(now - before) * 100) })
    : before === 0
      ? valueText(key, Math.abs(now - before), t)
      : percent(Math.abs(now - before) / Math.abs(before))
  return t(now > before ? w.up : w.down, {
    what: t(metricWords[key].name),
    now: valueText(key, now, t),
    before: valueText(key, before, t),
    by,
  })
}

/** The sign stays with its number at the end of a line. */
const signed = (n: number, text: string) => `${n > 0 ? '+' : n < 0 ? '−\u2060' : ''}${text}`

export function causeText({ key, cause }: Change, t: T): string | null {
  if (cause === null) return null
  const money = (fen: number) => signed(fen, formatMoneyShort(Math.abs(fen), t.locale))
  const mostly = (names: readonly string[]) =>
    t(w.mostly, { names: names.join(t(digestWords.listComma)) })
  const person = (name: string, by: string) => t(w.person, { name: cut(name, 20), by })
  switch (cause.kind) {
    case 'days':
      return t(w.days, { now: cause.now, before: cause.before })
    case 'sales': {
      const { byOrders, byDropSize, movers } = cause.change
      const factors = t(w.factors, { orders: money(byOrders), size: money(byDropSize) })
      if (movers.length === 0) return factors
      const names = movers.map(({ name, difference }) => person(name, money(difference)))
      return `${factors}${t(digestWords.comma)}${mostly(names)}`
    }
    case 'people': {
      const { unit } = metricOf(key)
      const by = (n: number) => {
        if (unit === 'money') return money(n)
        const size = Math.abs(n)
        return unit === 'rate'
          ? signed(n, t(w.personPoints, { n: (size * 100).toFixed(size < 0.01 ? 1 : 0) }))
          : signed(n, String(Math.round(size)))
      }
      return mostly(cause.parts.map((one) => person(one.name, by(one.by))))
    }
  }
}

/** Numbers that are shares of 1, and those that are minutes of a day. */
const shares = ['rate', 'overall', 'kept', 'completion', 'soldShort', 'soldLong']
const clocks = ['p90']

/** The data behind a suggestion, in one sentence. */
export function dataText(one: IdeaView, t: T): string {
  const key = `${one.kind}.${one.why}`
  if (!(key in ideaWords)) return ''
  const values = Object.fromEntries(
    Object.entries(one.numbers).map(([name, n]) => [
      name,
      shares.includes(name)
        ? percent(n)
        : clocks.includes(name)
          ? minutesToTime(n)
          : String(Math.round(n)),
    ]),
  )
  const names = one.names.map((name) => cut(name, 16)).join(t(digestWords.listComma))
  const say = t as (word: (typeof ideaWords)[keyof typeof ideaWords], values: object) => string
  return say(ideaWords[key as keyof typeof ideaWords], { ...values, names })
}

/** With less behind it than this a figure after a change is not held against it. */
const leastAfter = 20
/** Where less is better. */
const less: readonly string[] = ['short', 'away', 'other', 'skipped']

/** What a change did, and what that rests on. */
export function outcomeTexts(
  one: Outcome,
  t: T,
): { readonly effect: Markdown | string; readonly behind: string | null } {
  const { before, after, afterSample: n, afterFrom: from, afterTo: to } = one
  const what = t(measureWords[one.measure])
  if (before === null || after === null || n < leastAfter)
    return { effect: one.state === 'reverted' ? '' : t(w.tooFew, { what, n }), behind: null }
  const text = t(w.effect, { what, before: percent(before), after: percent(after) })
  const isSame = Math.round(before * 100) === Math.round(after * 100)
  const isBetter = after > before !== less.includes(one.measure)
  return {
    effect: isSame ? text : colored(isBetter ? 'green' : 'red', text),
    behind: t(w.effectDays, {
      n: one.beforeSample,
      after: n,
      from: from?.slice(5) ?? '',
      to: to?.slice(5) ?? '',
    }),
  }
}
