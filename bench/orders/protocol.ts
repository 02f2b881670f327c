import { historyAt, type OrderHistory } from '../../src/domain/alarms/order-history.ts'
import { auc, mean } from './auc.ts'
import { dayOf, type OrderSet } from './read.ts'

/** One judgement of all customers: what was known at the end of `cut`, asked about the next `horizon` days. */
export interface Cut {
  readonly set: OrderSet
  readonly date: string
  readonly cut: number
  readonly horizon: number
}

const at = (set: OrderSet, horizon: number, ...dates: string[]): Cut[] =>
  dates.map((date) => ({ set, date, cut: dayOf(date), horizon }))

export const sets: readonly OrderSet[] = ['online_retail', 'cdnow', 'grocery']

export const testCuts: readonly Cut[] = [
  ...at('online_retail', 60, '2011-06-11', '2011-08-10', '2011-10-10'),
  ...at('online_retail', 90, '2011-06-11', '2011-07-11', '2011-08-10', '2011-09-10'),
  ...at('cdnow', 90, '1997-09-30', '1997-12-31', '1998-04-01'),
  ...at('grocery', 60, '2006-12-31', '2007-03-31', '2007-06-30', '2007-09-30'),
  ...at('grocery', 90, '2006-12-31', '2007-03-31', '2007-06-30', '2007-09-30'),
]

/** Where constants were chosen: every window ends at or before its set's first test cut. */
export const trainingCuts: readonly Cut[] = [
  ...at('online_retail', 60, '2011-03-13', '2011-03-28', '2011-04-12'),
  ...at('online_retail', 90, '2011-02-26', '2011-03-13'),
  ...at('cdnow', 60, '1997-06-15', '1997-07-15', '1997-08-01'),
  ...at('cdnow', 90, '1997-06-02', '1997-07-02'),
  ...at('grocery', 60, '2006-06-15', '2006-08-01', '2006-09-15', '2006-11-01'),
  ...at('grocery', 90, '2006-06-15', '2006-08-01', '2006-10-02'),
]

export type Cohort = 'A' | 'B' | 'C'
export const cohorts: readonly Cohort[] = ['A', 'B', 'C']

export interface Judged {
  /** Known at the cut. */
  readonly history: OrderHistory
  /** Ordered nothing in the horizon after the cut. */
  readonly left: boolean
  readonly in: ReadonlySet<Cohort>
}

/** Every customer known at a cut, with what happened next; and which cohorts it belongs to. */
export function judge(histories: readonly OrderHistory[], { cut, horizon }: Cut): Judged[] {
  return histories.flatMap((whole) => {
    const history = historyAt(whole, cut)
    if (!history) return []
    const left = !whole.days.some((day) => day > cut && day <= cut + horizon)
    return [{ history, left, in: cohortsOf(history, cut) }]
  })
}

function cohortsOf({ days }: OrderHistory, cut: number): Set<Cohort> {
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const found = new Set<Cohort>()
  if (days.length >= 2) found.add('A')
  if (days.length >= 4 && cut - last <= 180) found.add('B')
  if (days.length >= 4 && (last - first) / (days.length - 1) <= 30) found.add('C')
  return found
}

/** Mean over cuts, then over sets, of one cohort's AUC. `scoreOf` answers one score per judged customer. */
export function macro(
  judgements: readonly { cut: Cut; judged: readonly Judged[]; scores: readonly number[] }[],
  cohort: Cohort,
): { macro: number; bySet: Partial<Record<OrderSet, number>> } {
  const bySet: Partial<Record<OrderSet, number>> = {}
  for (const set of sets) {
    const values = judgements
      .filter(({ cut }) => cut.set === set)
      .map(({ judged, scores }) => {
        const members = [...judged.keys()].filter((i) => judged[i]?.in.has(cohort))
        return auc(
          members.map((i) => scores[i] ?? 0),
          members.map((i) => judged[i]?.left ?? false),
        )
      })
    if (values.length > 0) bySet[set] = mean(values)
  }
  return { macro: mean(Object.values(bySet)), bySet }
}
