/** 模板质量: fields that nobody fills in, or fills in the same way, with what to do about it. */
import {
  type FieldQuality,
  type FieldVerdict,
  isDead,
  leastVisits,
} from '../../src/domain/analysis/form-quality.ts'
import type { DayRange } from '../../src/domain/range-words.ts'
import { fieldWords, analysisWords as w } from '../../src/i18n/analysis.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Card, Part } from '../kit/card.ts'
import { chart, note, para, point } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { percent } from '../performance/parts.ts'
import { cut } from '../plans/words.ts'
import { analysisCard, otherDays, subtitleOf, titleOf } from './parts.ts'
import type { AnalysisHead } from './view.ts'

export interface QualityView extends AnalysisHead {
  readonly before: DayRange
  /** Check-outs by the rep. */
  readonly visits: number
  readonly fields: readonly FieldQuality[]
  readonly outcomes: readonly {
    readonly name: string
    readonly value: string
    readonly n: number
  }[]
}

const hints: Partial<Record<FieldVerdict, (typeof w)['qualityUnused']>> = {
  unused: w.qualityUnused,
  sameAnswer: w.qualitySameHint,
  copied: w.qualityCopiedHint,
  tooFew: w.qualityTooFew,
}

export function qualityCard(view: QualityView, t: T): Card {
  const { visits, fields } = view
  const dead = fields.filter(isDead)
  const names = dead.map(({ field }) => t(fieldWords[field])).join(t(w.comma))
  return analysisCard(
    {
      state: dead.length > 0 ? 'needsYou' : 'todo',
      title: titleOf('quality', [view.name], t),
      subtitle: [subtitleOf(view, t), t(w.qualityVisits, { n: visits })].join(' · '),
    },
    point(
      visits < leastVisits
        ? t(w.qualityFew, { n: visits, least: leastVisits })
        : dead.length > 0
          ? t(w.qualityFinding, { n: dead.length, fields: names })
          : t(w.qualityGood),
    ),
    visits > 0 && fillChart(view, t),
    visits > 0 && fields.map((one) => fieldText(one, t)),
    visits > 0 && note(t(w.qualityAmount)),
    neverChosen(view, t),
    otherDays(view, view.before, t),
  )
}

function fillChart({ fields }: QualityView, t: T): Part[] {
  const values = fields.flatMap(({ field, fillRate }) =>
    fillRate === null ? [] : [{ name: t(fieldWords[field]), n: Math.round(fillRate * 100) }],
  )
  return [
    note(t(w.qualityChart)),
    chart(
      {
        type: 'bar',
        direction: 'horizontal',
        data: { values },
        xField: 'n',
        yField: 'name',
        label: { visible: true },
        axes: [
          { orient: 'left', type: 'band', sampling: false, paddingInner: 0.3, paddingOuter: 0.2 },
          { orient: 'bottom', type: 'linear', min: 0, max: 100, tick: { tickCount: 5 } },
        ],
      },
      '2:1',
    ),
  ]
}

function fieldText(one: FieldQuality, t: T): Part {
  const { field, asked, filled, fillRate, sameShare, repeatedShare, mostWords, verdict } = one
  const hint = hints[verdict]
  const isText = field === 'summary' || field === 'nextStep'
  return para(
    joined('\n', [
      joined(' · ', [
        bold(t(fieldWords[field])),
        t(w.qualityFill, { rate: percent(fillRate), filled, asked }),
      ]),
      joined(' · ', [
        sameShare !== null &&
          mostWords !== null &&
          field !== 'orderAmount' &&
          t(w.qualitySame, { rate: percent(sameShare), words: cut(mostWords, 16) }),
        isText && repeatedShare !== null && t(w.qualityCopied, { rate: percent(repeatedShare) }),
      ]),
      hint && colored(verdict === 'tooFew' ? 'grey' : 'orange', t(hint)),
    ]),
  )
}

/** Choices that only make the list longer. */
function neverChosen({ outcomes, visits }: QualityView, t: T): Part {
  const never = outcomes.filter(({ n, value }) => n === 0 && value !== 'other')
  if (visits < leastVisits * 5 || never.length === 0) return null
  const names = never
    .slice(0, 8)
    .map(({ name }) => cut(name, 12))
    .join(t(w.comma))
  return note(t(w.qualityNever, { names }))
}
