/** 复制计划: which days, a day off confirmed, and what came of it. */
import { z } from 'zod'
import { type LocalDate, localDate } from '../../src/domain/time.ts'
import { copyWords as w } from '../../src/i18n/plan-copy.ts'
import type { T } from '../../src/i18n/t.ts'
import { defineActions, optionalDate } from '../kit/action.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { planActions } from './actions.ts'
import { cut, dayText } from './words.ts'

const days = z.object({ repOpenId: z.string(), from: localDate, to: localDate })

export const copyActions = defineActions('copy', {
  /** 复制, with both days chosen on the card. */
  choose: {
    payload: z.object({ repOpenId: z.string() }),
    form: z.object({ from: optionalDate, to: optionalDate }),
  },
  /** Other days in place of a day off. */
  onDay: { payload: days },
  /** 仍要复制 on a day off. */
  sure: { payload: days },
  cancel: { payload: z.object({}) },
})

export interface CopyAbout {
  readonly repOpenId: string
  readonly repName: string
  readonly own: boolean
}

const subtitle = (about: CopyAbout, t: T) =>
  about.own ? undefined : t(w.forRep, { name: cut(about.repName, 20) })

export function copyAskCard(
  about: CopyAbout,
  chosen: { readonly from: LocalDate | null; readonly to: LocalDate | null },
  t: T,
): Card {
  return card(
    { state: 'needsYou', title: t(w.title), subtitle: subtitle(about, t) },
    point(t(w.ask)),
    form(copyActions.choose({ repOpenId: about.repOpenId }), t(w.submit), (f) => [
      f.date('from', { label: t(w.from), required: true, initial: chosen.from ?? undefined }),
      f.date('to', { label: t(w.to), required: true, initial: chosen.to ?? undefined }),
    ]),
  )
}

export function copyDayOffCard(
  about: CopyAbout,
  asked: {
    readonly from: LocalDate
    readonly to: LocalDate
    readonly why: string
    readonly next: LocalDate | null
  },
  t: T,
): Card {
  const { from, to, why, next } = asked
  const { repOpenId } = about
  return card(
    { state: 'needsYou', title: t(w.title), subtitle: subtitle(about, t) },
    point(t(w.dayOff)),
    para(why),
    next &&
      button(
        t(w.moveTo, { day: dayText(t, next) }),
        copyActions.onDay({ repOpenId, from, to: next }),
        { kind: 'primary' },
      ),
    buttons(
      button(t(w.anyway), copyActions.sure({ repOpenId, from, to })),
      button(t(w.cancel), copyActions.cancel({})),
    ),
  )
}

export const copyCancelledCard = (t: T): Card =>
  card({ state: 'over', title: t(w.title) }, point(t(w.cancelled)))

export interface NotCopied {
  readonly name: string
  readonly why: 'closed' | 'paused' | 'givenAway' | 'noAddress'
  /** Until when it is paused. */
  readonly until?: LocalDate
}

export interface CopyResult extends CopyAbout {
  readonly from: LocalDate
  readonly to: LocalDate
  /** In their order; `isNew` false: on the plan, or copied, before. */
  readonly customers: readonly { readonly name: string; readonly isNew: boolean }[]
  readonly skipped: readonly NotCopied[]
}

const shown = 30

export function copiedCard(result: CopyResult, t: T): Card {
  const { from, to, customers, skipped, repOpenId } = result
  const added = customers.filter(({ isNew }) => isNew).length
  const before = customers.length - added
  const isDone = customers.length > 0
  return card(
    {
      state: isDone ? 'done' : 'needsYou',
      title: t(isDone ? w.doneTitle : w.nothingTitle, { day: dayText(t, to) }),
      subtitle: subtitle(result, t),
    },
    isDone &&
      point(
        added > 0
          ? t(w.donePoint, { n: customers.length, day: dayText(t, from) })
          : t(w.samePoint, { n: before }),
      ),
    added > 0 && before > 0 && note(t(w.before, { n: before })),
    isDone &&
      para(
        joined('\n', [
          ...customers.slice(0, shown).map(({ name }, i) => md`${`${i + 1}`}　${cut(name, 30)}`),
          customers.length > shown && colored('grey', t(w.more, { n: customers.length })),
        ]),
      ),
    skipped.length > 0 &&
      para(
        joined('\n', [
          colored('red', t(w.skipped)),
          ...skipped
            .slice(0, shown)
            .map((one) => md`${bold(cut(one.name, 30))}　${whyText(one, result, t)}`),
          skipped.length > shown && colored('grey', t(w.more, { n: skipped.length })),
        ]),
      ),
    isDone && note(t(w.keeps)),
    isDone && button(t(w.openPlan), planActions.show({ repOpenId, date: to })),
  )
}

function whyText({ why, until }: NotCopied, { repName }: CopyAbout, t: T): string {
  if (why === 'paused') return t(w.paused, { day: until ? dayText(t, until) : '' })
  if (why === 'givenAway') return t(w.givenAway, { name: cut(repName, 12) })
  return t(w[why])
}
