import type { Mention } from '../types.ts'
import { personOf, type World } from '../world.ts'

const ALL_SHOWN = '@所有人'

/**
 * Turns names into `@_user_n` placeholders. A name that stands in the text as `@name` is
 * replaced there, any other is put in front, as the client does when one picks from the list.
 */
export function withMentions(world: World, text: string, names: string[]) {
  const people = names.filter((name) => name !== 'all')
  const mentions = people.map((name, index): Mention => {
    const key = `@_user_${index + 1}`
    if (name === 'bot' || name === world.bot.name || name === world.bot.openId) {
      return { key, openId: world.bot.openId, name: world.bot.name, type: 'bot' }
    }
    const person = personOf(world, name)
    return { key, openId: person.openId, name: person.name, type: 'user' }
  })
  // @all stands in the text, without an entry among the mentions.
  const isAll = people.length < names.length && !text.includes(ALL_SHOWN)
  let marked = (isAll ? `${ALL_SHOWN} ${text}` : text).replaceAll(ALL_SHOWN, '@_all')
  for (const { key, name } of mentions) {
    marked = marked.includes(`@${name}`) ? marked.replace(`@${name}`, key) : `${key} ${marked}`
  }
  return { text: marked, mentions }
}

/** Text as people see it: placeholders replaced by names. */
export function withoutPlaceholders(text: string, mentions: Mention[] | undefined): string {
  const shown = text.replaceAll('@_all', ALL_SHOWN)
  return (mentions ?? []).reduce((all, { key, name }) => all.replaceAll(key, `@${name}`), shown)
}
