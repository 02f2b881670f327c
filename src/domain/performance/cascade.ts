/** Whether a total and what it is made of agree: a team and its people, a year and its months. */
import { type Mismatch, mismatchOf, splitOpen } from './targets.ts'

/** A part of a total. `isOpen`: nothing is set, and a split may set it. */
export type TotalPart = { value: number | null; isOpen: boolean }

/** Parts added up: their sum, how many are set, and how many are open. */
export type PartSums = { sum: number; set: number; open: number }

export type Cascade =
  /** Neither the total nor any part is set. */
  | { kind: 'nothing' }
  /** The parts are set and the total is not: their sum stands for it. */
  | ({ kind: 'noTotal' } & PartSums)
  /** The total is set and there is nothing to compare it with, and nobody to give it to. */
  | { kind: 'alone' }
  | { kind: 'fits' }
  /** Part of the total has not been given to anybody, and there are open parts to take it. */
  | { kind: 'rest'; left: number; sum: number; open: number }
  /** The parts are more than the total; or less, with none left open. */
  | ({ kind: 'differs' } & Mismatch)

export function addParts(parts: readonly TotalPart[]): PartSums {
  const set = parts.flatMap(({ value }) => value ?? [])
  return {
    sum: set.reduce((a, b) => a + b, 0),
    set: set.length,
    open: parts.filter(({ isOpen }) => isOpen).length,
  }
}

export function cascadeOf(total: number | null, parts: PartSums): Cascade {
  const { sum, set, open } = parts
  if (total === null) return set === 0 ? { kind: 'nothing' } : { kind: 'noTotal', ...parts }
  if (sum < total && open > 0) return { kind: 'rest', left: total - sum, sum, open }
  if (set === 0) return { kind: 'alone' }
  const mismatch = mismatchOf(total, [sum])
  return mismatch ? { kind: 'differs', ...mismatch } : { kind: 'fits' }
}

/** Whether somebody has to look: what is left over, and what does not add up. */
export const isAmiss = ({ kind }: Cascade): boolean => kind === 'rest' || kind === 'differs'

/**
 * What each open part gets of what is left of a total, null for the others; parts are whole multiples of
 * `unit` where what is left is one (yuan rather than fen). Null when nothing is left or nobody is open.
 */
export function shareOut(
  total: number,
  parts: readonly TotalPart[],
  weights: readonly number[],
  unit = 1,
): (number | null)[] | null {
  const left = total - addParts(parts).sum
  if (left <= 0) return null
  const step = left % unit === 0 ? unit : 1
  const split = splitOpen(
    left / step,
    parts.map(({ isOpen }) => (isOpen ? null : 0)),
    weights,
  )
  return split?.map((part) => (part === null ? null : part * step)) ?? null
}

/** A rate is not divided: every open part aims at the same. Null when nobody is open. */
export function sameForAll(total: number, parts: readonly TotalPart[]): (number | null)[] | null {
  if (!parts.some(({ isOpen }) => isOpen)) return null
  return parts.map(({ isOpen }) => (isOpen ? total : null))
}
