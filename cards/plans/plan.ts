/** 今日拜访计划: one card for the day, patched while the day goes on. */
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, cardBytes, cardNodes, type State } from '../kit/card.ts'
import { button, buttons, note, panel, para, picture, point } from '../kit/elements.ts'
import { colored } from '../kit/markdown.ts'
import { progressLine } from '../targets/parts.ts'
import { visitActions } from '../visits/actions.ts'
import { planActions } from './actions.ts'
import { goOutButton, outingRow } from './outing-part.ts'
import { compactRow, fullRow, nextStop } from './plan-rows.ts'
import { changedText } from './rerouted.ts'
import type { PlanView, StopLine } from './view.ts'
import { dayText, distanceText } from './words.ts'

const shownInFull = 5
/** Stops on one page, tried from the largest that the platform's limits may hold. */
const pageSizes = [30, 24, 18, 12, 8]
const limits = { bytes: 28_000, nodes: 195 }

/** The plan of one rep and day. `page` turns over what does not fit on one card. */
export function planCard(view: PlanView, t: T, page = 0): Card {
  for (const size of pageSizes) {
    const built = build(view, t, page, size)
    if (cardBytes(built) <= limits.bytes && cardNodes(built) <= limits.nodes) return built
  }
  return build(view, t, page, 5)
}

function build(view: PlanView, t: T, wanted: number, size: number): Card {
  const isWaiting = (stop: StopLine) =>
    view.when === 'past' || isOpen(stop) || stop.mark === 'visiting'
  const waiting = view.stops.filter((stop) => stop.routed && isWaiting(stop))
  const unpinned = view.stops.filter((stop) => !stop.routed && isWaiting(stop))
  const over = view.stops.filter((stop) => !isWaiting(stop))
  const all = [...waiting, ...unpinned, ...over]
  const pages = Math.max(1, Math.ceil(all.length / size))
  const page = Math.min(wanted, pages - 1)
  const here = new Set(all.slice(page * size, (page + 1) * size))
  const on = (stops: readonly StopLine[]) => stops.filter((stop) => here.has(stop))

  const mayAct = view.own && view.when === 'today' && !view.preview
  const next = [...waiting, ...unpinned].find(isOpen)
  const open = on(waiting)
  const first = open.slice(0, shownInFull)
  const rest = open.slice(shownInFull)
  return card(
    headOf(view, t),
    point(pointOf(view, t)),
    progress(view, t),
    view.month && page === 0 && note(progressLine(view.month, t)),
    view.preview && note(t(planWords.previewNote)),
    view.picture && page === 0 && picture(view.picture, t(planWords.pictureAlt)),
    ...first.map((stop) => (stop === next && mayAct ? nextStop(stop, t) : fullRow(stop, t))),
    rest.length > 0 &&
      panel(
        t(planWords.more, { n: rest.length }),
        rest.map((stop) => compactRow(stop, t)),
      ),
    on(unpinned).length > 0 && [
      para(t(planWords.unpinned, { n: on(unpinned).length })),
      unpinnedHint(on(unpinned), t),
      ...on(unpinned).map((stop) => compactRow(stop, t)),
    ],
    on(over).length > 0 &&
      panel(
        t(planWords.done, { n: on(over).length }),
        on(over).map((stop) => compactRow(stop, t)),
      ),
    notes(view, t),
    mayAct && [next && offer(view, t), outingRow(view, t), actionRow(view, next, t)],
    pages > 1 && turns(view, t, page, pages),
  )
}

function unpinnedHint(stops: readonly StopLine[], t: T) {
  return [
    stops.some(({ doubtful }) => !doubtful) && note(t(planWords.unpinnedHint)),
    stops.some(({ doubtful }) => doubtful) && note(t(planWords.doubtfulHint)),
  ]
}

const isOpen = (stop: StopLine) => stop.mark === 'open' || stop.mark === 'refused'
const isIn = (stop: StopLine) => stop.mark !== 'skipped'

function headOf(view: PlanView, t: T) {
  const day = dayText(t, view.date)
  const title = view.when === 'today' ? planWords.todayTitle : planWords.dayTitle
  const tags = view.preview ? [{ text: t(planWords.preview), color: 'neutral' as const }] : []
  const subtitle = view.own ? undefined : view.repName
  return { state: stateOf(view), title: t(title, { day }), subtitle, tags }
}

