/** The cards of 交接: whose, to whom, how much, and what became of it. */
import { handoverWords as w } from '../../src/i18n/handover.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point, select } from '../kit/elements.ts'
import { joined } from '../kit/markdown.ts'
import { handoverActions } from './actions.ts'
import type { HandoverCounts, PersonLine, Pick } from './view.ts'

export const listedPeople = 60

export const cut = (text: string, length = 16) => {
  const all = [...text]
  return all.length <= length ? text : `${all.slice(0, length - 1).join('')}…`
}

/** Said about a name that fits nobody or several, or null. */
export type Said = { readonly name: string; readonly several: boolean } | null

const saidText = (t: T, said: Said, otherwise: string) =>
  said ? t(said.several ? w.severalFit : w.notFound, { name: cut(said.name) }) : otherwise

function peopleSelect(call: Parameters<typeof select>[0], people: readonly PersonLine[], t: T) {
  return [
    select(call, {
      placeholder: t(w.pickPerson),
      choices: people.slice(0, listedPeople).map((one) => ({
        value: one.openId,
        label: [
          t(one.left ? w.leftLine : w.personLine, { name: cut(one.name), n: one.customers }),
          one.team ? cut(one.team, 12) : '',
        ]
          .filter(Boolean)
          .join(' · '),
      })),
    }),
    people.length > listedPeople && note(t(w.moreThanList, { n: listedPeople })),
  ]
}

/** Whose customers: who has left comes first. */
export function chooseFromCard(
  view: { people: readonly PersonLine[]; toOpenId: string | null; said: Said },
  t: T,
): Card {
  const { people, toOpenId, said } = view
  return card(
    { state: 'needsYou', title: t(w.title) },
    point(people.length === 0 ? t(w.nobodyGives) : saidText(t, said, t(w.whoGives))),
    people.length > 0 && peopleSelect(handoverActions.from({ toOpenId }), people, t),
  )
}

/** Who takes over: the own team first. */
export function chooseToCard(
  view: {
    from: { openId: string; name: string }
    pick: string
    people: readonly PersonLine[]
    counts: HandoverCounts
    said: Said
  },
  t: T,
): Card {
  const { from, pick, people, counts, said } = view
  const name = cut(from.name)
  return card(
    { state: 'needsYou', title: t(w.titleFrom, { from: name }) },
    point(people.length === 0 ? t(w.nobodyTakes) : saidText(t, said, t(w.whoTakes))),
    para(countsText(counts, t)),
    people.length > 0 &&
      peopleSelect(handoverActions.to({ fromOpenId: from.openId, pick }), people, t),
  )
}

