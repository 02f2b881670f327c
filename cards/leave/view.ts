import type { LocalDate } from '../../src/domain/time.ts'
import { leaveWords } from '../../src/i18n/leave.ts'
import type { T } from '../../src/i18n/t.ts'
import { dayText } from '../plans/words.ts'

export type LeaveKind = 'leave' | 'trip'
/** Empty for the whole day. */
export type LeavePart = '' | 'am' | 'pm'

/** Leave or a trip as asked for. */
export interface LeaveView {
  readonly requestId: string
  /** Who is away. */
  readonly name: string
  readonly kind: LeaveKind
  readonly from: LocalDate
  readonly to: LocalDate
  readonly part: LeavePart
  readonly reason: string | null
  readonly status: 'asked' | 'approved' | 'refused' | 'cancelled'
  /** Who ruled; null when nobody had to. */
  readonly byName: string | null
  /** It can still be withdrawn. */
  readonly mayCancel: boolean
}

interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** The days alone: `12月1日 周二 至 12月3日 周四`. */
export function daysText(t: T, { from, to }: Days): string {
  if (from === to) return dayText(t, from)
  return t(leaveWords.days, { from: dayText(t, from), to: dayText(t, to) })
}

/** Days and part: `12月1日 周二 · 下午`. */
export function whenText(t: T, view: Days & { readonly part: LeavePart }): string {
  const days = daysText(t, view)
  if (view.part === '') return days
  const one = { am: leaveWords.morning, pm: leaveWords.afternoon }
  const many = { am: leaveWords.everyMorning, pm: leaveWords.everyAfternoon }
  return `${days} · ${t((view.from === view.to ? one : many)[view.part])}`
}

export const kindText = (t: T, kind: LeaveKind): string => t(leaveWords[kind])

/** What has become of it. */
export function statusText(t: T, { status, byName, name }: LeaveView): string {
  switch (status) {
    case 'asked':
      return t(leaveWords.waiting)
    case 'approved':
      return byName ? t(leaveWords.approvedBy, { name: byName }) : t(leaveWords.noJudge)
    case 'refused':
      return byName ? t(leaveWords.refusedBy, { name: byName }) : t(leaveWords.refused)
    case 'cancelled':
      return t(leaveWords.cancelledBy, { name })
  }
}
