/** 阈值建议: what rulings say about the rules, for admins. */
import type { T } from '../../src/i18n/t.ts'
import { learnWords as w } from '../../src/i18n/trust.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, hr, note, panel, para, point, row } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { learnActions } from './actions.ts'

export interface SuggestionView {
  readonly id: string
  /** The rule and its threshold, in words. */
  readonly label: string
  readonly unit: string
  readonly from: number
  readonly to: number
  readonly ruled: number
  readonly honest: number
  readonly upheld: number
  readonly share: number
  readonly low: number
  readonly high: number
  readonly honestSpared: number
  readonly upheldLost: number
  readonly shareAfter: number | null
}

export interface RulePrecision {
  readonly label: string
  readonly ruled: number
  /** Null: too few rulings to say. */
  readonly share: number | null
}

export interface LearnView {
  readonly days: number
  readonly least: number
  readonly suggestions: readonly SuggestionView[]
  readonly rules: readonly RulePrecision[]
}

const shownSuggestions = 4
const percent = (share: number) => `${Math.round(share * 100)}%`
const valueText = (value: number, unit: string) => [String(value), unit].filter(Boolean).join(' ')

export function learnCard(view: LearnView, t: T): Card {
  const { suggestions, rules, days, least } = view
  return card(
    { state: suggestions.length > 0 ? 'needsYou' : 'done', title: t(w.title) },
    point(suggestions.length > 0 ? t(w.point, { n: suggestions.length }) : t(w.none)),
    suggestions.length === 0 && para(t(w.noneHow, { n: least })),
    suggestions.slice(0, shownSuggestions).map((one) => [hr(), suggestionPart(one, days, t)]),
    rules.length > 0 && [
      hr(),
      panel(
        t(w.tableTitle),
        rules
          .slice(0, 20)
          .map(({ label, ruled, share }) =>
            row(
              label,
              share === null
                ? t(w.ruleLineFew, { n: ruled })
                : t(w.ruleLine, { n: ruled, share: percent(share) }),
            ),
          ),
        { expanded: suggestions.length === 0 },
      ),
    ],
    note(t(w.onlyLooser)),
  )
}

function suggestionPart(one: SuggestionView, days: number, t: T): Part {
  const { id: suggestionId, from, to, unit } = one
  const share = one.shareAfter
  return [
    para(joined('\n', [bold(one.label), t(w.change, { from, to, unit })])),
    para(
      joined('\n', [
        t(w.ruled, { days, n: one.ruled, honest: one.honest, upheld: one.upheld }),
        t(w.precision, {
          share: percent(one.share),
          low: percent(one.low),
          high: percent(one.high),
        }),
        joined(' · ', [
          t(w.effect, { spared: one.honestSpared, lost: one.upheldLost }),
          share !== null && t(w.effectShare, { share: percent(share) }),
        ]),
      ]),
    ),
    buttons(
      button(t(w.accept), learnActions.accept({ suggestionId }), {
        kind: 'primary',
        confirm: {
          title: t(w.acceptTitle),
          text: t(w.acceptText, { to: valueText(to, unit) }),
        },
      }),
      button(t(w.dismiss), learnActions.dismiss({ suggestionId })),
    ),
  ]
}
