import type { Feature } from '../../bot/define.ts'
import { planCommand } from './commands.ts'
import { planHandlers } from './handlers.ts'

export const plansFeature: Feature = {
  name: 'plans',
  commands: [planCommand],
  actions: planHandlers,
}
