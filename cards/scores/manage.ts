/** What admins do with scores: the list, one with its versions, the form, the try-out. */
import type { Formula } from '../../src/domain/formulas/formula.ts'
import { metricKeys, metricOf } from '../../src/domain/performance/metrics.ts'
import { type ScoreUnit, scoreUnits, type trialOf } from '../../src/domain/scores/scores.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import { scoreWords as w } from '../../src/i18n/scores.ts'
import type { T } from '../../src/i18n/t.ts'
import { pagedParts } from '../commission/paged.ts'
import { cut, type Paging } from '../customers/parts.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, hr, note, panel, para, point, row, tappable } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { scoreActions as a } from './actions.ts'
import {
  differenceText,
  formulaText,
  listText,
  monthText,
  partName,
  scoreName,
  scoreText,
  sinceText,
} from './words.ts'

export interface VersionView {
  /** Null: shipped, in no table. */
  readonly id: string | null
  readonly code: string
  readonly name: string
  /** Null: given up from its month on. */
  readonly formula: Formula | null
  readonly unit: ScoreUnit
  readonly full: number | null
  readonly fromMonth: string
  readonly status: 'draft' | 'published'
  readonly isInForce: boolean
  /** Local time and who; null: nobody, it was shipped or is a draft. */
  readonly published: { readonly by: string; readonly at: string } | null
}

/** Each with what holds now, or is to come. */
export function manageCard(list: readonly VersionView[], t: T): Card {
  return card(
    { state: 'todo', title: t(w.title) },
    point(t(w.count, { n: list.length })),
    list.map((one) =>
      tappable(
        a.show({ score: one.code }),
        [
          para(
            joined('\n', [
              bold(cut(scoreName(one, t), 24)),
              one.formula ? cut(formulaText(one.formula, t), 80) : t(w.retired, monthOf(one, t)),
              colored('grey', stateText(one, t)),
            ]),
          ),
        ],
        { border: true },
      ),
    ),
    button(t(w.add), a.edit({ score: null }), { kind: 'primary' }),
  )
}

const monthOf = ({ fromMonth }: VersionView, t: T) => ({ month: monthText(fromMonth, t) })

const stateText = (one: VersionView, t: T): string =>
  [
    sinceText(one.fromMonth, t),
    one.status === 'draft'
      ? t(w.draft)
      : one.published
        ? t(w.publishedBy, { name: one.published.by, at: one.published.at })
        : t(w.shipped),
    ...(one.isInForce ? [t(w.inForce)] : []),
  ].join(' · ')

export interface ScoreView {
  readonly code: string
  readonly name: string
  /** The newest first. */
  readonly versions: readonly VersionView[]
  /** The month from which it would be retired; null: it has no formula to retire. */
  readonly retireFrom: string | null
}

const versionsShown = 6

export function scoreCard({ code, name, versions, retireFrom }: ScoreView, t: T): Card {
  const rest = versions.length - versionsShown
  return card(
    { state: 'todo', title: cut(scoreName({ code, name }, t), 30) },
    versions.slice(0, versionsShown).map((one, i) => [i > 0 && hr(), versionParts(one, t)]),
    rest > 0 && note(t(w.more, { n: rest })),
    buttons(
      button(t(w.edit), a.edit({ score: code })),
      retireFrom !== null &&
        button(t(w.retire), a.retire({ score: code }), {
          kind: 'danger',
          confirm: {
            title: t(w.retireTitle, { name: cut(scoreName({ code, name }, t), 20) }),
            text: t(w.retireText, { month: monthText(retireFrom, t) }),
          },
        }),
      button(t(w.back), a.manage({})),
    ),
  )
}

