import type { Feature } from '../../bot/define.ts'
import { ruleCommand } from './command.ts'
import { ruleHandlers } from './handlers.ts'
import { listHandlers } from './lists.ts'
import { skipReasonHandlers } from './skip-reasons.ts'

/** `规则`: every setting seen, changed and taken back in the chat. */
export const rulesFeature: Feature = {
  name: 'rules',
  commands: [ruleCommand],
  actions: [...ruleHandlers, ...listHandlers, ...skipReasonHandlers],
}
