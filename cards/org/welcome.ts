/** Hello: who the bot is for this person, and what to do now. */
import { orgWords as w } from '../../src/i18n/org.ts'
import type { T, Word } from '../../src/i18n/t.ts'
import type { ActionCall } from '../kit/action.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, para, point } from '../kit/elements.ts'

export type WelcomeRole = 'rep' | 'manager' | 'admin' | 'viewer' | 'finance'

/** Runs a command by name. */
export type Shortcut = (
  command: 'plan' | 'nearby' | 'digest' | 'help' | 'import' | 'practice',
) => ActionCall

const texts: Record<WelcomeRole, { point: Word<never>; text?: Word<never> }> = {
  rep: { point: w.repPoint, text: w.repText },
  manager: { point: w.managerPoint, text: w.managerText },
  admin: { point: w.adminPoint, text: w.adminText },
  viewer: { point: w.otherPoint },
  finance: { point: w.otherPoint },
}

export function welcomeCard(
  person: {
    readonly name: string
    readonly role: WelcomeRole
    /** Has never closed a visit: the practice comes first. */
    readonly isNew?: boolean
  },
  shortcut: Shortcut,
  t: T,
): Card {
  const { role, isNew = false } = person
  const { point: first, text } = texts[role]
  const help = button(t(w.help), shortcut('help'))
  return card(
    { state: 'todo', title: t(w.welcome, { name: person.name.slice(0, 40) }) },
    point(t(first)),
    text && para(t(text)),
    isNew && para(t(w.practiceText)),
    isNew && button(t(w.practice), shortcut('practice'), { kind: 'primary' }),
    role === 'admin'
      ? buttons(button(t(w.import), shortcut('import'), { kind: 'primary' }), help)
      : role === 'rep' || role === 'manager'
        ? buttons(
            button(t(w.plan), shortcut('plan'), { kind: isNew ? 'default' : 'primary' }),
            role === 'rep'
              ? button(t(w.nearby), shortcut('nearby'))
              : button(t(w.digest), shortcut('digest')),
            help,
          )
        : help,
  )
}
