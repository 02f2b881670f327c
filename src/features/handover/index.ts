/** 交接: one person's customers, stops to come and promises to another, in one act. */
import type { Feature } from '../../bot/define.ts'
import { handoverCommand, handoverHandlers } from './handlers.ts'

export const handoverFeature: Feature = {
  name: 'handover',
  commands: [handoverCommand],
  actions: handoverHandlers,
}