function versionParts(one: VersionView, t: T): Part[] {
  return [
    para(
      joined('\n', [
        bold(one.formula ? sinceText(one.fromMonth, t) : t(w.retired, monthOf(one, t))),
        one.formula && formulaText(one.formula, t),
      ]),
    ),
    note(
      [
        unitText(one, t),
        stateText({ ...one, isInForce: false }, t),
        ...(one.isInForce ? [t(w.inForce)] : []),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
    one.id !== null &&
      one.status === 'draft' &&
      buttons(
        button(t(w.tryOut), a.tryOut({ versionId: one.id, page: 0 }), { kind: 'primary' }),
        publishButton(one.id, one.fromMonth, t),
        button(t(w.discard), a.discard({ versionId: one.id }), { kind: 'danger' }),
      ),
  ]
}

const unitLabel = (unit: ScoreUnit, t: T): string =>
  t({ points: w.unitPoints, percent: w.unitPercent, yuan: w.unitYuan, number: w.unitNumber }[unit])

const unitText = ({ unit, full, formula }: VersionView, t: T): string =>
  formula === null
    ? ''
    : [unitLabel(unit, t), ...(full === null ? [] : [t(w.outOf, { full })])].join(' · ')

const publishButton = (versionId: string, month: string, t: T) =>
  button(t(w.publish), a.publish({ versionId }), {
    confirm: {
      title: t(w.publishTitle, { month: monthText(month, t) }),
      text: t(w.publishText),
    },
  })

export interface ScoreForm {
  readonly name?: string | undefined
  readonly formula?: string | undefined
  readonly unit?: string | undefined
  readonly full?: string | undefined
  readonly from?: string | undefined
}

export interface FormView {
  /** Null: a new one. */
  readonly score: string | null
  readonly title: string | null
  readonly values: ScoreForm
  /** What is to be mended, in the reader's language. */
  readonly problem: string | null
  readonly months: readonly string[]
}

export function formCard({ score, title, values, problem, months }: FormView, t: T): Card {
  return card(
    {
      state: problem === null ? 'todo' : 'needsYou',
      title: title === null ? t(w.formNew) : t(w.formEdit, { name: cut(title, 16) }),
    },
    problem !== null && para(bold(problem)),
    form(a.save({ score }), t(w.save), (f) => [
      f.line('name', { label: t(w.name), required: true, initial: values.name }),
      f.textArea('formula', {
        label: t(w.formula),
        required: true,
        placeholder: t(w.formulaExample),
        initial: values.formula,
      }),
      f.select('unit', {
        label: t(w.unit),
        required: true,
        initial: values.unit ?? 'points',
        choices: scoreUnits.map((value) => ({ value, label: unitLabel(value, t) })),
      }),
      f.line('full', { label: t(w.full), placeholder: '100', initial: values.full }),
      f.select('from', {
        label: t(w.fromMonth),
        required: true,
        initial: values.from ?? months[0],
        choices: months.map((value) => ({ value, label: monthText(value, t) })),
      }),
    ]),
    panel(t(w.helpTitle), [
      para(t(w.helpCalls)),
      para(t(w.helpSigns)),
      para(t(w.helpMetrics, { list: metricList(t) })),
    ]),
    buttons(button(t(w.back), score === null ? a.manage({}) : a.show({ score }))),
  )
}

/** Those that somebody records. */
const metricList = (t: T): string =>
  listText(
    metricKeys
      .filter((key) => !metricOf(key).sources.includes('none'))
      .map((key) => (t.locale === 'en' ? key : metricWords[key].name.zh)),
    t,
  )

export interface TryView extends Paging {
  readonly versionId: string
  readonly score: { readonly code: string; readonly name: string; readonly unit: ScoreUnit }
  readonly fromMonth: string
  /** The month that it was tried on. */
  readonly month: string
  /** It follows a version that held: the results stand side by side. */
  readonly hasBefore: boolean
  /** Null while it is being worked out; `rows` are those of the page. */
  readonly result: ReturnType<typeof trialOf> | null
}

/** Who would stand where, old beside new, who moves most first: looked at before it is published. */
export function tryCard(view: TryView, t: T): Card {
  const { result, versionId, score, hasBefore } = view
  const { unit } = score
  const month = monthText(view.month, t)
  const title = t(w.tryTitle, { name: cut(scoreName(score, t), 20) })
  if (!result) return card({ state: 'progress', title }, point(t(w.trying, { month })))
  const mean = {
    before: scoreText(unit, result.before, t),
    after: scoreText(unit, result.after, t),
  }
  return card(
    { state: 'needsYou', title },
    point(
      hasBefore
        ? t(w.tryPoint, { month, ...mean })
        : t(w.tryPointNew, { month, after: mean.after }),
    ),
    result.rows.length === 0 && para(t(w.tryNobody)),
    hasBefore && note(t(w.tryCounts, result)),
    result.missing.map(({ key, people }) =>
      note(t(w.tryMissing, { name: partName({ kind: 'metric', key }, t), n: people })),
    ),
    pagedParts(
      result.rows,
      view,
      ({ name, before, after, missing }) =>
        row(
          joined('\n', [
            bold(cut(name, 12)),
            hasBefore &&
              t(w.tryRow, {
                before: scoreText(unit, before, t),
                after: scoreText(unit, after, t),
              }),
            missing.length > 0 &&
              colored(
                'grey',
                t(w.missing, {
                  list: listText(
                    missing.map((key) => partName({ kind: 'metric', key }, t)),
                    t,
                  ),
                }),
              ),
          ]),
          bold(hasBefore ? signed(unit, before, after, t) : scoreText(unit, after, t)),
        ),
      (page) => a.tryOut({ versionId, page }),
      t,
    ),
    buttons(
      publishButton(versionId, view.fromMonth, t),
      button(t(w.back), a.show({ score: score.code })),
    ),
  )
}

function signed(unit: ScoreUnit, before: number | null, after: number | null, t: T): string {
  if (before === null || after === null) return '–'
  const by = differenceText(unit, after - before, t)
  return by === null ? '0' : `${after > before ? '+' : '-'}${by}`
}
