/** 客户预警 as a manager opens it: who has how many to do, and what the alarms were good for. */
import { formatMoneyShort } from '../../src/domain/money.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { alarmActWords as w } from '../../src/i18n/alarms-acts.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, hr, note, panel, para, point, row } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { cut, dayText } from '../plans/words.ts'
import { alarmActions } from './actions.ts'

export interface RescueFigures {
  /** Alerted so long ago that the days for an order are over. */
  readonly alerted: number
  readonly ordered: number
  readonly falseAlarms: number
  /** Alerted, and the days are not over. */
  readonly running: number
}

export interface AlarmTeamView {
  readonly people: readonly {
    /** Empty: those without an owner. */
    readonly openId: string
    readonly name: string
    readonly open: number
    readonly planned: number
    readonly up: number
    readonly moneyFen: number
  }[]
  readonly rescueDays: number
  readonly rescue: RescueFigures
  /** The reader's teams and people with figures; the biggest first. */
  readonly teams: readonly { readonly name: string; readonly rescue: RescueFigures }[]
  readonly reps: readonly { readonly name: string; readonly rescue: RescueFigures }[]
  readonly conversions: {
    readonly n: number
    readonly windowDays: number
    readonly silentDays: number
  }
  readonly uptake: { readonly offered: number; readonly ordered: number; readonly gifts: number }
  /** Customers acted on: sales of the 30 days after, and of usual 30 days before. */
  /** Goods named on visits, and what came of it; see `countTips`. */
  readonly tips: {
    readonly tips: number
    readonly customers: number
    readonly bought: number
    readonly buyers: number
    readonly afterFen: number
    readonly beforeFen: number
  }
  readonly lift: {
    readonly customers: number
    readonly afterFen: number
    readonly beforeFen: number
  }
  /** Baselines that fell, in words. */
  readonly drops: readonly string[]
  readonly dataAsOf: LocalDate | null
}

const listed = 8
const folded = 24

const percent = (part: number, all: number) => `${Math.round((part / all) * 100)}%`

export function alarmTeamCard(view: AlarmTeamView, t: T): Card {
  const { people } = view
  const sum = (key: 'open' | 'up' | 'planned') =>
    people.reduce((total, person) => total + person[key], 0)
  const [open, up] = [sum('open'), sum('up')]
  const rest = people.slice(listed, listed + folded)
  return card(
    { state: up > 0 ? 'alarm' : open > 0 ? 'needsYou' : 'done', title: t(w.title) },
    point(people.length === 0 ? t(w.none) : t(w.teamPoint, { open, up })),
    people.slice(0, listed).map((person) => personRow(person, t)),
    rest.length > 0 &&
      panel(t(w.moreReps, { n: people.length - listed }), [
        ...rest.map((person) => para(personText(person, t))),
        note(t(w.moreHow)),
      ]),
    view.drops.length > 0 && [hr(), view.drops.map((text) => para(text))],
    hr(),
    rescueParts(view, t),
    para(
      t(w.conversions, {
        n: view.conversions.n,
        window: view.conversions.windowDays,
        silent: view.conversions.silentDays,
      }),
    ),
    para(
      view.uptake.offered === 0
        ? t(w.uptakeNone)
        : t(w.uptake, { ...view.uptake, days: view.rescueDays }),
    ),
    view.lift.customers > 0 && para(liftText(view.lift, t)),
    view.tips.tips > 0 && para(t(w.tips, { ...view.tips, days: view.rescueDays })),
    view.tips.tips > 0 && para(liftText(view.tips, t, tipsLift)),
    view.dataAsOf && note(t(w.asOf, { day: dayText(t, view.dataAsOf) })),
  )
}

const actedLift = { lift: w.lift, fromNothing: w.liftFromNothing }
const tipsLift = { lift: w.tipsLift, fromNothing: w.tipsFromNothing }

function liftText(
  { customers: n, afterFen, beforeFen }: AlarmTeamView['lift'],
  t: T,
  words: typeof actedLift | typeof tipsLift = actedLift,
): string {
  const money = (fen: number) => formatMoneyShort(fen, t.locale)
  const change = beforeFen > 0 ? Math.round((afterFen / beforeFen - 1) * 100) : null
  const said = { n, after: money(afterFen), before: money(beforeFen) }
  if (change === null) return t(words.fromNothing, said)
  return t(words.lift, { ...said, change: `${change < 0 ? '−' : '+'}${Math.abs(change)}%` })
}

type Person = AlarmTeamView['people'][number]

const personText = ({ name, moneyFen, open, planned, up }: Person, t: T) =>
  joined('\n', [
    joined(' · ', [bold(cut(name || t(w.ownerless), 20)), formatMoneyShort(moneyFen, t.locale)]),
    t(w.repRow, { open, planned, up }),
  ])

const personRow = (person: Person, t: T): Part =>
  row(
    personText(person, t),
    button(t(w.look), alarmActions.show({ at: `of:${person.openId}:0` }), {
      size: 'small',
      fill: false,
    }),
  )

function rescueParts({ rescue, rescueDays: days, teams, reps }: AlarmTeamView, t: T): Part[] {
  if (rescue.alerted === 0) {
    return [
      para(bold(t(w.rescueNone, { days }))),
      rescue.running > 0 && note(t(w.rescueRunning, { n: rescue.running, days })),
    ]
  }
  const { alerted: n, ordered: won, running, falseAlarms } = rescue
  return [
    para(bold(t(w.rescue, { rate: percent(won, n), won, n, days }))),
    (running > 0 || falseAlarms > 0) &&
      note(
        [
          running > 0 && t(w.rescueRunning, { n: running, days }),
          falseAlarms > 0 && t(w.rescueFalse, { n: falseAlarms }),
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    teams.length > 1 && figuresPanel(t(w.rescueTeams), teams, t),
    reps.length > 1 && figuresPanel(t(w.rescueReps), reps, t),
  ]
}

const figuresPanel = (title: string, all: AlarmTeamView['teams'], t: T): Part =>
  panel(
    title,
    all
      .slice(0, folded)
      .map(({ name, rescue: { alerted: n, ordered: won } }) =>
        para(
          joined('  ', [
            bold(cut(name, 20)),
            n === 0 ? '–' : t(w.rescueRow, { rate: percent(won, n), won, n }),
          ]),
        ),
      ),
  )
