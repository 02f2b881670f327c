/** Targets as they are kept, in words, and how a total stands to its parts. */
import { formatMoney } from '../../src/domain/money.ts'
import type { Cascade } from '../../src/domain/performance/cascade.ts'
import {
  isYear,
  type TargetMetric,
  valueKindOf,
} from '../../src/domain/performance/target-words.ts'
import type { T } from '../../src/i18n/t.ts'
import { settingWords as w } from '../../src/i18n/target-setting.ts'
import { cut } from '../customers/parts.ts'
import { monthText, nameOf } from './parts.ts'
import type { Below, WhatView } from './setting-view.ts'

/** A target exactly: `¥120,000`, `85%`, `80`. */
export function keptText(metric: TargetMetric, kept: number | null, t: T): string {
  if (kept === null) return t(w.notSet)
  const kind = valueKindOf(metric)
  if (kind === 'money') return formatMoney(kept)
  return kind === 'rate' ? `${kept / 100}%` : String(kept)
}

export const periodText = (period: string, t: T): string =>
  isYear(period) ? t(w.year, { year: period }) : monthText(period, t)

/** `销售额`, or `销售额（青提汽水 330ml）`. */
export const whatText = ({ metric, goodsName }: WhatView, t: T): string =>
  goodsName === null
    ? nameOf(metric, t)
    : t.locale === 'en'
      ? `${nameOf(metric, t)} (${cut(goodsName, 20)})`
      : `${nameOf(metric, t)}（${cut(goodsName, 20)}）`

export const belowText = (below: Below | 'months', t: T): string => t(w[below])

/** How a total stands to its parts; null where there is nothing to say. */
export function cascadeText(
  metric: TargetMetric,
  cascade: Cascade,
  parts: Below | 'months',
  t: T,
): string | null {
  const what = belowText(parts, t)
  const text = (kept: number) => keptText(metric, kept, t)
  switch (cascade.kind) {
    case 'nothing':
    case 'alone':
      return null
    case 'fits':
      return t(w.fits, { what })
    case 'noTotal': {
      const sum = text(cascade.sum)
      return cascade.open > 0
        ? t(w.noTotal, { what, sum, open: cascade.open })
        : t(w.noTotalAll, { what, sum })
    }
    case 'rest':
      return t(w.rest, { what, left: text(cascade.left), open: cascade.open })
    case 'differs':
      return t(cascade.difference > 0 ? w.more : w.less, {
        what,
        sum: text(cascade.parts),
        by: text(Math.abs(cascade.difference)),
      })
  }
}
