/** 公司日历: the company's own free days and work days, asked before they change. */
import { z } from 'zod'
import { type LocalDate, localDate } from '../../src/domain/time.ts'
import { leaveWords } from '../../src/i18n/leave.ts'
import { calendarWords as w } from '../../src/i18n/leave-calendar.ts'
import type { T } from '../../src/i18n/t.ts'
import { defineActions, optionalDate, optionalText } from '../kit/action.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, panel, para, point, row } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold } from '../kit/markdown.ts'
import { cut } from '../plans/words.ts'
import { type LeavePart, whenText } from './view.ts'

export const companyDay = z.enum(['holiday', 'workday'])
export type CompanyDay = z.infer<typeof companyDay>

/** Days of one scope: `org` or `team:<code>`. */
const days = z.object({
  scope: z.string(),
  from: localDate,
  to: localDate,
  part: z.enum(['', 'am', 'pm']),
})

export const calendarActions = defineActions('calendar', {
  /** The form: what it says is shown before it is done. */
  ask: {
    payload: z.object({}),
    form: z.object({
      kind: optionalText,
      first: optionalDate,
      last: optionalDate,
      part: optionalText,
      scope: optionalText,
    }),
  },
  add: { payload: days.extend({ kind: companyDay }) },
  /** Without a kind both kinds go. */
  remove: { payload: days.extend({ kind: companyDay.optional() }) },
  cancel: { payload: z.object({}) },
  undo: { payload: z.object({ changeId: z.uuid() }) },
})

export interface DaysView {
  readonly scope: string
  /** Null: the whole company. */
  readonly teamName: string | null
  readonly from: LocalDate
  readonly to: LocalDate
  readonly part: LeavePart
}

export interface CalendarView {
  /** How days are worked where nothing else is said, in words. */
  readonly usual: { readonly rest: string; readonly national: string }
  /** Soonest first. */
  readonly days: readonly (DaysView & { readonly kind: CompanyDay })[]
  /** How many there are in all. */
  readonly all: number
  /** What an admin sees besides; null for everybody else. */
  readonly form: CalendarForm | null
}

export interface CalendarForm {
  readonly kind: CompanyDay | null
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly part: LeavePart
  readonly scope: string
  readonly teams: readonly { readonly code: string; readonly name: string }[]
  /** Words that name no team, or no day. */
  readonly unknownTeam: string | null
  readonly unknownDay: string | null
}

const listed = 5
/** A card holds 200 nodes. */
export const daysShown = 10
export const teamsListed = 30

const scopeText = (t: T, { teamName }: Pick<DaysView, 'teamName'>) =>
  teamName === null ? t(w.wholeCompany) : cut(teamName, 16)

const lineText = (t: T, view: DaysView & { readonly kind: CompanyDay }) =>
  t(w.line, { kind: t(w[view.kind]), when: whenText(t, view), scope: scopeText(t, view) })

/** What is ahead, and the form for admins. */
export function calendarCard(view: CalendarView, t: T): Card {
  const { all, form: asked } = view
  const rest = view.days.slice(listed)
  const beyond = all - view.days.length
  const line = (one: CalendarView['days'][number]) =>
    row(lineText(t, one), asked ? removeButton(one, t) : null)
  return card(
    { state: 'todo', title: t(w.title) },
    point(all === 0 ? t(w.none) : t(w.point, { n: all })),
    note(t(w.base, view.usual)),
    view.days.slice(0, listed).map(line),
    rest.length > 0 && panel(t(w.more, { n: rest.length }), rest.map(line)),
    beyond > 0 && note(t(w.beyond, { n: beyond })),
    asked && formPart(asked, t),
  )
}

function removeButton(view: DaysView & { readonly kind: CompanyDay }, t: T) {
  const { scope, from, to, part, kind } = view
  return button(t(w.remove), calendarActions.remove({ scope, from, to, part, kind }), {
    size: 'small',
    fill: false,
    confirm: { title: t(w.removeSure, { what: lineText(t, view) }), text: t(w.removeWhat) },
  })
}

