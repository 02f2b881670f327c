/** 导出: what to export, the file on its way, and who exported what. */
import { exportSetWords } from '../../src/i18n/export-sets.ts'
import { exportWords as w } from '../../src/i18n/exports.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type State } from '../kit/card.ts'
import { button, buttons, note, para, point, row } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, joined } from '../kit/markdown.ts'
import {
  exportActions as a,
  type ExportAsked,
  type ExportKind,
  type Format,
  type SetName,
} from './actions.ts'

export const setTitle = (kind: SetName, t: T): string => t(exportSetWords[kind])

/** The times of the menu, by the words that a command takes as well. */
export const menuTimes = [
  'thisMonth',
  'lastMonth',
  'thisWeek',
  'lastWeek',
  'today',
  'yesterday',
  'thisQuarter',
  'thisYear',
] as const
export type MenuTime = (typeof menuTimes)[number]

export interface MenuView {
  readonly kinds: readonly ExportKind[]
  /** Admins see who exported what. */
  readonly seesLog: boolean
  /** What was chosen already, and why it could not be done. */
  readonly problem?: string | undefined
  readonly chosen?: { readonly kind?: string; readonly days?: string | undefined } | undefined
}

export function menuCard({ kinds, seesLog, problem, chosen }: MenuView, t: T): Card {
  return card(
    { state: problem ? 'needsYou' : 'todo', title: t(w.title) },
    point(problem ?? t(w.menuPoint)),
    form(a.ask({}), t(w.ask), (f) => [
      f.select('kind', {
        label: t(w.what),
        required: true,
        initial: chosen?.kind ?? kinds[0],
        choices: kinds.map((kind) => ({ value: kind, label: setTitle(kind, t) })),
      }),
      f.select('when', {
        label: t(w.when),
        initial: 'thisMonth',
        choices: menuTimes.map((time) => ({ value: time, label: t(w[time]) })),
      }),
      f.line('days', {
        label: t(w.otherDays),
        placeholder: t(w.otherDaysHint),
        initial: chosen?.days,
      }),
      f.select('format', {
        label: t(w.format),
        initial: 'xlsx',
        choices: [
          { value: 'xlsx', label: t(w.xlsx) },
          { value: 'csv', label: t(w.csv) },
        ],
      }),
    ]),
    note(t(w.menuHint)),
    seesLog && buttons(button(t(w.log), a.log({ page: 0 }), { size: 'small' })),
  )
}

export interface ExportView {
  readonly kind: SetName
  readonly format: Format
  readonly asked: ExportAsked
  readonly state: 'waiting' | 'sent' | 'empty' | 'refused' | 'too_many' | 'failed'
  /** `2026-11-01 至 2026-11-26`, or as of when. */
  readonly range: string
  /** Whose: all that one may see, a team, a person. */
  readonly scope: string
  readonly rows: number
  readonly files: number
  readonly mostRows: number
}

const states: Record<ExportView['state'], State> = {
  waiting: 'progress',
  sent: 'done',
  empty: 'over',
  refused: 'alarm',
  too_many: 'needsYou',
  failed: 'alarm',
}

/** One card an export, from asking to the file. */
export function exportCard(view: ExportView, t: T): Card {
  const { kind, format, state, range } = view
  const set = { set: setTitle(kind, t) }
  const titles = {
    waiting: t(w.running, set),
    sent: t(w.done, set),
    empty: t(w.nothing, set),
    refused: t(w.refused, set),
    too_many: t(w.refused, set),
    failed: t(w.failed, set),
  }
  const again = (as: Format) => askedAgain(view.asked, as)
  return card(
    {
      state: states[state],
      title: titles[state],
      subtitle: range,
      tags: [{ text: format.toUpperCase(), color: 'neutral' }],
    },
    point(pointOf(view, t)),
    para(view.scope),
    state === 'sent' &&
      buttons(
        button(t(w.again), again(format)),
        format === 'xlsx' && button(t(w.asCsv), again('csv')),
        button(t(w.other), a.menu({})),
      ),
    (state === 'empty' || state === 'too_many') &&
      buttons(button(t(w.title), a.menu({}), { kind: 'primary' })),
    state === 'failed' && buttons(button(t(w.again), again(format), { kind: 'primary' })),
  )
}

const askedAgain = (asked: ExportAsked, format: Format) =>
  'what' in asked ? a.run({ ...asked.what, format }) : a.table({ ...asked.ask, format })

/** `412,345` */
const grouped = (n: number) => n.toLocaleString('en-US')

function pointOf({ state, rows, files, mostRows }: ExportView, t: T): string {
  switch (state) {
    case 'waiting':
      return t(w.runningPoint)
    case 'sent':
      return files > 1
        ? t(w.doneFiles, { n: grouped(rows), files })
        : t(w.donePoint, { n: grouped(rows) })
    case 'empty':
      return t(w.nothingPoint)
    case 'refused':
      return t(w.refusedPoint)
    case 'too_many':
      return t(w.tooManyPoint, { n: grouped(mostRows) })
    case 'failed':
      return t(w.failedPoint)
  }
}

export interface LogView {
  readonly count: number
  readonly page: number
  readonly pages: number
  readonly rows: readonly {
    readonly name: string
    readonly kind: SetName
    readonly range: string
    readonly scope: string
    /** Local time. */
    readonly at: string
    readonly state: ExportView['state']
    readonly rows: number
  }[]
}

export function logCard({ count, page, pages, rows }: LogView, t: T): Card {
  const results = {
    waiting: t(w.logWaiting),
    empty: t(w.logEmpty),
    refused: t(w.logRefused),
    too_many: t(w.logTooMany),
    failed: t(w.logFailed),
  }
  return card(
    { state: 'todo', title: t(w.log) },
    point(count === 0 ? t(w.logNone) : t(w.logPoint, { n: count })),
    rows.map((one) =>
      row(
        joined('\n', [
          bold(`${one.name} · ${setTitle(one.kind, t)}`),
          one.range,
          `${one.scope} · ${one.at}`,
        ]),
        one.state === 'sent' ? t(w.logRows, { n: grouped(one.rows) }) : results[one.state],
      ),
    ),
    pages > 1 &&
      buttons(
        page > 0 && button(t(w.newer), a.log({ page: page - 1 }), { size: 'small' }),
        page + 1 < pages && button(t(w.older), a.log({ page: page + 1 }), { size: 'small' }),
      ),
  )
}
