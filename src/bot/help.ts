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
    example: t.locale === 'en' ? command.example.replace(/^\S+/, english) : command.example,
  }
}

const mostUseful: Record<Role, readonly string[]> = {
  rep: ['plan', 'checkin', 'nearby'],
  manager: ['digest', 'plan', 'alerts'],
  admin: ['digest', 'rule', 'failures'],
  viewer: ['digest', 'customer', 'help'],
  finance: ['digest', 'commission', 'help'],
}

/** Up to three commands that a role reaches for most, as far as they exist. */
export function usefulLines(commands: readonly Command[], role: Role, t: T): CommandLine[] {
  return mostUseful[role].flatMap((name) => {
    const command = commands.find((c) => c.name === name && mayInvoke(c.who, role))
    return command ? [commandLine(command, t)] : []
  })
}

/** All commands of a role, from the registry: nothing else lists them. */
export function helpCard(commands: readonly Command[], role: Role, t: T): Card {
  const mine = commands.filter((command) => mayInvoke(command.who, role))
  const useful = usefulLines(commands, role, t).filter(({ command }) => command !== 'help')
  return cardOf(
    mine.map((command) => commandLine(command, t)),
    useful,
    t,
  )
}

/** Answers a command whose arguments do not fit. */
export function usageCard(command: Command, t: T): Card {
  return usageOf(commandLine(command, t), t)
}
