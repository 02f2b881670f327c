/** An admin's file: under way, in question, imported, or refused with its bad rows. */
import { z } from 'zod'
import { type KindWord, kindWords, importWords as w } from '../../src/i18n/imports.ts'
import { inLocale, type Message, type T } from '../../src/i18n/t.ts'
import { shortcutActions } from '../admin/help.ts'
import { defineActions } from '../kit/action.ts'
import { type Card, card, type Head, type Part } from '../kit/card.ts'
import { button, buttons, note, panel, para, point, select } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'

export const importActions = defineActions('imports', {
  choose: { payload: z.object({ importId: z.uuid() }), option: z.string() },
  /** The list of customers without a place, as a card of its own. */
  mend: { payload: z.object({}) },
  /** Files to fill in, one for each of these kinds. */
  template: { payload: z.object({ kinds: z.array(z.string()).max(9) }) },
  /** Looks up the rest of an import's addresses, after what stopped it was mended. */
  locateAgain: { payload: z.object({ runId: z.uuid() }) },
})

/** Errors shown at once, and behind the fold. */
const shown = 5
const folded = 10
const pendingShown = 30
/** A cell or name may hold a novel. */
const cut = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text

const titleOf = (t: T, fileName: string) => `${t(w.title)} · ${cut(fileName, 40)}`

export function importRunningCard(fileName: string, t: T): Card {
  return card(
    { state: 'progress', title: titleOf(t, fileName) },
    point(t(w.running)),
    note(t(w.runningHint)),
  )
}

/** The header fits several kinds, or none. */
export function importChoiceCard(
  view: { importId: string; fileName: string; kinds: readonly KindWord[] },
  t: T,
): Card {
  return card(
    { state: 'needsYou', title: titleOf(t, view.fileName) },
    point(t(w.which)),
    note(t(w.whichHint)),
    select(importActions.choose({ importId: view.importId }), {
      placeholder: t(w.chooseKind),
      choices: view.kinds.map((kind) => ({ value: kind, label: t(kindWords[kind]) })),
    }),
  )
}

export interface ImportView {
  readonly fileName: string
  readonly kind: KindWord | null
  readonly ok: boolean
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly pending: readonly {
    readonly what: 'person' | 'team' | 'customer' | 'product' | 'order'
    readonly id: string
  }[]
  readonly unknownColumns: readonly string[]
  readonly errors: readonly {
    readonly row: number
    readonly column: string
    readonly value: string
    readonly reason: Message
  }[]
  /** Customers that cannot be planned or routed yet, after an import of customers. */
  readonly toMend?: { readonly noPlace: number; readonly noPoint: number } | undefined
  /** Something of the first steps is open: the way back to them. */
  readonly settingUp?: boolean
  /** Addresses that are looked up; null where no map service is set or none was needed. */
  readonly locating?: Locating | null | undefined
}

/** Addresses of an import that a map service looks up. */
export interface Locating {
  readonly runId: string
  readonly status: 'running' | 'paused' | 'stopped' | 'done'
  readonly total: number
  readonly waiting: number
  readonly found: number
  readonly area: number
  readonly none: number
  readonly problem: 'key' | 'quota' | 'busy' | 'unreachable' | 'refused' | 'off' | null
  /** The service's own words. */
  readonly detail: string | null
}

export function importResultCard(view: ImportView, t: T): Card {
  const head: Head = {
    state: view.ok && view.locating?.status !== 'stopped' ? 'done' : 'needsYou',
    title: titleOf(t, view.fileName),
    subtitle: view.kind ? t(kindWords[view.kind]) : undefined,
    tags: [
      view.ok ? { text: t(w.doneTag), color: 'green' } : { text: t(w.refusedTag), color: 'orange' },
    ],
  }
  return view.ok ? doneCard(head, view, t) : refusedCard(head, view, t)
}

function doneCard(head: Head, view: ImportView, t: T): Card {
  const { pending, toMend } = view
  return card(
    head,
    point(t(w.done, view)),
    pending.length > 0 && [
      para(t(w.pendingPoint, { list: pendingCounts(view, t) })),
      panel(t(w.pendingList, { n: pending.length }), [
        para(
          joined('、', [
            ...pending.slice(0, pendingShown).map(({ id }) => cut(id, 40)),
            pending.length > pendingShown && '…',
          ]),
        ),
      ]),
    ],
    view.locating && locatingPart(view.locating, t),
    toMend &&
      toMend.noPlace + toMend.noPoint > 0 &&
      para(t(w.toMend, { place: toMend.noPlace, pin: toMend.noPoint })),
    unknownNote(view, t),
    buttons(
      view.settingUp &&
        button(t(w.nextStep), shortcutActions.run({ command: 'start' }), { kind: 'primary' }),
      toMend && toMend.noPlace + toMend.noPoint > 0 && button(t(w.mend), importActions.mend({})),
    ),
  )
}

