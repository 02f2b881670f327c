/** Groups: 团队群 for results and counts, 主管群 for names and reasons. */
import type { Feature } from '../../bot/define.ts'
import { bindCommand, groupHandlers, onBotRemoved, unbindCommand } from './handlers.ts'

export const groupsFeature: Feature = {
  name: 'groups',
  commands: [bindCommand, unbindCommand],
  actions: groupHandlers,
  onBotRemoved,
}
