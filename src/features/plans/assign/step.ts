/** From what is known of an assignment to the next question, or to its result. */

import type { Card } from '../../../../cards/kit/card.ts'
import {
  askCustomerCard,
  chooseCustomerCard,
  chooseDayCard,
  choosePersonCard,
  dayOffConfirmCard,
  type Known,
  listedPeople,
} from '../../../../cards/plans/assign.ts'
import { type AssignDraft, assignLimits } from '../../../../cards/plans/assign-actions.ts'
import { type AssignResult, assignedCard } from '../../../../cards/plans/assign-result.ts'
import { dayOffText } from '../../../../cards/plans/empty.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { assignWords } from '../../../i18n/assign.ts'
import { botWords } from '../../../i18n/bot.ts'
import { message } from '../../../i18n/t.ts'
import { authorize } from '../../../policies.ts'
import type { Customer } from '../../customers/store.ts'
import { getUsers, type User } from '../../org/store.ts'
import { calendarOf, loadRep, type Rep } from '../people.ts'
import { applyAssignment } from './apply.ts'
import { assignable, customersFitting, seenCustomers } from './lookup.ts'
import { peopleFitting } from './read.ts'

const shownChoices = 10
const horizonDays = 180

/**
 * Settles what is clear and answers the card of the first thing that is not; when all is clear, assigns.
 * Everything is read and authorised anew at each step. Throws UserError for people who are not the
 * actor's to assign, and for days that are over.
 */
export async function nextStep(ctx: ActorCtx, asked: AssignDraft): Promise<Card> {
  checkDay(ctx, asked.date)
  const { draft, open } = await settleCustomers(ctx, asked)
  const customers = await seenCustomers(ctx, draft.customers)
  const { people, who, choices } = await settlePeople(ctx, draft)
  const reps = await repsFor(ctx, people)
  const whole = { ...draft, people, who, customers: customers.map((customer) => customer.code) }
  const known: Known = {
    draft: whole,
    customerNames: customers.map((customer) => customer.name),
    peopleNames: reps.map((rep) => rep.name),
  }
  if (open) return chooseCustomerCard(known, open.words, await choicesOf(ctx, open.found), ctx.t)
  if (customers.length === 0) return askCustomerCard(known, ctx.t)
  if (who.length > 0 || people.length === 0) return personCard(ctx, known, customers, choices)
  const { date } = whole
  if (date === null) {
    return chooseDayCard(
      known,
      [0, 1, 2].map((days) => addDays(ctx.today, days)),
      ctx.t,
    )
  }
  const off = whole.sure ? null : await daysOff(ctx, reps, date)
  if (off) return dayOffConfirmCard(known, off.people, off.next, ctx.t)
  const result: AssignResult = await applyAssignment(ctx, { ...whole, date }, customers, reps)
  return assignedCard(result, ctx.t)
}

function checkDay(ctx: ActorCtx, date: LocalDate | null): void {
  if (date === null) return
  const last = addDays(ctx.today, horizonDays)
  if (date < ctx.today) {
    throw new UserError(message(assignWords.dayIsPast, { day: date.slice(5) }))
  }
  if (date > last) throw new UserError(message(assignWords.dayTooFar, { day: last }))
}

/** Search words that fit one customer, or one exactly, are settled; of the others the first is asked for. */
async function settleCustomers(ctx: ActorCtx, asked: AssignDraft) {
  const customers = [...asked.customers]
  const missing = [...asked.missing]
  const asks: string[] = []
  let open: { words: string; found: Customer[] } | null = null
  for (const words of asked.asks) {
    const found = await customersFitting(ctx, words, shownChoices + 1)
    const only = found.length === 1 ? found[0] : found.find((c) => isExactly(c, words))
    if (only) customers.push(only.code)
    else if (found.length === 0) missing.push(words)
    else {
      asks.push(words)
      open ??= { words, found }
    }
  }
  const draft = { ...asked, asks, missing, customers: [...new Set(customers)] }
  if (draft.customers.length > assignLimits.customers) {
    throw new UserError(message(assignWords.tooMany, { n: assignLimits.customers }))
  }
  return { draft, open }
}

