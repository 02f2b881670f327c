import { formatFrequency } from '../../customers/frequency.ts'
import type { CapacityCheck, GroupDemand } from './types.ts'

/**
 * The capacity check of several reps together: groups of the same name and frequency added up, and
 * how many reps of their mean capacity each group and the whole take.
 */
export function joinChecks(checks: readonly CapacityCheck[]): CapacityCheck {
  const sum = (of: (check: CapacityCheck) => number) =>
    checks.reduce((total, check) => total + of(check), 0)
  const reps = sum((check) => check.reps)
  const capacityMinutes = sum((check) => check.capacityMinutes)
  const capacityVisits = checks.some((check) => check.capacityVisits === null)
    ? null
    : sum((check) => check.capacityVisits ?? 0)
  const repsFor = ({ visits, minutes }: { visits: number; minutes: number }) =>
    Math.max(
      share(minutes, capacityMinutes, reps),
      capacityVisits === null ? 0 : share(visits, capacityVisits, reps),
    )

  const groups = new Map<string, GroupDemand>()
  for (const group of checks.flatMap((check) => check.groups)) {
    const key = `${group.group}\t${formatFrequency(group.frequency)}`
    const other = groups.get(key)
    groups.set(key, other ? added(other, group) : group)
  }
  const sorted = [...groups.values()]
    .map((group) => ({ ...group, repsNeeded: repsFor(group) }))
    .toSorted((a, b) => b.priority - a.priority || (a.group < b.group ? -1 : 1))
  const visits = sum((check) => check.visits)
  const minutes = sum((check) => check.minutes)
  return {
    groups: sorted,
    visits,
    minutes,
    capacityMinutes,
    capacityVisits,
    repsNeeded: repsFor({ visits, minutes }),
    reps,
    shortFrom: firstShort(sorted, repsFor, reps),
  }
}

/** Reps that take an amount where all reps together have room for `capacity`; none have any: all of them and one. */
function share(amount: number, capacity: number, reps: number): number {
  if (amount <= 0) return 0
  return capacity > 0 ? (amount / capacity) * reps : reps + 1
}

function added(a: GroupDemand, b: GroupDemand): GroupDemand {
  return {
    ...a,
    priority: Math.max(a.priority, b.priority),
    customers: a.customers + b.customers,
    visits: a.visits + b.visits,
    minutes: a.minutes + b.minutes,
  }
}

function firstShort(
  groups: readonly GroupDemand[],
  repsFor: (sum: { visits: number; minutes: number }) => number,
  reps: number,
): string | null {
  const sum = { visits: 0, minutes: 0 }
  for (const { group, visits, minutes } of groups) {
    sum.visits += visits
    sum.minutes += minutes
    if (repsFor(sum) > reps + 1e-9) return group
  }
  return null
}
