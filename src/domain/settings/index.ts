/**
 * Every tunable of Rounds: schema, default, words, scope. `规则` shows and changes them,
 * `docs/operations.md` lists them; nothing else in the code holds a threshold.
 */
import { alarmActSettings } from './alarm-acts.ts'
import { alarmSettings } from './alarms.ts'
import { commissionSettings } from './commission.ts'
import { customerSettings } from './customers.ts'
import { daySettings } from './days.ts'
import type { Setting } from './define.ts'
import { digestSettings } from './digest.ts'
import { outingSettings } from './outings.ts'
import { performanceSettings } from './performance.ts'
import { planningSettings } from './planning.ts'
import { signalSettings, trustSettings } from './trust.ts'
import { trustPeopleSettings } from './trust-people.ts'
import { visitSettings } from './visits.ts'

export const settings = {
  ...visitSettings,
  ...daySettings,
  ...digestSettings,
  ...customerSettings,
  ...planningSettings,
  ...outingSettings,
  ...alarmSettings,
  ...alarmActSettings,
  ...trustSettings,
  ...trustPeopleSettings,
  ...performanceSettings,
  ...commissionSettings,
} as const

/** All settings, in the order in which people read them. */
export const settingList: readonly Setting<unknown>[] = [
  ...(Object.values(settings) as readonly Setting<unknown>[]),
  // Made from what the rules of the trust score declare.
  ...signalSettings,
]
