import type { Feature } from '../../bot/define.ts'
import { leaveCommand, tripCommand } from './commands.ts'
import { leaveHandlers } from './handlers.ts'
import { offerHandlers } from './settle.ts'

export const leaveFeature: Feature = {
  name: 'leave',
  commands: [leaveCommand, tripCommand],
  actions: [...leaveHandlers, ...offerHandlers],
}
