/** A real card, practised: marked as 练习, with what to do next on top and buttons that touch nothing real. */
import { practiceWords as w } from '../../src/i18n/practice.ts'
import type { T } from '../../src/i18n/t.ts'
import { readWire } from '../kit/action.ts'
import { type Card, type Element, flatten, type Part, plainText } from '../kit/card.ts'
import { button, columns, para } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { practiceActions, twins } from './actions.ts'

export interface Lead {
  readonly lesson: number
  /** The one sentence about what to do next, or the praise. */
  readonly says: string
  /** Buttons of the practice itself, below the real card. */
  readonly below?: Part
  /** Without it the card can be left: 退出练习. */
  readonly isEnd?: boolean
}

export function practised(real: Card, lead: Lead, t: T): Card {
  const header = real.header as Readonly<{ text_tag_list?: readonly unknown[] }>
  const tag = { tag: 'text_tag', text: plainText(t(w.tag)), color: 'violet' }
  return {
    ...real,
    header: { ...real.header, text_tag_list: [tag, ...(header.text_tag_list ?? [])].slice(0, 2) },
    body: {
      elements: [
        leadBlock(lead, t),
        ...(withTwins(real.body.elements) as readonly Element[]),
        ...flatten([
          lead.below,
          !lead.isEnd &&
            button(t(w.quit), practiceActions.quit({}), { kind: 'text', size: 'small' }),
        ]),
      ],
    },
  }
}

/** `练习 1/3` and what to do next, on a ground of its own: it is not part of the real card. */
function leadBlock({ lesson, says }: Lead, t: T): Element {
  const line = joined('\n', [t(w.lesson, { n: lesson }), bold(says)])
  return columns([{ elements: [para(line)] }], { background: 'grey' })
}

/** Every button of a real card becomes its twin; those of the practice stay. */
function withTwins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTwins)
  if (value === null || typeof value !== 'object') return value
  const wire = 'action' in value ? readWire(value) : null
  if (wire?.action.startsWith('practice.')) return value
  if (wire) {
    const twin = twins[wire.action]
    return twin ? { ...wire, action: twin } : practiceActions.notHere({}).value
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTwins(inner)]))
}
