/** Scores: what metrics are combined to, by formulas of the company's own. */
import type { Feature } from '../../bot/define.ts'
import { scoreCommand } from './commands.ts'
import { scoreHandlers } from './handlers.ts'

export const scoresFeature: Feature = {
  name: 'scores',
  commands: [scoreCommand],
  actions: scoreHandlers,
}
