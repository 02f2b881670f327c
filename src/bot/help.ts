import {
  type CommandLine,
  helpCard as cardOf,
  usageCard as usageOf,
} from '../../cards/admin/help.ts'
import type { Card } from '../../cards/kit/card.ts'
import type { T } from '../i18n/t.ts'
import { type Command, mayInvoke, type Role } from './define.ts'

/** A command as its reader types it. */
export function commandLine(command: Command, t: T): CommandLine {
  const english = command.aliases.find((alias) => /^[a-z]/.test(alias)) ?? command.name
  return {
    command: command.name,
    word: t.locale === 'en' ? english : (command.aliases[0] ?? command.name),
    usage: t(command.usage),
    summary: t(command.summary),
    example: command.example,
  }
}

/** All commands of a role, from the registry: nothing else lists them. */
export function helpCard(commands: readonly Command[], role: Role, t: T): Card {
  const mine = commands.filter((command) => mayInvoke(command.who, role))
  return cardOf(
    mine.map((command) => commandLine(command, t)),
    t,
  )
}

/** Answers a command whose arguments do not fit. */
export function usageCard(command: Command, t: T): Card {
  return usageOf(commandLine(command, t), t)
}
