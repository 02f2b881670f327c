/** Where customers are: pins that a manager approves, and new shops. */
import type { Feature } from '../../bot/define.ts'
import { onImage, onLocation, onText } from './collect.ts'
import { outletCommand, outletHandlers } from './outlet.ts'
import { pinCommand, pinHandlers } from './pin.ts'

export const placesFeature: Feature = {
  name: 'places',
  commands: [pinCommand, outletCommand],
  actions: [...pinHandlers, ...outletHandlers],
  onLocation,
  onImage,
  onText,
}
