/** The registry: one line per feature. Their order decides who is asked first about a message. */
import type { Command, Feature } from '../bot/define.ts'
import { adminFeature } from './admin/index.ts'

const commands = (): readonly Command[] => features.flatMap((feature) => feature.commands ?? [])

export const features: readonly Feature[] = [
  adminFeature(commands), // last: it answers what nobody else took
]
