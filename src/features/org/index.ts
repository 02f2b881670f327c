/** People and teams: who is there, who leads whom, who has left. */
import type { Feature } from '../../bot/define.ts'
import { onBotAdded, onChatEntered, onPersonChanged } from './handlers.ts'

export const orgFeature: Feature = {
  name: 'org',
  onChatEntered,
  onPersonChanged,
  onBotAdded,
}
