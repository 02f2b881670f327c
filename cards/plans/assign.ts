/** The cards of 安排: one question at a time, then what came of it. */
import type { LocalDate } from '../../src/domain/time.ts'
import { assignWords } from '../../src/i18n/assign.ts'
import { batchWords } from '../../src/i18n/plan-batch.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, cardBytes, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point, select, tappable } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { type AssignDraft, assignActions, assignLimits } from './assign-actions.ts'
import { batchActions } from './batch-actions.ts'
import { cut, dayText, windowText } from './words.ts'

/** What is settled, in words, on every step. */
export interface Known {
  readonly draft: AssignDraft
  readonly customerNames: readonly string[]
  readonly peopleNames: readonly string[]
}

function ask(known: Known, t: T, question: string, ...parts: Part[]): Card {
  const { draft, customerNames, peopleNames } = known
  const said = [
    customerNames.length > 0 &&
      t(assignWords.customersLine, { names: namesText(t, customerNames) }),
    peopleNames.length > 0 && t(assignWords.peopleLine, { names: namesText(t, peopleNames) }),
    draft.date && t(assignWords.dateLine, { day: dayText(t, draft.date) }),
    draft.window && t(assignWords.windowLine, { window: windowText(draft.window) }),
    ...draft.missing.map((words) => t(assignWords.notFound, { ask: cut(words, 30) })),
  ].filter((line): line is string => typeof line === 'string')
  return card(
    { state: 'needsYou', title: t(assignWords.title) },
    point(question),
    said.length > 0 && para(joined('\n', said)),
    ...parts,
  )
}

const comma = (t: T) => (t.locale === 'en' ? ', ' : '、')

function namesText(t: T, names: readonly string[]): string {
  const first = names.slice(0, 5).map((name) => cut(name, 20))
  const all = first.join(comma(t))
  return names.length > first.length ? `${all} ${t(assignWords.andMore, { n: names.length })}` : all
}

export interface CustomerChoice {
  readonly code: string
  readonly name: string
  readonly address: string | null
  readonly ownerName: string | null
}

type Found = { readonly choices: readonly CustomerChoice[]; readonly more: boolean }

/** Several customers fit: which one, or all of them. Fewer are shown where the draft is long. */
export function chooseCustomerCard(known: Known, words: string, found: Found, t: T): Card {
  for (const n of [found.choices.length, 5, 3]) {
    const choices = found.choices.slice(0, n)
    const more = found.more || choices.length < found.choices.length
    const built = customerChoices(known, words, { choices, more }, t)
    if (cardBytes(built) <= 28_000) return built
  }
  return customerChoices(known, words, { choices: found.choices.slice(0, 1), more: true }, t)
}

function customerChoices(known: Known, words: string, found: Found, t: T): Card {
  const { draft } = known
  const { choices, more } = found
  const shown = cut(words, 30)
  const question = more
    ? t(assignWords.whichCustomerMany, { ask: shown, n: choices.length })
    : t(assignWords.whichCustomer, { ask: shown, n: choices.length })
  const codes = choices.map((choice) => choice.code)
  const fits = draft.customers.length + codes.length <= assignLimits.customers
  return ask(
    known,
    t,
    question,
    ...choices.map((choice) =>
      tappable(
        assignActions.take({ draft, codes: [choice.code] }),
        [
          para(
            joined('\n', [
              bold(cut(choice.name, 30)),
              colored(
                'grey',
                [choice.code, choice.ownerName, cut(choice.address ?? '', 30)]
                  .filter(Boolean)
                  .join(' · '),
              ),
            ]),
          ),
        ],
        { border: true },
      ),
    ),
    !more &&
      fits &&
      button(t(assignWords.allOfThem, { n: codes.length }), assignActions.take({ draft, codes })),
    more && searchForm(draft, t),
  )
}

const searchForm = (draft: AssignDraft, t: T) =>
  form(assignActions.search({ draft }), t(assignWords.search), (f) => [
    f.line('customer', {
      label: t(assignWords.customer),
      placeholder: t(assignWords.customerPlaceholder),
      required: true,
    }),
  ])

