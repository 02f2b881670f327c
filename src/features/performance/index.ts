import type { Feature } from '../../bot/define.ts'
import { digestCommand } from './commands.ts'
import { digestHandlers } from './handlers.ts'

export const performanceFeature: Feature = {
  name: 'performance',
  commands: [digestCommand],
  actions: digestHandlers,
}