/** How far the addresses are, what came of them, and what stands in the way. */
function locatingPart(locating: Locating, t: T): Part {
  const { runId, status, total, waiting, found, area, none, problem, detail } = locating
  const done = { done: total - waiting, all: total }
  const words = {
    running: w.locating,
    paused: w.locatingPaused,
    stopped: w.locatingStopped,
    done: w.located,
  } as const
  const counts = [
    found > 0 && t(w.locatedFound, { n: found }),
    area > 0 && t(w.locatedArea, { n: area }),
    none > 0 && t(w.locatedNone, { n: none }),
  ]
  const why = problem && status !== 'done' && t(w[`locate_${problem}`])
  return [
    para(joined('\n', [bold(t(words[status], done)), joined(' · ', counts)])),
    why ? note(detail ? t(w.locateWhy, { why, detail: cut(detail, 80) }) : why) : null,
    found > 0 && note(t(w.locatedHint)),
    status === 'stopped' &&
      button(t(w.locateAgain), importActions.locateAgain({ runId }), { size: 'small' }),
  ]
}

function refusedCard(head: Head, view: ImportView, t: T): Card {
  const { errors } = view
  const line = ({ row, column, value, reason }: ImportView['errors'][number]) => {
    const where = row > 0 && bold(t(w.atRow, { row }))
    const said = cut(value, 30) || t(w.emptyValue)
    const what = column !== '' && t(w.inColumn, { column: cut(column, 20), value: said })
    return para(md`${joined(' ', [where, what])}\n${inLocale(reason, t.locale)}`)
  }
  const rest = errors.slice(shown, folded)
  return card(
    head,
    point(t(w.refused, { n: errors.length })),
    errors.slice(0, shown).map(line),
    rest.length > 0 && panel(t(w.moreErrors, { n: rest.length }), rest.map(line)),
    errors.length > folded && note(t(w.errorsBeyond, { n: errors.length - folded })),
    unknownNote(view, t),
    note(t(w.refusedHint)),
  )
}

function pendingCounts({ pending }: ImportView, t: T): string {
  const kinds = ['person', 'team', 'customer', 'product', 'order'] as const
  const counts = kinds.map((what) => ({
    what,
    n: pending.filter((one) => one.what === what).length,
  }))
  return counts
    .filter(({ n }) => n > 0)
    .map(({ what, n }) => `${t(w[what])} ${n}`)
    .join(t.locale === 'en' ? ', ' : '、')
}

const unknownNote = ({ unknownColumns }: ImportView, t: T) =>
  unknownColumns.length > 0 &&
  note(t(w.unknownColumns, { columns: cut(unknownColumns.join('、'), 200) }))

export interface KindColumns {
  readonly kind: KindWord
  readonly columns: readonly { readonly label: string; readonly needed: boolean }[]
}

/** What a company begins with, in the order in which one names the other. */
const firstKinds = ['users', 'teams', 'customers'] as const

/** How to import: the kinds with their columns, and files to fill in. */
export function importHelpCard(kinds: readonly KindColumns[], t: T): Card {
  const first = firstKinds.flatMap((kind) => kinds.find((one) => one.kind === kind) ?? [])
  const rest = kinds.filter((one) => !first.includes(one))
  return card(
    { state: 'todo', title: t(w.title) },
    point(t(w.helpPoint)),
    para(t(w.helpOrder)),
    button(t(w.templates), importActions.template({ kinds: [...firstKinds] }), { kind: 'primary' }),
    [...first, ...rest].map((one) => kindPanel(one, t)),
    note(t(w.helpHint)),
  )
}

/** Columns of a kind, the needed ones first to see. */
function kindPanel({ kind, columns }: KindColumns, t: T) {
  const label = (one: KindColumns['columns'][number]) =>
    one.needed ? bold(`${one.label}*`) : md`${one.label}`
  return panel(t(kindWords[kind]), [
    para(joined(' · ', columns.map(label))),
    note(t(w.neededMark)),
    button(t(w.template), importActions.template({ kinds: [kind] }), { size: 'small' }),
  ])
}
