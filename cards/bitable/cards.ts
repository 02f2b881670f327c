/** 多维表格: a team's figures in a base of the platform, how the last sync went, what to do. */
import { bitableWords as w } from '../../src/i18n/bitable.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, linkButton, note, para, point, row, select } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold } from '../kit/markdown.ts'
import { bitableActions as a } from './actions.ts'

export const kinds = ['daily', 'weekly', 'monthly'] as const
export type Kind = (typeof kinds)[number]

export const problems = [
  'scope',
  'permission',
  'baseGone',
  'tableGone',
  'keyColumn',
  'full',
  'right',
] as const

export interface BitableView {
  readonly teamCode: string
  readonly team: string
  /** Teams that the reader may look at; a choice when there is more than one. */
  readonly teams: readonly { readonly code: string; readonly name: string }[]
  readonly link: null | {
    readonly name: string | null
    readonly url: string | null
    readonly isOurs: boolean
    readonly kinds: readonly Kind[]
    readonly tables: readonly {
      readonly kind: Kind
      readonly name: string
      readonly rows: number
      readonly removedColumns: number
    }[]
    readonly by: string
    readonly isRunning: boolean
    /** Local time and what changed; null: it never worked. */
    readonly last: null | {
      readonly at: string
      readonly created: number
      readonly updated: number
      readonly removed: number
    }
    /** A code of `problems`, with the table behind a colon, or what the platform answered. */
    readonly problem: string | null
  }
}

const title = ({ team }: BitableView, t: T) => t(w.title, { team })

export function bitableCard(view: BitableView, t: T): Card {
  const { link, teamCode } = view
  if (!link) return connectCard(view, t)
  const team = { teamCode }
  const removed = link.tables.some(({ removedColumns }) => removedColumns > 0)
  const isGone = /^(tableGone|keyColumn)/.test(link.problem ?? '')
  return card(
    {
      state: link.isRunning ? 'progress' : link.problem ? 'needsYou' : link.last ? 'done' : 'todo',
      title: title(view, t),
      subtitle: link.name ?? undefined,
    },
    point(headline(link, t)),
    !link.isRunning && link.problem && para(problemText(link.problem, t)),
    link.last && para(lastText(link.last, t)),
    link.kinds.map((kind) => {
      const table = link.tables.find((one) => one.kind === kind)
      return row(
        table?.removedColumns
          ? `${t(w[kind])}\n${t(w.removedColumns, { n: table.removedColumns })}`
          : t(w[kind]),
        table ? t(w.tableRow, { n: table.rows }) : null,
      )
    }),
    note(`${t(w.nightly)} ${t(w.connectedBy, { name: link.by })}`),
    link.isOurs && link.url && note(t(w.toOpen, { name: link.by })),
    buttons(
      !link.isRunning &&
        (isGone
          ? button(t(w.rebuild), a.rebuild(team), { kind: 'primary' })
          : button(t(w.syncNow), a.sync(team), { kind: 'primary' })),
      link.url !== null && linkButton(t(w.open), link.url),
      button(t(w.change), a.settings(team)),
    ),
    removed && buttons(button(t(w.restore), a.restore(team), { size: 'small' })),
    teamPart(view, t),
  )
}

function headline(link: NonNullable<BitableView['link']>, t: T): string {
  if (link.isRunning) return t(w.running)
  if (link.problem) return t(w.problem)
  return t(link.last ? w.fresh : w.waiting)
}

function lastText(last: NonNullable<NonNullable<BitableView['link']>['last']>, t: T): string {
  const { at, created, updated, removed } = last
  if (created + updated + removed === 0) return t(w.lastNothing, { at })
  return t(w.lastOk, { at, created, updated, removed })
}

function problemText(problem: string, t: T): string {
  const [code, ...rest] = problem.split(':')
  const table = rest.join(':')
  switch (code) {
    case 'scope':
      return t(w.problemScope)
    case 'permission':
      return t(w.problemPermission)
    case 'baseGone':
      return t(w.problemBaseGone)
    case 'tableGone':
      return t(w.problemTableGone, { table })
    case 'keyColumn':
      return t(w.problemKeyColumn, { table })
    case 'full':
      return t(w.problemFull)
    case 'right':
      return t(w.problemRight)
    default:
      return t(w.problemFailed, { code: table || problem })
  }
}

const choices = (t: T) => kinds.map((kind) => ({ value: kind, label: t(w[kind]) }))

function connectCard(view: BitableView, t: T): Card {
  return card(
    { state: 'todo', title: title(view, t) },
    point(t(w.notYet)),
    para(t(w.what)),
    form(a.connect({ teamCode: view.teamCode }), t(w.connect), (f) => [
      f.line('link', { label: t(w.link), placeholder: t(w.linkHint) }),
      f.many('kinds', { label: t(w.kinds), choices: choices(t), chosen: [...kinds] }),
    ]),
    teamPart(view, t),
  )
}

export function settingsCard(view: BitableView, t: T): Card {
  const { teamCode, team, link } = view
  return card(
    { state: 'todo', title: title(view, t) },
    para(bold(link?.name ?? team)),
    form(a.save({ teamCode }), t(w.save), (f) => [
      f.many('kinds', {
        label: t(w.kinds),
        choices: choices(t),
        chosen: [...(link?.kinds ?? kinds)],
      }),
    ]),
    buttons(
      button(t(w.back), a.show({ teamCode })),
      button(t(w.disconnect), a.disconnect({ teamCode }), {
        kind: 'danger',
        confirm: { title: t(w.disconnectTitle, { team }), text: t(w.disconnectText) },
      }),
    ),
  )
}

function teamPart({ teamCode, teams }: BitableView, t: T): Part {
  if (teams.length < 2) return null
  return select(a.pick({}), {
    placeholder: t(w.pickTeam),
    initial: teamCode,
    choices: teams
      .slice(0, 100)
      .map(({ code, name }) => ({ value: code, label: name.slice(0, 30) })),
  })
}
