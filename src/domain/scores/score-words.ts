/** The name of the score that every installation has; an admin may call it otherwise. */
import { word } from '../../i18n/t.ts'

export const abilityName = word('综合能力', 'Overall ability')
