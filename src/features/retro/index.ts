import type { Feature } from '../../bot/define.ts'
import { retroCommand } from './command.ts'
import { retroHandlers } from './handlers.ts'

export const retroFeature: Feature = {
  name: 'retro',
  commands: [retroCommand],
  actions: retroHandlers,
}
