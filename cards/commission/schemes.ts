/** Schemes for finance and admins: the list, one with its versions, the form, the try-out. */
import type { SchemeTerms } from '../../src/domain/commission/terms.ts'
import { bases, settlements } from '../../src/domain/commission/terms.ts'
import { type Fen, formatMoney } from '../../src/domain/money.ts'
import { baseWords, settlementWords, commissionWords as w } from '../../src/i18n/commission.ts'
import { schemeWords as s } from '../../src/i18n/commission-schemes.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut, type Paging } from '../customers/parts.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, hr, note, para, point, row, tappable } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, joined } from '../kit/markdown.ts'
import { schemeActions as a, commissionActions } from './actions.ts'
import { pagedParts } from './paged.ts'
import { limitsText, monthText, signed, termsText } from './parts.ts'

export interface SchemeLine {
  readonly id: string
  readonly name: string
  /** What holds now, else what is to come or a draft; null: the scheme has ended. */
  readonly terms: SchemeTerms | null
  readonly fromMonth: string
  readonly status: 'draft' | 'published'
}

export function schemesCard(list: readonly SchemeLine[], month: string, t: T): Card {
  return card(
    { state: 'todo', title: t(s.title) },
    list.length === 0 ? para(t(s.none)) : point(t(s.count, { n: list.length })),
    list.map((one) =>
      tappable(
        a.show({ schemeId: one.id }),
        [
          para(
            joined('\n', [
              bold(cut(one.name, 24)),
              one.terms ? termsText(one.terms, t) : t(s.ended),
              [
                t(s.from, { month: monthText(one.fromMonth, t) }),
                ...(one.status === 'draft' ? [t(s.draft)] : []),
              ].join(' · '),
            ]),
          ),
        ],
        { border: true },
      ),
    ),
    button(t(s.add), a.edit({ schemeId: null }), { kind: 'primary' }),
    buttons(button(t(w.back), commissionActions.payroll({ month, page: 0 }))),
  )
}

export interface VersionView {
  readonly id: string
  readonly fromMonth: string
  readonly status: 'draft' | 'published'
  readonly terms: SchemeTerms | null
  /** Names of roles, teams and people. */
  readonly whom: readonly string[]
}

export interface SchemeView {
  readonly id: string
  readonly name: string
  /** The newest month first. */
  readonly versions: readonly VersionView[]
  /** The earliest month that a version can begin or the scheme end. */
  readonly openMonth: string
}

const versionsShown = 6

export function schemeCard(view: SchemeView, t: T): Card {
  const isLive = view.versions.find(({ status }) => status === 'published')?.terms
  return card(
    { state: 'todo', title: cut(view.name, 30) },
    view.versions
      .slice(0, versionsShown)
      .map((one, i) => [i > 0 && hr(), versionParts(view, one, t)]),
    buttons(
      button(t(s.newVersion), a.edit({ schemeId: view.id })),
      isLive &&
        button(t(s.end), a.end({ schemeId: view.id }), {
          kind: 'danger',
          confirm: {
            title: t(s.endTitle, { name: cut(view.name, 20) }),
            text: t(s.endText, { month: monthText(view.openMonth, t) }),
          },
        }),
      button(t(w.back), a.list({})),
    ),
  )
}

function versionParts(_view: SchemeView, one: VersionView, t: T): Part[] {
  const month = monthText(one.fromMonth, t)
  const { terms } = one
  const state = t(one.status === 'draft' ? s.draft : s.published)
  if (!terms) return [para(t(s.endsFrom, { month }))]
  return [
    para(joined('\n', [bold(`${t(s.from, { month })} · ${state}`), termsText(terms, t)])),
    note(limitsText(terms, one.whom, t).join('\n') || ' '),
    one.status === 'draft' && draftButtons(one, t),
  ]
}

function draftButtons({ id, fromMonth }: VersionView, t: T): Part[] {
  return buttons(
    button(t(s.tryOut), a.tryOut({ versionId: id, page: 0 }), { kind: 'primary' }),
    publishButton(id, fromMonth, t),
    button(t(s.discard), a.discard({ versionId: id }), { kind: 'danger' }),
  )
}

const publishButton = (versionId: string, month: string, t: T) =>
  button(t(s.publish), a.publish({ versionId }), {
    confirm: {
      title: t(s.publishTitle, { month: monthText(month, t) }),
      text: t(s.publishText),
    },
  })

