/** Customer grades: worked out from sales, previewed, published, set by hand. */
import type { Feature } from '../../bot/define.ts'
import { gradeCommand } from './commands.ts'
import { gradingHandlers } from './handlers.ts'

export const gradingFeature: Feature = {
  name: 'grading',
  commands: [gradeCommand],
  actions: gradingHandlers,
}
