/** Files of what can be seen in the chat: who may take out which rows, and a log of it. */
import type { Feature } from '../../bot/define.ts'
import { exportCommand } from './commands.ts'
import { exportHandlers } from './handlers.ts'

export const exportsFeature: Feature = {
  name: 'exports',
  commands: [exportCommand],
  actions: exportHandlers,
}
