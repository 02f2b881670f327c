/** Cycle plans: whom to visit on which day of the coming weeks, agreed between manager and reps. */
import type { Feature } from '../../bot/define.ts'
import { cycleCommand, weekCommand } from './commands.ts'
import { cycleHandlers } from './handlers.ts'

export const cyclesFeature: Feature = {
  name: 'cycles',
  commands: [weekCommand, cycleCommand],
  actions: cycleHandlers,
}
