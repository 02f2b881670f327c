import { type Card, card } from '../../cards/kit/card.ts'
import { note, para, point } from '../../cards/kit/elements.ts'
import { bold, md } from '../../cards/kit/markdown.ts'
import { botWords } from '../i18n/bot.ts'
import type { T } from '../i18n/t.ts'
import { type Command, mayInvoke, type Role } from './define.ts'

const callOf = (command: Command, t: T) =>
  [
    t.locale === 'en'
      ? (command.aliases.find((a) => /^[a-z]/.test(a)) ?? command.name)
      : command.aliases[0],
    t(command.usage),
  ]
    .filter(Boolean)
    .join(' ')

/** All commands of a role, from the registry: nothing else lists them. */
export function helpCard(commands: readonly Command[], role: Role, t: T): Card {
  return card(
    { state: 'todo', title: t(botWords.helpTitle) },
    point(t(botWords.helpPoint)),
    ...commands
      .filter((command) => mayInvoke(command.who, role))
      .map((command) => para(md`${bold(callOf(command, t))}　${t(command.summary)}`)),
    note(t(botWords.helpHint)),
  )
}

/** Answers a command whose arguments do not fit. */
export function usageCard(command: Command, t: T): Card {
  return card(
    { state: 'needsYou', title: t(botWords.usage, { usage: callOf(command, t) }) },
    para(t(command.summary)),
    note(t(botWords.example, { example: command.example })),
  )
}
