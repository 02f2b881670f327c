import type { Feature } from '../../bot/define.ts'
import { digestCommand } from './commands.ts'
import { digestHandlers } from './handlers.ts'
import { monthlyCommand, weeklyCommand } from './period-commands.ts'
import { periodHandlers } from './period-handlers.ts'

export const performanceFeature: Feature = {
  name: 'performance',
  commands: [digestCommand, weeklyCommand, monthlyCommand],
  actions: [...digestHandlers, ...periodHandlers],
}
