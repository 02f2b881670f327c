import type { Mention } from '../types.ts'
import { personOf, type World } from '../world.ts'

/**
 * Turns names into `@_user_n` placeholders. A name that stands in the text as `@name` is
 * replaced there, any other is put in front, as the client does when one picks from the list.
 */
export function withMentions(world: World, text: string, names: string[]) {
  const mentions = names.map((name, index): Mention => {
    const key = `@_user_${index + 1}`
    if (name === 'bot' || name === world.bot.name || name === world.bot.openId) {
      return { key, openId: world.bot.openId, name: world.bot.name, type: 'bot' }
    }
    const person = personOf(world, name)
    return { key, openId: person.openId, name: person.name, type: 'user' }
  })
  let marked = text
  for (const { key, name } of mentions) {
    marked = marked.includes(`@${name}`) ? marked.replace(`@${name}`, key) : `${key} ${marked}`
  }
  return { text: marked, mentions }
}

/** Text as people see it: placeholders replaced by names. */
export function withoutPlaceholders(text: string, mentions: Mention[] | undefined): string {
  return (mentions ?? []).reduce((all, { key, name }) => all.replaceAll(key, `@${name}`), text)
}
