import type { Feature } from '../../bot/define.ts'
import { analysisCommands } from './commands.ts'
import { analysisHandlers } from './handlers.ts'

export const analysisFeature: Feature = {
  name: 'analysis',
  commands: analysisCommands,
  actions: analysisHandlers,
}
