/** 阶段: in which stage a customer is, since when, how it came there, and where it goes. */
import type { LocalDate } from '../../src/domain/time.ts'
import { customerStageWords as w } from '../../src/i18n/customer-stages.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { note, para, point, select } from '../kit/elements.ts'
import { joined, md } from '../kit/markdown.ts'
import { dayText } from '../plans/words.ts'
import { customerActions } from './actions.ts'
import { cut } from './parts.ts'

export interface StageView {
  readonly code: string
  readonly name: string
  readonly stage: string | null
  readonly since: LocalDate | null
  /** Whole days since then. */
  readonly days: number
  /** Days after which the rule asks; null: it does not. */
  readonly limitDays: number | null
  /** The stages before, newest first. */
  readonly before: readonly {
    readonly stage: string | null
    readonly since: LocalDate
    /** Null: a file. */
    readonly by: string | null
  }[]
  readonly choices: readonly string[]
}

export function stageCard(view: StageView, t: T): Card {
  const { code, stage, since, days, limitDays, before, choices } = view
  const isLong = limitDays !== null && days >= limitDays
  const others = choices.filter((one) => one !== stage)
  return card(
    {
      state: isLong ? 'needsYou' : 'todo',
      title: t(w.title, { name: cut(view.name, 24) }),
      subtitle: code,
    },
    point(
      stage === null
        ? t(w.none)
        : t(w.point, { stage: cut(stage, 20), days, since: since ? dayText(t, since) : '' }),
    ),
    isLong && note(t(w.long, { limit: limitDays })),
    before.length > 0 &&
      para(
        joined(
          '\n',
          before.map(
            (one) =>
              md`${dayText(t, one.since)}　${one.stage ?? t(w.none)}　${one.by ?? t(w.byFile)}`,
          ),
        ),
      ),
    others.length > 0 &&
      select(customerActions.setStage({ customerCode: code }), {
        placeholder: t(w.choose),
        choices: others.map((one) => ({ value: one, label: one })),
      }),
    note(t(w.how, { name: cut(view.name, 16) })),
  )
}
