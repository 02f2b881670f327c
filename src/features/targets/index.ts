import type { Feature } from '../../bot/define.ts'
import { resultHandlers, resultsCommand } from './results.ts'
import { targetsCommand } from './setting/command.ts'
import { settingHandlers } from './setting/handlers.ts'

export const targetsFeature: Feature = {
  name: 'targets',
  commands: [resultsCommand, targetsCommand],
  actions: [...resultHandlers, ...settingHandlers],
}
