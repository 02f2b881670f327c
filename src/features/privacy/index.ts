/** What people are told about their locations and photos, and how long those are kept. */
import type { Feature } from '../../bot/define.ts'
import { privacyCommand, understood } from './handlers.ts'
import { holdText, holdUntilConsent } from './hold.ts'

/** Stands before the features that record what it holds. */
export const privacyFeature: Feature = {
  name: 'privacy',
  commands: [privacyCommand],
  actions: [understood],
  onLocation: holdUntilConsent,
  onImage: holdUntilConsent,
  onText: holdText,
}
