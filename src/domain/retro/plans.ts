/** Ideas about plans: stops a day, visits by grade, customers whose visits never sell. */
import { formatFrequency, parseFrequency } from '../customers/frequency.ts'
import { type Count, type Idea, quantile } from './idea.ts'

/** A rep's day with a plan. */
export interface PlannedDay {
  readonly planned: number
  readonly completed: number
  readonly done: number
}

const leastDays = 40
/** A plan this full shows that the rule, not the number of customers, ended it. */
const full = 0.9
const poor = 0.75
const excellent = 0.95

const counts = (values: readonly number[]): Count[] => values.map((value) => ({ value, n: 1 }))

/** Fewer stops a day when full plans are not done, more when they are and people go on beside them. */
export function capacityIdea(days: readonly PlannedDay[], now: number): Idea | null {
  const known = days.filter(({ planned }) => planned > 0)
  if (known.length < leastDays) return null
  const fullDays = known.filter(({ planned }) => planned >= full * now)
  if (fullDays.length < known.length / 2) return null
  const sum = (of: (day: PlannedDay) => number) => fullDays.reduce((n, day) => n + of(day), 0)
  const completion = sum(({ completed }) => completed) / sum(({ planned }) => planned)
  const done = counts(fullDays.map((day) => day.done))
  const numbers = {
    days: fullDays.length,
    completion,
    median: quantile(done, 0.5),
    p75: quantile(done, 0.75),
  }
  const base = {
    kind: 'capacity',
    subject: '',
    from: now,
    sample: fullDays.length,
    numbers,
    measure: 'completion',
  } as const
  const fewer = Math.max(1, numbers.p75)
  if (completion < poor && fewer <= full * now) return { ...base, why: 'tooMany', to: fewer }
  const more = Math.min(80, numbers.median)
  return completion >= excellent && more >= now * 1.15 ? { ...base, why: 'tooFew', to: more } : null
}

/** A grade's month. */
export interface GradeMonth {
  /** A … D, or `none`. */
  readonly grade: string
  readonly customers: number
  readonly visits: number
  /** Visits with a sale that day. */
  readonly sold: number
  /** Visits that its frequency asks for, and of those the ones made. */
  readonly due: number
  readonly made: number
}

const leastVisits = 60
const leastCustomers = 10
/** Sells so much worse, or better, than all visits together. */
const muchWorse = 0.5
const muchBetter = 1.3
const wellKept = 0.9
const mostTimes = 8

/**
 * One visit less in a period for the grade whose visits sell by far the worst, or one more for the grade
 * whose visits sell best, if its frequency is kept. `frequencies`: grade → `4/28d`. At most one of each.
 */
export function frequencyIdeas(
  grades: readonly GradeMonth[],
  frequencies: Readonly<Record<string, string>>,
): Idea[] {
  const visits = grades.reduce((n, one) => n + one.visits, 0)
  const sold = grades.reduce((n, one) => n + one.sold, 0)
  if (visits === 0 || sold === 0) return []
  const overall = sold / visits
  const known = grades
    .filter((one) => one.visits >= leastVisits && one.customers >= leastCustomers)
    .map((one) => ({ ...one, rate: one.sold / one.visits }))
    .toSorted((a, b) => a.rate - b.rate)
  const idea = (one: (typeof known)[number] | undefined, why: 'sellsLess' | 'sellsMore') => {
    const from = frequencies[one?.grade ?? '']
    const frequency = from === undefined ? null : parseFrequency(from)
    if (!one || from === undefined || !frequency) return []
    const times = frequency.times + (why === 'sellsLess' ? -1 : 1)
    if (times < 1 || times > mostTimes) return []
    return [
      {
        kind: 'frequency',
        subject: one.grade,
        why,
        from,
        to: formatFrequency({ ...frequency, times }),
        sample: one.visits,
        numbers: {
          visits: one.visits,
          customers: one.customers,
          rate: one.rate,
          overall,
          kept: one.due > 0 ? one.made / one.due : 0,
        },
        measure: 'coverage',
      } as const,
    ]
  }
  const [worst, best] = [known[0], known.at(-1)]
  return [
    ...(worst && worst.rate <= muchWorse * overall ? idea(worst, 'sellsLess') : []),
    ...(best && best.rate >= muchBetter * overall && best.made >= wellKept * best.due
      ? idea(best, 'sellsMore')
      : []),
  ]
}

/** An active customer that was visited often in half a year and never bought. */
export interface NeverSold {
  readonly code: string
  readonly visits: number
}

const leastNever = 3
const leastNeverVisits = 30
/** More at once nobody looks over. */
const mostNever = 50
export const rarely = '1/28d'

/** Once in four weeks for customers of whom no visit has sold; the most visited first. */
export function neverSellsIdea(
  customers: readonly NeverSold[],
): (Idea & { readonly codes: readonly string[] }) | null {
  const chosen = customers.toSorted((a, b) => b.visits - a.visits).slice(0, mostNever)
  const visits = chosen.reduce((n, one) => n + one.visits, 0)
  if (chosen.length < leastNever || visits < leastNeverVisits) return null
  return {
    kind: 'neverSells',
    subject: '',
    why: 'neverSells',
    from: null,
    to: rarely,
    sample: visits,
    numbers: { customers: chosen.length, visits, all: customers.length },
    measure: 'strike',
    codes: chosen.map(({ code }) => code),
  }
}
