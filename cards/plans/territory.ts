/** 片区: suggestions with the figures behind each; a person accepts or dismisses. */
import { z } from 'zod'
import type { Suggestion } from '../../src/domain/plans/territory.ts'
import { territoryWords as w } from '../../src/i18n/plan-territory.ts'
import type { T } from '../../src/i18n/t.ts'
import { defineActions } from '../kit/action.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { cut, distanceText } from './words.ts'

const team = z.object({ teamCode: z.string() })
const what = team.extend({
  code: z.string(),
  repOpenId: z.string(),
  /** The other rep, or the ISO weekday. */
  to: z.union([z.string(), z.number().int().min(1).max(7)]),
})

export const territoryActions = defineActions('territory', {
  accept: { payload: what },
  dismiss: { payload: what },
})

export type SuggestionRow = Suggestion & {
  readonly name: string
  readonly repName: string
  readonly toName: string
}

export interface TerritoryView {
  readonly teamCode: string
  readonly teamName: string
  readonly rows: readonly SuggestionRow[]
}

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

export function dayName(day: number, t: T): string {
  return (t.locale === 'en' ? weekdays.en : weekdays.zh)[day - 1] ?? ''
}

const hours = (minutes: number) => String(Math.round(minutes / 6) / 10)

export function territoryCard(view: TerritoryView, t: T): Card {
  const { teamCode, teamName, rows } = view
  const saved = rows.reduce((sum, { savedMinutes }) => sum + savedMinutes, 0)
  return card(
    {
      state: rows.length > 0 ? 'needsYou' : 'done',
      title: t(w.title, { team: cut(teamName, 20) }),
    },
    point(rows.length > 0 ? t(w.point, { n: rows.length, hours: hours(saved) }) : t(w.none)),
    rows.length === 0 && note(t(w.noneHow)),
    ...rows.map((row) => suggestionParts(row, teamCode, t)),
  )
}

function suggestionParts(row: SuggestionRow, teamCode: string, t: T): Part {
  const isOwner = row.kind === 'owner'
  const from = isOwner ? cut(row.repName, 10) : dayName(row.fromDay, t)
  const to = isOwner ? cut(row.toName, 10) : dayName(row.toDay, t)
  const name = cut(row.name, 20)
  const payload = {
    teamCode,
    code: row.code,
    repOpenId: row.repOpenId,
    to: isOwner ? row.toOpenId : row.toDay,
  }
  return [
    para(
      joined('\n', [
        joined(' · ', [
          bold(name),
          isOwner ? t(w.move, { from, to }) : t(w.dayMove, { rep: cut(row.repName, 10), from, to }),
          t(w.saves, { n: row.savedMinutes }),
        ]),
        colored(
          'grey',
          t(w.distance, {
            own: distanceText(t, row.ownM),
            other: distanceText(t, row.otherM),
          }),
        ),
        colored(
          'grey',
          t(w.loads, {
            from,
            fromVisits: row.ownLoad.visits,
            fromHours: hours(row.ownLoad.minutes),
            to,
            toVisits: row.otherLoad.visits,
            toHours: hours(row.otherLoad.minutes),
          }),
        ),
      ]),
    ),
    buttons(
      button(t(w.accept), territoryActions.accept(payload), {
        kind: 'primary',
        size: 'small',
        confirm: {
          title: t(w.acceptTitle),
          text: isOwner ? t(w.acceptOwner, { name, to }) : t(w.acceptDay, { name, to }),
        },
      }),
      button(t(w.dismiss), territoryActions.dismiss(payload), { size: 'small' }),
    ),
  ]
}
