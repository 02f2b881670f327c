import type { CycleInput, CycleOptions, Published } from './types.ts'

export function setLineDays(
  _input: CycleInput,
  _options: CycleOptions,
  _published: readonly Published[] = [],
): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map()
}
