/** Doubtful visits between people: explained, ruled on, appealed against; and what rulings teach. */
import type { Feature } from '../../bot/define.ts'
import { onAttendance } from './attendance.ts'
import { trustCommands } from './commands.ts'
import { onImage, onText } from './explain.ts'
import { explainActions } from './handlers/explain.ts'
import { learnHandlers } from './handlers/learn.ts'
import { reviewActions } from './handlers/review.ts'

export const trustFeature: Feature = {
  name: 'trust',
  commands: trustCommands,
  actions: [...explainActions, ...reviewActions, ...learnHandlers],
  onAttendance,
  onImage,
  onText,
}
