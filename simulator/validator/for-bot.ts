import type { Json } from '../types.ts'
import { unionIdOf, userIdOf, type World } from '../world.ts'
import type { Problem } from './problem.ts'
import { validateCard } from './validate.ts'

/** The first problem of a card that the bot wants to show: its own images, people who exist. */
export function validateForBot(world: World, card: Json, bytes?: number): Problem | undefined {
  return problemsForBot(world, card, bytes)[0]
}

/** All of them. */
export function problemsForBot(world: World, card: unknown, bytes?: number): Problem[] {
  const { people, resources } = world.state
  const known = {
    image: (key: string) => resources.get(key)?.owner === 'bot',
    person: (id: string) =>
      people.has(id) ||
      [...people.keys()].some((openId) => unionIdOf(openId) === id || userIdOf(openId) === id),
  }
  return validateCard(card, known, bytes)
}