/** What was typed, so that nothing is lost when something has to be mended. */
export type SchemeForm = Partial<
  Record<
    | 'name'
    | 'base'
    | 'settledOn'
    | 'rate'
    | 'steps'
    | 'from'
    | 'goods'
    | 'grades'
    | 'whom'
    | 'process'
    | 'late'
    | 'methods'
    | 'joint'
    | 'handover'
    | 'floorLevel'
    | 'cap',
    string | undefined
  >
>

export interface FormView {
  readonly schemeId: string | null
  readonly name: string | null
  readonly values: SchemeForm
  readonly problem: string | null
}

export function schemeFormCard(view: FormView, t: T): Card {
  const { values: v, schemeId } = view
  return card(
    {
      state: view.problem === null ? 'todo' : 'needsYou',
      title: view.name === null ? t(s.formTitle) : t(s.formChange, { name: cut(view.name, 16) }),
    },
    view.problem !== null && para(bold(view.problem)),
    form(a.save({ schemeId }), t(s.save), (f) => [
      f.line('name', { label: t(s.name), required: true, initial: v.name }),
      f.select('base', {
        label: t(s.base),
        required: true,
        initial: v.base ?? 'amount',
        choices: bases.map((value) => ({ value, label: t(baseWords[value]) })),
      }),
      f.select('settledOn', {
        label: t(s.settledOn),
        required: true,
        initial: v.settledOn ?? 'order',
        choices: settlements.map((value) => ({ value, label: t(settlementWords[value]) })),
      }),
      f.line('rate', {
        label: t(s.rate),
        required: true,
        placeholder: t(s.rateExample),
        initial: v.rate,
      }),
      f.select('steps', {
        label: t(s.steps),
        initial: v.steps ?? 'marginal',
        choices: [
          { value: 'marginal', label: t(s.stepsMarginal) },
          { value: 'whole', label: t(s.stepsWhole) },
        ],
      }),
      f.line('from', {
        label: t(s.from_),
        required: true,
        placeholder: '2026-12',
        initial: v.from,
      }),
      f.line('goods', { label: t(s.goods), initial: v.goods }),
      f.line('grades', { label: t(s.grades), initial: v.grades }),
      f.line('whom', { label: t(s.whom), initial: v.whom }),
      f.line('process', { label: t(s.process), initial: v.process }),
      f.line('late', { label: t(s.late), initial: v.late }),
      f.line('methods', { label: t(s.methods), initial: v.methods }),
      f.line('joint', { label: t(s.joint), initial: v.joint }),
      f.select('handover', {
        label: t(s.handover),
        initial: v.handover ?? 'seller',
        choices: [
          { value: 'seller', label: t(s.handoverSeller) },
          { value: 'owner', label: t(s.handoverOwner) },
        ],
      }),
      f.line('floorLevel', { label: t(s.floorLevel), initial: v.floorLevel }),
      f.line('cap', { label: t(s.cap), initial: v.cap }),
    ]),
    buttons(button(t(w.back), schemeId === null ? a.list({}) : a.show({ schemeId }))),
  )
}

export interface TryView extends Paging {
  readonly versionId: string
  readonly schemeId: string
  readonly name: string
  readonly fromMonth: string
  /** The month that it was tried on. */
  readonly month: string
  /** Null while it is being worked out. */
  readonly result: {
    readonly before: Fen
    readonly after: Fen
    readonly more: number
    readonly less: number
    readonly same: number
    readonly rows: readonly { readonly name: string; readonly before: Fen; readonly after: Fen }[]
  } | null
}

/** Who would have got how much more or less: looked at before it is published. */
export function tryCard(view: TryView, t: T): Card {
  const { result, versionId } = view
  const month = monthText(view.month, t)
  const title = t(s.tryTitle, { name: cut(view.name, 20) })
  if (!result) return card({ state: 'progress', title }, point(t(s.trying, { month })))
  return card(
    { state: 'needsYou', title },
    point(
      t(s.tryPoint, {
        month,
        before: formatMoney(result.before),
        after: formatMoney(result.after),
      }),
    ),
    note(t(s.tryCounts, { more: result.more, less: result.less, same: result.same })),
    pagedParts(
      result.rows,
      view,
      ({ name, before, after }) =>
        row(
          joined('\n', [
            bold(cut(name, 12)),
            t(s.tryRow, { before: formatMoney(before), after: formatMoney(after) }),
          ]),
          bold(signed(after - before)),
        ),
      (page) => a.tryOut({ versionId, page }),
      t,
    ),
    buttons(
      publishButton(versionId, view.fromMonth, t),
      button(t(w.back), a.show({ schemeId: view.schemeId })),
    ),
  )
}