/** No customer is known yet. */
export const askCustomerCard = (known: Known, t: T): Card =>
  ask(
    known,
    t,
    t(assignWords.noCustomer),
    searchForm(known.draft, t),
    button(t(batchWords.filter), batchActions.filter({})),
  )

export interface PersonChoice {
  readonly openId: string
  readonly name: string
  readonly team: string
  readonly isOwner: boolean
}

/** Each option is a node of the card; beyond this people are searched by name. */
export const listedPeople = 100

/** Whom the customers are for: the owner by one tap, anybody else from the list. */
export function choosePersonCard(
  known: Known,
  found: { ask: string | null; choices: readonly PersonChoice[]; total: number },
  t: T,
): Card {
  const { draft } = known
  const { choices, total } = found
  const owners = choices.filter((choice) => choice.isOwner)
  const [owner] = owners
  const question = found.ask
    ? t(assignWords.whichOfThese, { ask: cut(found.ask, 20) })
    : t(assignWords.whichPerson)
  if (choices.length === 0) return ask(known, t, t(assignWords.nobody))
  return ask(
    known,
    t,
    question,
    owner &&
      owners.length === 1 &&
      button(
        t(assignWords.giveOwner, { name: cut(owner.name, 12) }),
        assignActions.give({ draft, openId: owner.openId }),
        { kind: 'primary' },
      ),
    select(assignActions.person({ draft }), {
      placeholder: t(assignWords.pickPerson),
      choices: choices.slice(0, listedPeople).map((choice) => ({
        value: choice.openId,
        label: choice.isOwner
          ? t(assignWords.ownerOption, { name: cut(choice.name, 20) })
          : t(assignWords.personOption, {
              name: cut(choice.name, 20),
              team: cut(choice.team, 12),
            }),
      })),
    }),
    total > listedPeople && [
      note(t(assignWords.manyPeople, { n: Math.min(choices.length, listedPeople) })),
      form(assignActions.searchPerson({ draft }), t(assignWords.search), (f) => [
        f.line('person', {
          label: t(assignWords.person),
          placeholder: t(assignWords.personPlaceholder),
          required: true,
        }),
      ]),
    ],
  )
}

/** Which day: three by one tap, any other from the calendar. */
export function chooseDayCard(known: Known, days: readonly LocalDate[], t: T): Card {
  const { draft } = known
  const labels = [assignWords.today, assignWords.tomorrow, assignWords.afterTomorrow]
  return ask(
    known,
    t,
    t(assignWords.whichDay),
    buttons(
      ...days
        .slice(0, 3)
        .map((date, i) =>
          button(t(labels[i] ?? assignWords.today), assignActions.onDay({ draft, date })),
        ),
    ),
    form(assignActions.pickDay({ draft }), t(assignWords.ok), (f) => [
      f.date('date', { label: t(assignWords.otherDay) }),
    ]),
  )
}

/** Somebody does not work that day. */
export function dayOffConfirmCard(
  known: Known,
  off: readonly { name: string; why: string }[],
  next: LocalDate | null,
  t: T,
): Card {
  const { draft } = known
  return ask(
    known,
    t,
    t(assignWords.dayOff),
    para(
      joined(
        '\n',
        off
          .slice(0, 10)
          .map(({ name, why }) => t(assignWords.dayOffLine, { name: cut(name, 20), why })),
      ),
    ),
    next &&
      button(
        t(assignWords.moveTo, { day: dayText(t, next) }),
        assignActions.onDay({ draft, date: next }),
        { kind: 'primary' },
      ),
    buttons(
      button(t(assignWords.anyway), assignActions.sure({ draft })),
      button(t(assignWords.cancel), assignActions.cancel({})),
    ),
  )
}

/** 取消 was pressed. */
export const cancelledCard = (t: T): Card =>
  card({ state: 'over', title: t(assignWords.title) }, point(t(assignWords.cancelled)))
