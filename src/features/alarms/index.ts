/** 客户预警: from an alarm to an act, with a clock and an end. */
import type { Feature } from '../../bot/define.ts'
import { alarmsCommand } from './commands.ts'
import { alarmHandlers } from './handlers.ts'

export const alarmsFeature: Feature = {
  name: 'alarms',
  commands: [alarmsCommand],
  actions: alarmHandlers,
}
