/**
 * Every tunable of Rounds: schema, default, words, scope. `规则` shows and changes them,
 * `docs/operations.md` lists them; nothing else in the code holds a threshold.
 */
import { customerSettings } from './customers.ts'
import { daySettings } from './days.ts'
import type { Setting } from './define.ts'
import { outingSettings } from './outings.ts'
import { planningSettings } from './planning.ts'
import { visitSettings } from './visits.ts'

export const settings = {
  ...visitSettings,
  ...daySettings,
  ...customerSettings,
  ...planningSettings,
  ...outingSettings,
} as const

/** All settings, in the order in which people read them. */
export const settingList: readonly Setting<unknown>[] = Object.values(
  settings,
) as readonly Setting<unknown>[]