function isExactly(customer: Customer, words: string): boolean {
  const same = (a: string) => a.toLowerCase() === words.toLowerCase()
  return same(customer.code) || same(customer.name)
}

async function choicesOf(ctx: ActorCtx, found: readonly Customer[]) {
  const shown = found.slice(0, shownChoices)
  const owners = await getUsers(
    ctx.tx,
    shown.flatMap((customer) => customer.ownerOpenId ?? []),
  )
  return {
    choices: shown.map(({ code, name, address, ownerOpenId }) => ({
      code,
      name,
      address,
      ownerName: owners.get(ownerOpenId ?? '')?.name ?? null,
    })),
    more: found.length > shownChoices,
  }
}

/** Names that fit one person are settled; the first that fits several, or nobody, is asked for. */
async function settlePeople(
  ctx: ActorCtx,
  draft: AssignDraft,
): Promise<{ people: string[]; who: string[]; choices: readonly User[] }> {
  const people = [...draft.people]
  for (const [i, words] of draft.who.entries()) {
    const found = await peopleFitting(ctx, words)
    const exact = found.filter((person) => person.name === words)
    const [only, another] = exact.length > 0 ? exact : found
    if (!only || another) {
      return { people: unique(people), who: draft.who.slice(i), choices: found }
    }
    people.push(only.openId)
  }
  return { people: unique(people), who: [], choices: [] }
}

const unique = (ids: readonly string[]) => [...new Set(ids)]

/** The reps behind the ids, each of whom the actor may assign visits to. Throws UserError. */
async function repsFor(ctx: ActorCtx, openIds: readonly string[]): Promise<Rep[]> {
  const reps: Rep[] = []
  for (const openId of openIds) {
    const rep = await loadRep(ctx.tx, openId)
    if (!rep) throw new UserError(message(botWords.notYours), 'error')
    authorize(ctx.actor, 'plan.assign', rep)
    reps.push(rep)
  }
  return reps
}

async function personCard(
  ctx: ActorCtx,
  known: Known,
  customers: readonly Customer[],
  found: readonly User[],
): Promise<Card> {
  const ask = known.draft.who[0] ?? null
  const all = found.length > 0 ? found : await assignable(ctx)
  const owners = new Set(customers.map((customer) => customer.ownerOpenId))
  const ordered = all.toSorted(
    (a, b) => Number(owners.has(b.openId)) - Number(owners.has(a.openId)),
  )
  const choices = ordered.slice(0, listedPeople).map((user) => ({
    openId: user.openId,
    name: user.name,
    team: user.teamCode ?? '',
    isOwner: owners.has(user.openId),
  }))
  const missing = ask !== null && found.length === 0
  const draft = {
    ...known.draft,
    missing: missing ? unique([...known.draft.missing, ask]) : known.draft.missing,
  }
  return choosePersonCard(
    { ...known, draft },
    { ask: missing ? null : ask, choices, total: all.length },
    ctx.t,
  )
}

/** Who does not work that day, and the next day on which all of them do; null when all work. */
async function daysOff(ctx: ActorCtx, reps: readonly Rep[], date: LocalDate) {
  const calendars = await Promise.all(reps.map((rep) => calendarOf(ctx, rep, date)))
  const people = reps.flatMap((rep, i) => {
    const calendar = calendars[i]
    if (!calendar || calendar.isWorkingDay(date)) return []
    const why = dayOffText(ctx.t, calendar.dayKind(date), date, date === ctx.today)
    return [{ name: rep.name, why }]
  })
  if (people.length === 0) return null
  const all = Array.from({ length: 30 }, (_, i) => addDays(date, i + 1))
  const next = all.find((day) => calendars.every((calendar) => calendar.isWorkingDay(day)))
  return { people, next: next ?? null }
}
