/** The registry: one line per feature. Their order decides who is asked first about a message. */
import type { Command, Feature } from '../bot/define.ts'
import { adminFeature } from './admin/index.ts'
import { performanceFeature } from './performance/index.ts'
import { plansFeature } from './plans/index.ts'
import { visitsFeature } from './visits/index.ts'

const commands = (): readonly Command[] => features.flatMap((feature) => feature.commands ?? [])

export const features: readonly Feature[] = [
  plansFeature,
  visitsFeature,
  performanceFeature,
  adminFeature(commands), // last: it answers what nobody else took
]
