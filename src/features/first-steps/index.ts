/** What an admin sets up before the first visit, and how far they are. */
import type { Feature } from '../../bot/define.ts'
import { firstStepHandlers, startCommand } from './handlers.ts'

export const firstStepsFeature: Feature = {
  name: 'first-steps',
  commands: [startCommand],
  actions: firstStepHandlers,
}
