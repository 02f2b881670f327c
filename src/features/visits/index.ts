/** Visits: check-in, what is sent meanwhile, check-out. */
import type { Feature } from '../../bot/define.ts'
import { visitCommands } from './commands.ts'
import { checkInActions } from './handlers/check-in.ts'
import { checkOutActions } from './handlers/check-out.ts'
import { moreActions } from './handlers/more.ts'
import { pieceActions } from './handlers/pieces.ts'
import { shareActions } from './handlers/share.ts'
import { onLocation } from './on-location.ts'
import { onImage, onText } from './on-pieces.ts'

export const visitsFeature: Feature = {
  name: 'visits',
  commands: visitCommands,
  actions: [
    ...checkInActions,
    ...checkOutActions,
    ...pieceActions,
    ...moreActions,
    ...shareActions,
  ],
  onLocation,
  onImage,
  onText,
}
