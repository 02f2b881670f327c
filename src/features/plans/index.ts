import type { Feature } from '../../bot/define.ts'
import { assignCommand, assignHandlers } from './assign/handlers.ts'
import { batchHandlers } from './batch/handlers.ts'
import { neglectedCommand } from './batch/neglected-command.ts'
import { weekHandlers } from './batch/week.ts'
import { planCommand } from './commands.ts'
import { copyCommand, copyHandlers } from './copy/handlers.ts'
import { planHandlers } from './handlers.ts'
import { jointCommand, jointHandlers } from './joint/handlers.ts'

import { territoryCommand, territoryHandlers } from './territory/handlers.ts'

export const plansFeature: Feature = {
  name: 'plans',
  commands: [
    planCommand,
    assignCommand,
    copyCommand,
    jointCommand,
    neglectedCommand,
    territoryCommand,
  ],
  actions: [
    ...planHandlers,
    ...assignHandlers,
    ...copyHandlers,
    ...batchHandlers,
    ...weekHandlers,
    ...jointHandlers,
    ...territoryHandlers,
  ],
}
