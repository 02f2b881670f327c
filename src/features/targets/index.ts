import type { Feature } from '../../bot/define.ts'
import { resultHandlers, resultsCommand } from './results.ts'

export const targetsFeature: Feature = {
  name: 'targets',
  commands: [resultsCommand],
  actions: resultHandlers,
}
