import type { Feature } from '../../bot/define.ts'
import { calendarCommand, calendarHandlers } from './calendar/handlers.ts'
import { leaveCommand, tripCommand } from './commands.ts'
import { leaveHandlers } from './handlers.ts'
import { offerHandlers } from './settle.ts'

export const leaveFeature: Feature = {
  name: 'leave',
  commands: [leaveCommand, tripCommand, calendarCommand],
  actions: [...leaveHandlers, ...offerHandlers, ...calendarHandlers],
}
