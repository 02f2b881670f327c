/** What the house itself says: all commands, how one is used, and what to do when nobody understood. */
import { z } from 'zod'
import { botWords } from '../../src/i18n/bot.ts'
import type { T } from '../../src/i18n/t.ts'
import { defineActions } from '../kit/action.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, panel, para, point } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'

/** Commands are run by their name from a button, with the authorisation of the command itself. */
export const shortcutActions = defineActions('shortcut', {
  run: { payload: z.object({ command: z.string() }) },
})

/** A command as the reader types it, in the reader's language. */
export interface CommandLine {
  /** Name in the registry. */
  readonly command: string
  /** The word that invokes it. */
  readonly word: string
  /** What follows the word, e.g. `<客户>`; empty for none. */
  readonly usage: string
  readonly summary: string
  readonly example: string
}

const callOf = ({ word, usage }: CommandLine) => [word, usage].filter(Boolean).join(' ')

const rowOf = (line: CommandLine) =>
  para(
    joined('\n', [
      joined(' ', [bold(line.word), line.usage && colored('grey', line.usage)]),
      line.summary,
    ]),
  )

const shortcuts = (useful: readonly CommandLine[]) =>
  buttons(
    ...useful.map(({ command, word }, i) =>
      button(capitalised(word), shortcutActions.run({ command }), {
        kind: i === 0 ? 'primary' : 'default',
      }),
    ),
  )

/** English command words are typed small and shown large on a button; Chinese has no such case. */
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const rowsShown = 5

/** `帮助`: all that the reader may use, the three most useful as buttons. */
export function helpCard(
  lines: readonly CommandLine[],
  useful: readonly CommandLine[],
  t: T,
): Card {
  const folded = lines.slice(rowsShown)
  return card(
    { state: 'todo', title: t(botWords.helpTitle) },
    point(t(botWords.helpPoint)),
    shortcuts(useful),
    ...lines.slice(0, rowsShown).map(rowOf),
    folded.length > 0 && panel(t(botWords.helpMore, { n: folded.length }), folded.map(rowOf)),
    hint(lines, t),
  )
}

/** Only for those who visit. */
const hint = (lines: readonly CommandLine[], t: T) =>
  lines.some(({ command }) => command === 'checkin') && note(t(botWords.helpHint))

/** Answers a command whose arguments do not fit. */
export function usageCard(line: CommandLine, t: T): Card {
  return card(
    { state: 'needsYou', title: t(botWords.usage, { usage: callOf(line) }) },
    para(line.summary),
    note(t(botWords.example, { example: line.example })),
  )
}

/** Answers text that nobody understood with up to three things that the person can do now. */
export function unknownTextCard(useful: readonly CommandLine[], t: T): Card {
  return card(
    { state: 'needsYou', title: t(botWords.unknownTitle) },
    point(t(botWords.unknownPoint)),
    shortcuts(useful),
    hint(useful, t),
  )
}
