/** 外出: each has a reason before and a result after. */
import type { Feature } from '../../bot/define.ts'
import { backCommand, outingCommand } from './commands.ts'
import { outingHandlers } from './handlers.ts'

export const outingsFeature: Feature = {
  name: 'outings',
  commands: [outingCommand, backCommand],
  actions: outingHandlers,
}
