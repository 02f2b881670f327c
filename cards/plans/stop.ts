import { navigationLinks } from '../../src/domain/navigation.ts'
import { needsNote, offeredSkips, type SkipReason } from '../../src/domain/settings/skip-reasons.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { jointWords } from '../../src/i18n/plan-joint.ts'
import { planWords } from '../../src/i18n/plans.ts'
import { inLocale, type T } from '../../src/i18n/t.ts'
import { type Card, card, type Head } from '../kit/card.ts'
import { button, buttons, linkButton, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, joined, link, type Markdown, type MdPart, md } from '../kit/markdown.ts'
import { visitActions } from '../visits/actions.ts'
import { planActions } from './actions.ts'
import { jointActions } from './joint.ts'
import { markText } from './plan-rows.ts'
import type { StopLine } from './view.ts'
import { cut, legText, type SkipSaid, skipLabel, skipReasonText, whyText } from './words.ts'

export interface StopView {
  readonly stop: StopLine & { readonly stopId: string }
  readonly repOpenId: string
  readonly date: LocalDate
  /** The reader is the rep and the plan is today's: 签到 makes sense. */
  readonly mayVisit: boolean
  /** The reader is the rep and the day is not over. */
  readonly maySkip: boolean
  readonly address: string | null
  readonly contact: string | null
  readonly phone: string | null
  readonly openingHours: string | null
  /** The last closed visit before today. */
  readonly last: {
    readonly date: LocalDate
    readonly summary: string | null
    readonly nextStep: string | null
  } | null
  readonly skip: SkipSaid
}

/** The card of one stop; 返回 leads back to the plan. */
export function stopCard(view: StopView, t: T): Card {
  const { stop, repOpenId, date } = view
  const { stopId, customerCode, point: at } = stop
  const maps = at && !stop.doubtful ? navigationLinks(at, cut(stop.name, 20)) : null
  const open = stop.mark === 'open' || stop.mark === 'refused'
  return card(
    headOf(stop, t),
    point(whyText(t, stop)),
    para(joined('\n', [markText(stop, t), ...facts(view, t)])),
    !stop.routed && note(t(stop.doubtful ? planWords.doubtfulHint : planWords.unpinnedHint)),
    lastVisit(view, t),
    buttons(
      view.mayVisit &&
        open &&
        button(t(planWords.checkIn), visitActions.intend({ customerCode }), { kind: 'primary' }),
      maps && linkButton(t(planWords.navigate), maps.amap),
      view.maySkip && open && button(t(planWords.skip), planActions.skip({ stopId })),
    ),
    view.maySkip && open && button(t(jointWords.plainTitle), jointActions.ask({ stopId })),
    maps && otherMaps(maps, t),
    button(t(planWords.back), planActions.show({ repOpenId, date })),
  )
}

const states = {
  open: 'todo',
  refused: 'todo',
  visiting: 'progress',
  visited: 'done',
  asked: 'needsYou',
  skipped: 'over',
  missed: 'over',
} as const

function headOf(stop: StopLine, t: T): Head {
  const name = cut(stop.name, 40)
  const title = stop.routed
    ? t(planWords.stopTitle, { n: stop.sequence, name })
    : t(planWords.unpinnedStopTitle, { name })
  const state = states[stop.mark]
  const tags = stop.grade
    ? [{ text: t(planWords.grade, { grade: stop.grade }), color: 'blue' as const }]
    : []
  return { state, title, tags }
}

function facts(view: StopView, t: T): (Markdown | null)[] {
  const fact = (label: string, value: MdPart | null) =>
    value === null || value === '' ? null : md`${bold(label)}　${value}`
  const { stop } = view
  const distance = legText(stop, t)
  const arrival = [
    stop.window && t(planWords.setFor, { window: stop.window }),
    stop.eta,
    distance === null ? null : t(planWords.fromPrevious, { distance }),
  ].filter(Boolean)
  return [
    fact(t(planWords.address), view.address || t(planWords.noAddressYet)),
    fact(t(planWords.contact), contactText(view)),
    fact(t(planWords.openingHours), hoursText(view.openingHours, t)),
    fact(t(planWords.arrival), arrival.join(' · ')),
    fact(t(planWords.skipReasonIs), skipReasonText(t, view.skip)),
  ]
}

/** `09:00–12:00、14:00–18:00` of the import's `09:00-12:00;14:00-18:00`. */
const hoursText = (hours: string | null, t: T) =>
  hours?.replace(/-/g, '–').replace(/;/g, t.locale === 'en' ? ', ' : '、') ?? null

function contactText({ contact, phone }: StopView): Markdown | null {
  const digits = phone?.replace(/[^\d+]/g, '') ?? ''
  const call = digits === '' ? null : link(phone ?? digits, `tel://${digits}`)
  return contact || call ? joined(' ', [contact, call]) : null
}

function lastVisit({ last }: StopView, t: T) {
  if (!last) return note(t(planWords.noVisitYet))
  const what = cut(last.summary ?? '', 80)
  return para(
    joined('\n', [
      md`${bold(t(planWords.lastVisit))}　${[last.date.slice(5), what].filter(Boolean).join(' · ')}`,
      last.nextStep && md`${bold(t(planWords.followUp))}　${cut(last.nextStep, 80)}`,
    ]),
  )
}

function otherMaps(maps: ReturnType<typeof navigationLinks>, t: T) {
  const links = [
    link(t(planWords.amap), maps.amap),
    link(t(planWords.baidu), maps.baidu),
    link(t(planWords.apple), maps.apple),
    link(t(planWords.google), maps.google),
  ]
  return para(md`${t(planWords.otherMaps)}　${joined(' · ', links)}`, { size: 'notation' })
}

function choiceText(t: T, reason: SkipReason): string {
  const label = inLocale(skipLabel(reason), t.locale)
  return needsNote(reason) ? t(planWords.withNoteAsked, { reason: label }) : label
}

/** 跳过: a reason from the list, words of one's own, or both. */
export function skipFormCard(
  view: Pick<StopView, 'stop' | 'repOpenId' | 'date'> & {
    readonly reasons: readonly SkipReason[]
    readonly needsApproval: boolean
  },
  t: T,
): Card {
  const { stop, repOpenId, date, needsApproval } = view
  const { stopId } = stop
  return card(
    { state: 'needsYou', title: t(planWords.skipTitle, { name: cut(stop.name, 40) }) },
    point(t(planWords.skipPoint)),
    form(planActions.submitSkip({ stopId }), t(planWords.submit), (f) => [
      f.select('kind', {
        label: t(planWords.kind),
        choices: offeredSkips(view.reasons).map((reason) => ({
          value: reason.value,
          label: choiceText(t, reason),
        })),
      }),
      f.textArea('reason', {
        label: t(planWords.reason),
        placeholder: t(planWords.reasonPlaceholder),
      }),
    ]),
    note(t(needsApproval ? planWords.skipNeeds : planWords.skipByRule)),
    button(t(planWords.backToPlan), planActions.show({ repOpenId, date })),
  )
}