function formPart(asked: CalendarForm, t: T): Part {
  const { unknownTeam, unknownDay } = asked
  return [
    para(bold(t(w.formTitle))),
    unknownDay !== null && para(t(leaveWords.dateUnknown, { text: cut(unknownDay, 30) })),
    unknownTeam !== null && para(t(w.noTeam, { name: cut(unknownTeam, 20) })),
    form(calendarActions.ask({}), t(w.next), (f) => [
      f.select('kind', {
        label: t(w.kind),
        initial: asked.kind ?? 'holiday',
        choices: companyDay.options.map((kind) => ({ value: kind, label: t(w[kind]) })),
      }),
      f.date('first', {
        label: t(leaveWords.firstDay),
        required: true,
        initial: asked.from ?? undefined,
      }),
      f.date('last', {
        label: t(leaveWords.lastDay),
        initial: asked.to && asked.to !== asked.from ? asked.to : undefined,
      }),
      f.select('part', {
        label: t(leaveWords.part),
        initial: asked.part || 'day',
        choices: [
          { value: 'day', label: t(leaveWords.wholeDay) },
          { value: 'am', label: t(leaveWords.morning) },
          { value: 'pm', label: t(leaveWords.afternoon) },
        ],
      }),
      f.select('scope', {
        label: t(w.scope),
        initial: asked.scope,
        choices: [
          { value: 'org', label: t(w.wholeCompany) },
          ...asked.teams
            .slice(0, teamsListed)
            .map(({ code, name }) => ({ value: `team:${code}`, label: cut(name, 20) })),
        ],
      }),
    ]),
    asked.teams.length > teamsListed && note(t(w.moreTeams, { n: teamsListed })),
  ]
}

export interface PreviewView extends DaysView {
  /** Null: whatever is there is removed. */
  readonly kind: CompanyDay | null
  readonly remove: boolean
  /** Days that are so by the usual rule already. */
  readonly already: number
  /** Planned stops that leave, and whose they are. */
  readonly stops: number
  readonly people: number
}

/** Before it is done: which days, for whom, and what it does to plans. */
export function calendarPreviewCard(view: PreviewView, t: T): Card {
  const { scope, from, to, part, kind, remove } = view
  const words = { when: whenText(t, view), scope: scopeText(t, view) }
  const span = { scope, from, to, part }
  const free = !remove && kind === 'holiday'
  const call =
    remove || kind === null
      ? calendarActions.remove({ ...span, ...(kind ? { kind } : {}) })
      : calendarActions.add({ ...span, kind })
  return card(
    {
      state: 'needsYou',
      title: kind ? t(w.previewTitle, { kind: t(w[kind]) }) : t(w.title),
    },
    point(
      remove || kind === null
        ? t(w.removePoint, words)
        : t(w.previewPoint, { ...words, kind: t(w[kind]) }),
    ),
    free &&
      para(view.stops > 0 ? t(w.stops, { n: view.stops, people: view.people }) : t(w.noStops)),
    !free && para(t(w.back)),
    !remove && view.already > 0 && note(t(free ? w.already : w.alreadyWork, { n: view.already })),
    buttons(
      button(t(w.confirm), call, { kind: 'primary' }),
      button(t(w.cancel), calendarActions.cancel({})),
    ),
  )
}

export interface ChangeView extends DaysView {
  readonly changeId: string
  readonly action: 'added' | 'removed'
  readonly kind: CompanyDay | null
  /** Days that were changed. */
  readonly days: number
  readonly by: string
  /** Local time until which it can be undone; null when that is over. */
  readonly undoUntil: string | null
  readonly undoneBy: string | null
}

/** What was done, with 撤销 for a day. */
export function calendarChangeCard(view: ChangeView, t: T): Card {
  const { changeId, action, kind, undoUntil, undoneBy } = view
  const words = { when: whenText(t, view), scope: scopeText(t, view) }
  const done =
    action === 'added' && kind
      ? t(w.added, { kind: t.locale === 'en' ? t(w[kind]).toLowerCase() : t(w[kind]) })
      : t(w.removed, { n: view.days })
  return card(
    {
      state: undoneBy === null ? 'done' : 'over',
      title: t(w.title),
      subtitle:
        undoneBy === null
          ? t(w.by, { name: cut(view.by, 16) })
          : t(w.undoneBy, { name: cut(undoneBy, 16) }),
    },
    point(undoneBy === null ? done : t(w.undone)),
    para([words.when, words.scope, t(w.days, { n: view.days })].join(' · ')),
    undoneBy === null && action === 'added' && kind === 'holiday' && note(t(w.telling)),
    undoneBy === null &&
      undoUntil !== null && [
        note(t(w.undoUntil, { time: undoUntil })),
        button(t(w.undo), calendarActions.undo({ changeId }), {
          confirm: { title: t(w.undoSure), text: t(w.undoWhat) },
        }),
      ],
  )
}

export const calendarCancelledCard = (t: T): Card =>
  card({ state: 'over', title: t(w.title) }, point(t(w.cancelled)))
