/**
 * The live check-in page: places that a phone measures there and then, and photos of its camera, where a place
 * sent in the chat is not enough. What becomes of them is decided where the chat's are: in `visits`.
 */
import type { Feature } from '../../bot/define.ts'
import { onLink, onPage } from './handlers.ts'

export const liveFeature: Feature = { name: 'live', actions: [onLink], onPage }
