import { asObject, asString, isObject } from '../json.ts'
import { componentProblems } from './components.ts'
import { limitProblems, requestBytes } from './limits.ts'
import { placementProblems, uniquenessProblems } from './placement.ts'
import { type Problem, problem, SUB } from './problem.ts'
import { referenceProblems, styleProblems } from './references.ts'
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
  if (card.schema !== '2.0') {
    const message = `schema must be "2.0": cards of JSON 1.0 are refused here`
    return [problem(SUB.shape, message, ['schema'], card.schema ?? 'missing')]
  }
  const { found, strays } = places(card)
  const headerIcon = asString(asObject(asObject(card.header).icon).img_key)
  return [
    ...limitProblems(card, found, bytes ?? requestBytes(card)),
    ...frameProblems(card),
    ...strays.map((path) => problem(SUB.shape, 'element has no tag', path)),
    ...(headerIcon && !known.image(headerIcon)
      ? [problem(SUB.image, 'image_key is invalid', ['header', 'icon'], headerIcon)]
      : []),
    ...found.flatMap((place) => [
      ...shapeProblems(place),
      ...placementProblems(place),
      ...componentProblems(place),
      ...referenceProblems(place, known),
      ...styleProblems(place, card),
    ]),
    ...uniquenessProblems(found),
  ]
}
