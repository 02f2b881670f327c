/** Scores, formulas and their parts in words. */

import { callWords } from '../../src/domain/formulas/call-words.ts'
import type { Formula, FormulaFault, Node } from '../../src/domain/formulas/formula.ts'
import { type NamesOf, textOf } from '../../src/domain/formulas/parts.ts'
import { formatMoney } from '../../src/domain/money.ts'
import { metricOf } from '../../src/domain/performance/metrics.ts'
import type { ScoreUnit } from '../../src/domain/scores/scores.ts'
import { ABILITY, shippedScores } from '../../src/domain/scores/shipped.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import { scoreWords as w } from '../../src/i18n/scores.ts'
import type { T } from '../../src/i18n/t.ts'

const digits = (value: number, most: number): string => String(Number(value.toFixed(most)))

/** `82 分`, `82%`, `¥1,200`, `3.25`, or that there is no data. */
export function scoreText(unit: ScoreUnit, value: number | null, t: T): string {
  if (value === null) return t(w.noValue)
  switch (unit) {
    case 'points':
      return t(w.points, { n: digits(value, 1) })
    case 'percent':
      return `${digits(value * 100, 1)}%`
    case 'yuan':
      return formatMoney(Math.round(value * 100))
    case 'number':
      return digits(value, 2)
  }
}

/** A difference without its sign, as it is shown; null where nothing of it would be seen. */
export function differenceText(unit: ScoreUnit, difference: number, t: T): string | null {
  const text = scoreText(unit, Math.abs(difference), t)
  return text === scoreText(unit, 0, t) ? null : text
}

/** Times that a part counts, as weights are written in formulas of the unit. */
export const weightText = (unit: ScoreUnit, weight: number): string =>
  unit === 'percent' ? `${digits(weight * 100, 1)}%` : digits(weight, 2)

/** What is known of a part: a metric in its own unit, anything else as a number. */
export function partValueText(node: Node, value: number | null, t: T): string {
  if (value === null) return t(w.noValue)
  if (node.kind !== 'metric') return digits(value, 2)
  const { unit } = metricOf(node.key)
  if (unit === 'rate') return `${digits(value * 100, 1)}%`
  return unit === 'money' ? formatMoney(Math.round(value * 100)) : digits(value, 2)
}

/** Formulas as the reader would write them; English ones hold the keys, which have no blanks. */
export const namesIn = (t: T): NamesOf =>
  t.locale === 'en'
    ? { metric: (key) => key, call: (name) => name, times: '*', over: '/' }
    : {
        metric: (key) => metricWords[key].name.zh,
        call: (name) => callWords[name].zh,
        times: '×',
        over: '÷',
      }

export const formulaText = ({ root }: Formula, t: T): string => textOf(root, namesIn(t))

/** A part by its name: a metric by its own, anything else as it is written. */
export const partName = (node: Node, t: T): string =>
  node.kind === 'metric' ? t(metricWords[node.key].name) : textOf(node, namesIn(t))

/** A score's name; the shipped one also in English, until somebody renames it. */
export const scoreName = ({ code, name }: { code: string; name: string }, t: T): string =>
  code === ABILITY && name === shippedScores[0]?.name ? t(w.ability) : name

/** `2026 年 11 月`. */
export const monthText = (month: string, t: T): string =>
  t.locale === 'en' ? month : `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`

export const sinceText = (fromMonth: string, t: T): string =>
  fromMonth === '' ? t(w.fromStart) : t(w.from, { month: monthText(fromMonth, t) })

export const listText = (values: readonly string[], t: T): string =>
  values.join(t.locale === 'en' ? ', ' : '、')

/** What is wrong with a formula and where, and what may have been meant. */
export function faultText(fault: FormulaFault, typed: string, t: T): string {
  const at = (place: number | null) => placeText(place, typed, t)
  switch (fault.fault) {
    case 'empty':
      return t(w.faultEmpty, { example: t(w.formulaExample) })
    case 'tooLong':
      return t(w.faultTooLong, { most: fault.most })
    case 'tooDeep':
      return t(w.faultTooDeep, { most: fault.most })
    case 'unreadable':
      return t(w.faultUnreadable, { at: at(fault.at) })
    case 'unknownName':
      return t(w.faultUnknown, {
        name: fault.name,
        at: at(fault.at),
        meant:
          fault.meant.length > 0
            ? t(w.meant, { list: fault.meant.join(t.locale === 'en' ? ' or ' : '」或「') })
            : '',
      })
    case 'notAllowed':
      return t(w.faultNotAllowed, { what: fault.what, at: at(fault.at) })
    case 'wrongCount':
      return t(w.faultCount, { name: fault.name, counts: countsText(fault, t), at: at(fault.at) })
    case 'noMetric':
      return t(w.faultNoMetric)
  }
}

const NEAR = 8

function placeText(place: number | null, typed: string, t: T): string {
  if (place === null) return t(w.somewhere)
  const near = typed.slice(place - 1, place - 1 + NEAR).trim()
  return near === '' ? t(w.atEnd) : t(w.atPlace, { n: place, near })
}

function countsText(
  { least, most, paired }: { least: number; most: number | null; paired: boolean },
  t: T,
): string {
  if (paired) return t(w.countPairs)
  if (most === null) return t(w.countFrom, { least })
  return most === least ? t(w.countExactly, { least }) : t(w.countBetween, { least, most })
}
