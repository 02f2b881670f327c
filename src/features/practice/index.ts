/**
 * Practice visits: three invented shops on the real cards. State stands in a table of its own, so that no
 * figure, list or export can count it; this feature writes to no table of visits or plans.
 */
import type { Feature } from '../../bot/define.ts'
import { practiceCommand } from './commands.ts'
import { lessonActions } from './handlers/lessons.ts'
import { planTwins } from './handlers/plan.ts'
import { visitTwins } from './handlers/visit.ts'
import { onImage, onLocation, onText } from './on-message.ts'

export const practiceFeature: Feature = {
  name: 'practice',
  commands: [practiceCommand],
  actions: [...lessonActions, ...planTwins, ...visitTwins],
  onLocation,
  onImage,
  onText,
}
