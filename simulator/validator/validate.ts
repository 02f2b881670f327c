import { asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { componentProblems } from './components.ts'
import { limitProblems, requestBytes } from './limits.ts'
import { placementProblems, uniquenessProblems } from './placement.ts'
import { type Problem, problem, SUB } from './problem.ts'
import { INVALID_IMAGE, referenceProblems, styleProblems } from './references.ts'
import { frameProblems, shapeProblems } from './shape.ts'
import { type Known, places } from './walk.ts'

/** For checks outside a running simulator: every key and id is taken as existing. */
const ALL_KNOWN: Known = { image: () => true, person: () => true }

/**
 * Everything that the platform would refuse in a card of JSON 2.0, the first problem first.
 * `bytes`: size of the request that carries the card; without it, that of a `create` call.
 */
export function validateCard(card: unknown, known: Known = ALL_KNOWN, bytes?: number): Problem[] {
  if (!isObject(card)) return [problem(SUB.shape, 'the card is no JSON object', [])]
  // The platform shows a card without anything as a blank one.
  if (Object.keys(card).length === 0) return []
  if (card.schema !== '2.0') {
    const given = card.schema === undefined ? 'schema is missing' : card.schema
    return [problem(SUB.schema, 'Only schema 2.0 is supported', ['schema'], given)]
  }
  const { found, strays } = places(card)
  return [
    ...limitProblems(card, found, bytes ?? requestBytes(card)),
    ...frameProblems(card),
    ...sharingProblems(card),
    ...strays.map((path) => problem(SUB.shape, 'tag is required', path)),
    ...headerProblems(card, known),
    ...found.flatMap((place) => [
      ...shapeProblems(place),
      ...placementProblems(place),
      ...componentProblems(place),
      ...referenceProblems(place, known),
      ...styleProblems(place, card),
    ]),
    ...uniquenessProblems(card, found),
  ]
}

/** Only cards that everybody shares exist in 2.0. */
function sharingProblems(card: Json): Problem[] {
  if (asObject(card.config).update_multi !== false) return []
  return [problem(SUB.updateMulti, 'update_multi property is false', ['config'])]
}

function headerProblems(card: Json, known: Known): Problem[] {
  const key = asString(asObject(asObject(card.header).icon).img_key)
  const isUsed = asObject(asObject(card.header).icon).tag !== 'standard_icon'
  if (!key || !isUsed || known.image(key)) return []
  return [problem(SUB.image, INVALID_IMAGE, ['header', 'icon'], `image key ${key}`)]
}