function stateOf(view: PlanView): State {
  if (view.when === 'past') return 'over'
  const visited = view.stops.filter((stop) => stop.mark === 'visited').length
  if (visited === 0) return 'todo'
  return view.stops.some(isOpen) ? 'progress' : 'done'
}

/** `今天 12 家 · 46 公里 · 约 17:40 结束`. */
function pointOf(view: PlanView, t: T): string {
  const n = view.stops.filter(isIn).length
  if (view.when === 'today' && n > 0 && !view.stops.some(isOpen)) return t(planWords.allDone)
  return [
    t(view.when === 'today' ? planWords.stopsToday : planWords.stops, { n }),
    view.totalM > 0 ? distanceText(t, view.totalM) : '',
    hoursText(view, t),
    view.endsAt ? t(planWords.ends, { time: view.endsAt }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** How long it takes in all, or from now on. */
function hoursText({ leftMinutes = null, when, stops }: PlanView, t: T): string {
  if (!leftMinutes || !stops.some(isOpen)) return ''
  const hours = String(Math.round(leftMinutes / 6) / 10)
  const begun = when === 'today' && stops.some((stop) => stop.mark === 'visited')
  return t(begun ? planWords.hoursLeft : planWords.hoursAll, { hours })
}

function progress(view: PlanView, t: T) {
  if (view.preview || view.when === 'future') return null
  const count = (mark: StopLine['mark']) => view.stops.filter((stop) => stop.mark === mark).length
  const [skipped, asked] = [count('skipped'), count('asked')]
  const all = view.stops.filter(isIn).length
  return para(
    [
      t(planWords.progress, { done: count('visited'), all }),
      skipped > 0 ? t(planWords.skippedCount, { n: skipped }) : '',
      asked > 0 ? t(planWords.askedCount, { n: asked }) : '',
    ]
      .filter(Boolean)
      .join(' · '),
  )
}

function notes(view: PlanView, t: T) {
  const tooMany = view.stops.filter((stop) => stop.why.overCapacity && isOpen(stop)).length
  const tight = view.stops.filter((stop) => stop.fit && isOpen(stop)).length
  return [
    tight > 0 && note(t(planWords.tightNote, { n: tight })),
    view.kept && view.stops.some(isOpen) && note(t(planWords.kept)),
    view.proven && tight === 0 && view.stops.some(isOpen) && note(t(planWords.proven)),
    tooMany > 0 && note(t(planWords.overCapacityNote, { n: tooMany })),
    view.noAddress > 0 && note(t(planWords.noAddress, { n: view.noAddress })),
    (view.noAddress > 0 || view.stops.some((stop) => stop.doubtful && isOpen(stop))) &&
      button(t(planWords.mend), planActions.toMend({ repOpenId: view.repOpenId }), {
        size: 'small',
        fill: false,
      }),
  ]
}

/** After a change: what it was, right above the button that puts it right. */
function offer({ changed }: PlanView, t: T) {
  const text = changed ? changedText(changed, t) : null
  return text !== null && para(colored('orange', text))
}

function actionRow(view: PlanView, next: StopLine | undefined, t: T) {
  if (!next) return buttons(goOutButton(view, t))
  const begun = view.stops.some((stop) => stop.mark === 'visited')
  const { repOpenId, date } = view
  return [
    button(
      t(begun ? planWords.goOn : planWords.start),
      visitActions.intend({ customerCode: next.customerCode }),
      { kind: 'primary' },
    ),
    buttons(
      button(t(planWords.reroute), planActions.reroute({ repOpenId, date })),
      button(t(planWords.nearby), planActions.nearby({})),
      goOutButton(view, t),
    ),
  ]
}

function turns(view: PlanView, t: T, page: number, pages: number) {
  const { repOpenId, date } = view
  const to = (target: number) => planActions.show({ repOpenId, date, page: target })
  return [
    note(t(planWords.page, { page: page + 1, pages })),
    buttons(
      page > 0 && button(t(planWords.previousPage), to(page - 1)),
      page < pages - 1 && button(t(planWords.nextPage), to(page + 1)),
    ),
  ]
}
