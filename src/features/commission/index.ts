/** Commission: schemes, what each line pays, months that are closed, and what changed afterwards. */
import type { Feature } from '../../bot/define.ts'
import { commissionCommand } from './commands.ts'
import { commissionHandlers } from './handlers.ts'

export const commissionFeature: Feature = {
  name: 'commission',
  commands: [commissionCommand],
  actions: commissionHandlers,
}
