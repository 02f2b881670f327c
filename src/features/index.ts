/** The registry: one line per feature. Their order decides who is asked first about a message. */
import type { Command, Feature } from '../bot/define.ts'
import { adminFeature } from './admin/index.ts'
import { alarmsFeature } from './alarms/index.ts'
import { analysisFeature } from './analysis/index.ts'
import { bitableFeature } from './bitable/index.ts'
import { commissionFeature } from './commission/index.ts'
import { customersFeature } from './customers/index.ts'
import { cyclesFeature } from './cycles/index.ts'
import { exportsFeature } from './exports/index.ts'
import { firstStepsFeature } from './first-steps/index.ts'
import { gradingFeature } from './grading/index.ts'
import { groupsFeature } from './groups/index.ts'
import { handoverFeature } from './handover/index.ts'
import { importsFeature } from './imports/index.ts'
import { leaveFeature } from './leave/index.ts'
import { ledgerFeature } from './ledger/index.ts'
import { liveFeature } from './live/index.ts'
import { orgFeature } from './org/index.ts'
import { outingsFeature } from './outings/index.ts'
import { performanceFeature } from './performance/index.ts'
import { placesFeature } from './places/index.ts'
import { plansFeature } from './plans/index.ts'
import { practiceFeature } from './practice/index.ts'
import { privacyFeature } from './privacy/index.ts'
import { retroFeature } from './retro/index.ts'
import { rulesFeature } from './rules/index.ts'
import { scoresFeature } from './scores/index.ts'
import { targetsFeature } from './targets/index.ts'
import { trustFeature } from './trust/index.ts'
import { visitsFeature } from './visits/index.ts'

const commands = (): readonly Command[] => features.flatMap((feature) => feature.commands ?? [])

export const features: readonly Feature[] = [
  privacyFeature, // first: it holds what the others would record
  plansFeature,
  placesFeature, // before visits: a location sent for a pin is no check-in
  practiceFeature, // before visits: what is practised is no visit
  trustFeature, // before visits: what is sent for an explanation is no piece of a visit
  visitsFeature,
  liveFeature,
  performanceFeature,
  analysisFeature,
  targetsFeature,
  commissionFeature,
  exportsFeature,
  bitableFeature,
  retroFeature,
  scoresFeature,
  leaveFeature,
  outingsFeature,
  rulesFeature,
  orgFeature,
  firstStepsFeature,
  groupsFeature,
  handoverFeature,
  customersFeature,
  gradingFeature,
  alarmsFeature,
  cyclesFeature,
  importsFeature,
  ledgerFeature,
  adminFeature(commands), // last: it answers what nobody else took
]
