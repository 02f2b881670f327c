/** Customers: who they are, and what is known about them. */
import type { Feature } from '../../bot/define.ts'
import { customerCommand } from './commands.ts'
import { customerHandlers } from './handlers.ts'
import { stageCommand } from './stage-handlers.ts'

export const customersFeature: Feature = {
  name: 'customers',
  commands: [customerCommand, stageCommand],
  actions: customerHandlers,
}
