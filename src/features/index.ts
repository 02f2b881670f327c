/** The registry: one line per feature. Their order decides who is asked first about a message. */
import type { Feature } from '../bot/define.ts'

export const features: readonly Feature[] = []
