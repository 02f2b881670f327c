/** The parts of one target, in the order in which they are shown and given their share. */
import type { Tx } from '../../../db/client.ts'
import type { TotalPart } from '../../../domain/performance/cascade.ts'
import { metricOf } from '../../../domain/performance/metrics.ts'
import { isYear, monthsOf } from '../../../domain/performance/target-words.ts'
import { type LocalDate, monthOf } from '../../../domain/time.ts'
import { targetRows } from '../store.ts'
import { type Subject, scopeOf } from './subject.ts'
import { partsBelow, peopleOf, type Tree, type What } from './tree.ts'

/** A part: a person, a team or a month. */
export interface Part extends TotalPart {
  readonly scope: string
  readonly month: string
  readonly label: string
  readonly isSum: boolean
  /** How many people it is, for a split by head. */
  readonly heads: number
  readonly openIds: readonly string[]
  readonly joinedOn: LocalDate | null
  readonly leavesOn: LocalDate | null
}

const plain = { isSum: false, heads: 1, openIds: [], joinedOn: null, leavesOn: null }

/** The teams and people right below a team; teams without anybody and without a target are left out. */
export async function below(tx: Tx, tree: Tree, month: string, what: What): Promise<Part[]> {
  const { teams } = partsBelow(tree, tree.code, month, what)
  const ofTeams = teams.flatMap((team): Part[] => {
    const value = tree.effective(team.code, month, what)
    const heads = tree.headCount(team.code, month)
    if (value === null && heads === 0) return []
    const isSum = value !== null && tree.own(team.code, month, what) === null
    const scope = `team:${team.code}`
    return [
      { ...plain, scope, month, label: team.name, value, isOpen: value === null, isSum, heads },
    ]
  })
  const people = await peopleOf(tx, tree.code, month)
  const rows = await targetRows(
    tx,
    people.map(({ openId }) => `person:${openId}`),
    [month],
  )
  const kept = new Map(
    rows
      .filter((row) => row.metric === what.metric && row.productCode === what.goods)
      .map((row) => [row.scope, row.value]),
  )
  const within = (day: string | null) => day?.startsWith(month) ?? false
  const ofPeople = people.map(({ openId, name, joinedOn, leftOn }): Part => {
    const scope = `person:${openId}`
    const value = kept.get(scope) ?? null
    return {
      ...plain,
      ...{ scope, month, label: name, value, isOpen: value === null, openIds: [openId] },
      joinedOn: within(joinedOn) ? (joinedOn as LocalDate) : null,
      leavesOn: within(leftOn) ? (leftOn as LocalDate) : null,
    }
  })
  return [...ofTeams, ...ofPeople]
}

/**
 * The months of a year of a team or person. What is over or closed takes nothing more: it counts with what
 * was set there.
 */
export async function months(
  tx: Tx,
  subject: Subject,
  year: string,
  what: What,
  at: { tree: Tree | null; today: LocalDate; closed: ReadonlySet<string> },
): Promise<Part[]> {
  const scope = scopeOf(subject)
  const own = at.tree ? [] : await targetRows(tx, [scope], monthsOf(year))
  return monthsOf(year).map((month): Part => {
    const kept = own.find(
      (row) => row.month === month && row.metric === what.metric && row.productCode === what.goods,
    )
    const value = at.tree ? at.tree.effective(at.tree.code, month, what) : (kept?.value ?? null)
    const isSum =
      at.tree !== null && value !== null && at.tree.own(at.tree.code, month, what) === null
    const isOpen = value === null && month >= monthOf(at.today) && !at.closed.has(month)
    return { ...plain, scope, month, label: month, value, isOpen, isSum }
  })
}

export const isRate = ({ metric }: What): boolean => metricOf(metric).target === 'own'
export const yearOf = (month: string): string => (isYear(month) ? month : month.slice(0, 4))
