/** Days on which there is nothing to drive to: what is the matter, and what can be done. */
import type { LocalDate } from '../../src/domain/time.ts'
import type { DayKind } from '../../src/domain/work-calendar.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { buttons, note, para, point } from '../kit/elements.ts'
import { goOutButton, outingRow } from './outing-part.ts'
import type { PlanView } from './view.ts'
import { dayText } from './words.ts'

export interface AboutDay {
  readonly repName: string
  readonly date: LocalDate
  readonly when: 'past' | 'today' | 'future'
  readonly own: boolean
}

function head(about: AboutDay, t: T) {
  const title = about.when === 'today' ? planWords.todayTitle : planWords.dayTitle
  return {
    state: 'over' as const,
    title: t(title, { day: dayText(t, about.date) }),
    subtitle: about.own ? undefined : about.repName,
  }
}

const today = {
  work: planWords.noPlanToday,
  rest: planWords.restDay,
  holiday: planWords.holiday,
  leave: planWords.onLeave,
  trip: planWords.onTrip,
} as const
const thatDay = {
  work: planWords.noPlanThatDay,
  rest: planWords.thatRestDay,
  holiday: planWords.thatHoliday,
  leave: planWords.thatLeave,
  trip: planWords.thatTrip,
} as const

/** `今天休息`, `11月28日 周六 请假`. */
export function dayOffText(t: T, day: DayKind, date: LocalDate, isToday: boolean): string {
  return isToday ? t(today[day.kind]) : t(thatDay[day.kind], { day: dayText(t, date) })
}

/** A rest day, a holiday, leave or a trip. */
export function dayOffCard(
  about: AboutDay & { day: DayKind; nextWorkingDay: LocalDate | null },
  t: T,
): Card {
  const { day, date, nextWorkingDay } = about
  return card(
    head(about, t),
    point(dayOffText(t, day, date, about.when === 'today')),
    nextWorkingDay !== null && para(t(planWords.nextWorkday, { day: dayText(t, nextWorkingDay) })),
    about.own && about.when === 'today' && note(t(planWords.stillVisit)),
  )
}

/** A working day on which nobody is due, or a rep without customers. */
export function noPlanCard(
  about: AboutDay & Pick<PlanView, 'repOpenId' | 'outing'> & { hasCustomers: boolean },
  t: T,
): Card {
  const day = dayText(t, about.date)
  if (about.when === 'past') return card(head(about, t), point(t(planWords.neverPlanned, { day })))
  const nothing =
    about.when === 'today' ? t(planWords.noPlanToday) : t(planWords.noPlanThatDay, { day })
  const outing = about.own &&
    about.when === 'today' && [outingRow(about, t), buttons(goOutButton(about, t))]
  if (about.hasCustomers) {
    return card(head(about, t), point(nothing), note(t(planWords.noPlanHow)), outing)
  }
  return card(
    head(about, t),
    point(nothing),
    para(t(planWords.noCustomers)),
    note(t(planWords.noCustomersHow)),
    outing,
  )
}