/** `12 家客户 · A级 2 · B级 10`, then what is to come; without the number where the card has said it. */
function countsText(
  { customers, closed, grades, stops, promises }: HandoverCounts,
  t: T,
  isSaid = false,
) {
  const byGrade = Object.entries(grades).filter(([, n]) => n > 0)
  return joined('\n', [
    [
      isSaid ? '' : t(w.customers, { n: customers }),
      ...byGrade.map(([grade, n]) => t(w.ofGrade, { grade, n })),
      closed > 0 ? t(w.closed, { n: closed }) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    [t(w.stops, { n: stops }), t(w.promises, { n: promises })].join(' · '),
  ])
}

/** What would move: nothing has happened yet. */
export function previewCard(
  view: {
    from: { openId: string; name: string }
    to: { openId: string; name: string }
    pick: string
    picks: readonly Pick[]
    /** Everything, whatever was picked. */
    total: number
    counts: HandoverCounts
  },
  t: T,
): Card {
  const { from, to, pick, picks, total, counts } = view
  const ids = { fromOpenId: from.openId, toOpenId: to.openId }
  const names = { from: cut(from.name), to: cut(to.name) }
  const empty = counts.customers + counts.stops + counts.promises === 0
  return card(
    { state: 'needsYou', title: t(w.titleOf, names) },
    point(
      empty
        ? t(pick === 'all' ? w.nothing : w.nothingPicked, names)
        : t(w.customers, { n: counts.customers }),
    ),
    !empty && para(countsText(counts, t, true)),
    picks.length > 0 && [
      note(t(w.which)),
      select(handoverActions.pick(ids), {
        placeholder: t(w.which),
        initial: pick,
        choices: [{ pick: 'all', customers: total }, ...picks].map((one) => ({
          value: one.pick,
          label: pickText(one, t),
        })),
      }),
    ],
    total > 1 && button(t(w.listOpen), handoverActions.list({ ...ids, pick }), { size: 'small' }),
    !empty && note(t(w.keeps, names)),
    !empty && pick !== 'all' && note(t(w.keepsRest, names)),
    buttons(
      !empty &&
        button(t(w.confirm), handoverActions.confirm({ ...ids, pick }), { kind: 'primary' }),
      button(t(w.cancel), handoverActions.cancel({})),
    ),
  )
}

function pickText({ pick, customers }: Pick, t: T): string {
  const value = cut(pick.slice(pick.indexOf(':') + 1), 20)
  if (pick.startsWith('grade:')) return t(w.grade, { grade: value, n: customers })
  if (pick.startsWith('list:')) return t(w.listed, { n: customers })
  if (pick.startsWith('line:')) return t(w.line, { line: value, n: customers })
  return t(w.all, { n: customers })
}

export interface DoneView {
  readonly handoverId: string
  readonly from: string
  readonly to: string
  readonly by: string
  readonly customers: number
  readonly stops: number
  readonly promises: number
  /** A few of the customers, the most important first. */
  readonly names: readonly string[]
  /** Local time until which it can be taken back, for who may; null for everybody else. */
  readonly undoUntil: string | null
  readonly undone: { readonly by: string; readonly customers: number } | null
}

/** A handover that was made, as its maker, the receiver, the giver or a manager reads it. */
export function doneCard(view: DoneView, reader: 'maker' | 'taker' | 'giver', t: T): Card {
  const { handoverId, customers, stops, promises, undoUntil, undone } = view
  const names = { from: cut(view.from), to: cut(view.to) }
  if (undone) {
    const rest = customers - undone.customers
    return card(
      {
        state: 'over',
        title: t(w.undoneTitle, names),
        subtitle: t(w.undoneBy, { name: cut(undone.by) }),
      },
      point(t(w.undonePoint, { ...names, n: undone.customers })),
      rest > 0 && note(t(w.undoneRest, { n: rest })),
    )
  }
  const words = { maker: w.donePoint, taker: w.toYou, giver: w.fromYou } as const
  const along = [
    stops > 0 ? t(w.stops, { n: stops }) : '',
    promises > 0 ? t(w.promises, { n: promises }) : '',
  ].filter(Boolean)
  const some = view.names.map((name) => cut(name, 20)).join(t(w.comma))
  return card(
    {
      state: reader === 'taker' ? 'needsYou' : 'done',
      title: t(w.doneTitle, names),
      subtitle: t(w.by, { name: cut(view.by) }),
    },
    point(t(words[reader], { ...names, n: customers })),
    some !== '' && para(customers > view.names.length ? t(w.names, { names: some }) : some),
    along.length > 0 && para(t(w.alsoMoved, { what: along.join(t(w.comma)) })),
    reader === 'taker' && note(t(w.inPlans)),
    undoUntil !== null && [
      note(t(w.undoUntil, { time: undoUntil })),
      button(t(w.undo), handoverActions.undo({ handoverId }), {
        kind: 'danger',
        confirm: { title: t(w.undoTitle), text: t(w.undoText, { ...names, n: customers }) },
      }),
    ],
  )
}

/** 取消 was pressed. */
export const cancelledCard = (t: T): Card =>
  card({ state: 'over', title: t(w.title) }, point(t(w.cancelled)))

/** Somebody has left: what waits for a new person, and the way there. */
export function leftCard(
  view: { openId: string; name: string; counts: HandoverCounts },
  t: T,
): Card {
  const { openId, counts } = view
  const name = cut(view.name)
  return card(
    { state: 'needsYou', title: t(w.leftTitle, { name }) },
    point(t(w.leftPoint, { name })),
    para(countsText(counts, t)),
    counts.stops + counts.promises > 0 && note(t(w.leftPlans)),
    buttons(button(t(w.title), handoverActions.open({ fromOpenId: openId }), { kind: 'primary' })),
  )
}
