/** Many visits asked for in one act: what is asked for, and how it is dealt to people and days. */
import { z } from 'zod'
import { distanceM, type Point } from '../geo.ts'
import { type LocalDate, localDate } from '../time.ts'

/** As many customers as one batch takes. */
export const batchLimit = 500

/** Conditions on customers; null: any. */
export const batchFilter = z.object({
  type: z.string().nullable(),
  grade: z.string().nullable(),
  team: z.string().nullable(),
  line: z.string().nullable(),
  tag: z.string().nullable(),
  /** The last closed visit is so many days ago or more, or there was none. */
  sinceDays: z.number().int().positive().nullable(),
  /** No order for as long as the rule says. */
  silent: z.boolean(),
})
export type BatchFilter = z.output<typeof batchFilter>

export const anyCustomer: BatchFilter = {
  type: null,
  grade: null,
  team: null,
  line: null,
  tag: null,
  sinceDays: null,
  silent: false,
}

export const batchItem = z.object({
  code: z.string(),
  /** Why: kept on the stop. */
  note: z.string().optional(),
  /** For whom and when, where it was said for this customer alone. */
  repOpenId: z.string().optional(),
  date: localDate.optional(),
})
export type BatchItem = z.output<typeof batchItem>

/** A line of a pasted list that cannot be planned. */
export const lineProblem = z.object({
  line: z.number().int(),
  text: z.string(),
  why: z.enum(['unknown', 'several', 'person', 'persons', 'day', 'dayPast', 'twice', 'tooMany']),
  /** How many fit. */
  n: z.number().int().optional(),
})
export type LineProblem = z.output<typeof lineProblem>

export const batchDraft = z.object({
  /** Customers by conditions; null: `items`. */
  filter: batchFilter.nullable(),
  items: z.array(batchItem),
  /** Each to its owner, or these people. */
  whom: z.union([z.literal('owner'), z.array(z.string())]),
  /** The first day; null: the next ones with room. */
  from: localDate.nullable(),
  /** So many a day on the following working days; null: all on one day (with `from`). */
  perDay: z.number().int().min(1).max(80).nullable(),
  problems: z.array(lineProblem).default([]),
})
export type BatchDraft = z.output<typeof batchDraft>

export interface Dealt<C> {
  readonly byRep: ReadonlyMap<string, readonly C[]>
  /** Nobody of those asked for looks after them. */
  readonly left: readonly C[]
}

/**
 * Gives each customer to one person: to whom its own line names, else to its owner, else (with named
 * people) to the one of them who has the fewest. The same input gives the same answer.
 */
export function dealToPeople<
  C extends { ownerOpenId: string | null; repOpenId?: string | undefined },
>(customers: readonly C[], whom: 'owner' | readonly string[]): Dealt<C> {
  const byRep = new Map<string, C[]>()
  const left: C[] = []
  const give = (openId: string, customer: C) =>
    byRep.set(openId, [...(byRep.get(openId) ?? []), customer])
  const rest: C[] = []
  for (const customer of customers) {
    const { ownerOpenId, repOpenId } = customer
    if (repOpenId !== undefined) give(repOpenId, customer)
    else if (whom === 'owner' && ownerOpenId !== null) give(ownerOpenId, customer)
    else if (whom === 'owner') left.push(customer)
    else if (ownerOpenId !== null && whom.includes(ownerOpenId)) give(ownerOpenId, customer)
    else rest.push(customer)
  }
  for (const customer of rest) {
    const people = whom === 'owner' ? [] : whom
    const size = (openId: string) => byRep.get(openId)?.length ?? 0
    const [first] = people.toSorted((a, b) => size(a) - size(b))
    if (first === undefined) left.push(customer)
    else give(first, customer)
  }
  return { byRep, left }
}

/** Neighbours beside each other: line by line, in a line from each to the nearest, so that days are compact. */
export function inNeighbourhoods<
  C extends { code: string; line: string | null; point?: Point | undefined },
>(customers: readonly C[], start: Point | undefined): C[] {
  const lines = new Map<string, C[]>()
  for (const customer of customers.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    const line = customer.line ?? ''
    lines.set(line, [...(lines.get(line) ?? []), customer])
  }
  const ordered: C[] = []
  let at = start
  for (const [, members] of [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const rest = [...members]
    while (rest.length > 0) {
      const next = nearestTo(at, rest)
      const [customer] = rest.splice(next, 1)
      if (!customer) break
      ordered.push(customer)
      at = customer.point ?? at
    }
  }
  return ordered
}

function nearestTo(at: Point | undefined, rest: readonly { point?: Point | undefined }[]): number {
  if (!at) return 0
  let best = 0
  let least = Number.POSITIVE_INFINITY
  rest.forEach(({ point }, i) => {
    const far = point ? distanceM(at, point) : Number.MAX_VALUE
    if (far < least) {
      least = far
      best = i
    }
  })
  return best
}

/**
 * Fills days one after the other, as many on each as it takes. Those with a day of their own stand there
 * and use up its room. `left`: no day has room for them.
 */
export function overDays<C extends { date?: LocalDate | undefined }>(
  customers: readonly C[],
  days: readonly { readonly date: LocalDate; readonly room: number }[],
): { readonly byDay: ReadonlyMap<LocalDate, readonly C[]>; readonly left: readonly C[] } {
  const byDay = new Map<LocalDate, C[]>()
  const put = (day: LocalDate, customer: C) => byDay.set(day, [...(byDay.get(day) ?? []), customer])
  for (const customer of customers) if (customer.date) put(customer.date, customer)
  const waiting = customers.filter(({ date }) => date === undefined)
  for (const { date, room } of days) {
    const free = Math.max(0, room - (byDay.get(date)?.length ?? 0))
    for (const customer of waiting.splice(0, free)) put(date, customer)
    if (waiting.length === 0) break
  }
  return {
    byDay: new Map([...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    left: waiting,
  }
}
