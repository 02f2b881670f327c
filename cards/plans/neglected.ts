/** Neglected customers as a part of a card of nudges. */
import { batchWords as w } from '../../src/i18n/plan-batch.ts'
import type { T } from '../../src/i18n/t.ts'
import { button, note, para } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import type { NudgeSection } from '../nudges/nudges.ts'
import { batchActions } from './batch-actions.ts'
import { cut } from './words.ts'

export function neglectedSection(
  view: {
    readonly repOpenId: string
    readonly total: number
    readonly lines: readonly { readonly name: string; readonly reason: string }[]
  },
  t: T,
): NudgeSection {
  const { repOpenId, total, lines } = view
  return {
    point: t(w.weekPoint, { n: total }),
    parts: [
      ...lines.map(({ name, reason }) =>
        para(joined('\n', [bold(cut(name, 30)), colored('grey', cut(reason, 60))])),
      ),
      total > lines.length && note(t(w.more, { n: total - lines.length })),
    ],
    act: button(t(w.openList), batchActions.neglected({ repOpenId }), { kind: 'primary' }),
  }
}
