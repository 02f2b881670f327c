/** How alarms end by themselves: by orders, by time. What people answer is ended by their answer. */
import type { AlarmKind } from './alarm.ts'

/** `waiting` is found but not told; the last four are ends. */
export const alarmStates = [
  'waiting',
  'open',
  'planned',
  'won_back',
  'lost',
  'false_alarm',
  'expired',
] as const
export type AlarmState = (typeof alarmStates)[number]
/** An alarm in one of these runs; of a customer and kind there is one. */
export const activeStates = ['waiting', 'open', 'planned'] as const

/** Why an alarm ended by itself: codes, spoken by the words of the alarms. */
export const ownEndReasons = [
  /** An order came in time after somebody had acted. */
  'ordered',
  /** An order came without anybody having acted, or long after. */
  'recovered',
  /** What was found no longer holds: another season, other data. */
  'noLonger',
  /** The customer was closed, or belongs to a head office now. */
  'closed',
  /** Nobody acted and no order came in all the time that an alarm runs. */
  'unanswered',
  /** Somebody acted, and no order came in all that time. */
  'noOrder',
  /** The customer came to another stage (阶段停滞). */
  'movedOn',
] as const
export type OwnEndReason = (typeof ownEndReasons)[number]

/** One active alarm as a scan meets it. Days are local calendar days since 1970-01-01. */
export interface RunningAlarm {
  readonly kind: AlarmKind
  readonly state: (typeof activeStates)[number]
  /** Newest order day of the data in which it was found. */
  readonly foundOn: number
  readonly raisedOn: number
  /** When somebody first did something about it; null: nobody has. */
  readonly actedOn: number | null
  /** The customer's first order day after `foundOn`; null: none came. */
  readonly orderedOn: number | null
  /** Whether the scan would find it again, with its present data. */
  readonly holds: boolean
  /** Whether the customer is still there to be judged. */
  readonly active: boolean
}

/** Days that a plunge needs at most to leave the 30 days that are judged. */
const slowToMend = 30
/** An alarm that ran for so many days without an order is over. */
export const alarmRunsDays = 90

/**
 * How an alarm ends by itself at the end of `today`, null: it goes on. An order ends a churn alarm at once,
 * the others end when what was found no longer holds. 挽回 (won back) is an end by orders within `wonBackDays`
 * of the first act; without an act the customer came back by itself (`expired`).
 */
export function ownEnd(
  alarm: RunningAlarm,
  today: number,
  wonBackDays: number,
): { state: 'won_back' | 'lost' | 'expired'; reason: OwnEndReason } | null {
  const { kind, actedOn, orderedOn } = alarm
  if (!alarm.active) return { state: 'expired', reason: 'closed' }
  if (orderedOn !== null && (kind === 'churn' || !alarm.holds)) {
    if (actedOn === null || alarm.state === 'waiting')
      return { state: 'expired', reason: 'recovered' }
    // An order from before the act is not its work; a plunge is over when it no longer holds.
    const came = kind === 'churn' ? orderedOn : today
    const limit = wonBackDays + (kind === 'churn' ? 0 : slowToMend)
    return came >= actedOn && came - actedOn <= limit
      ? { state: 'won_back', reason: 'ordered' }
      : { state: 'expired', reason: 'recovered' }
  }
  if (!alarm.holds) return { state: 'expired', reason: 'noLonger' }
  if (today - alarm.raisedOn < alarmRunsDays) return null
  return actedOn === null
    ? { state: 'expired', reason: 'unanswered' }
    : { state: 'lost', reason: 'noOrder' }
}

/** How a customer's last alarm ended. */
export interface LastEnd {
  readonly state: AlarmState
  readonly reason: string | null
  readonly endedOn: number
}

/**
 * Whether what is found again may be raised again. Who was lost, or never answered for, has to order first;
 * whose alarm was false or faded out is left alone for `quietDays`. A customer that came back and is silent
 * anew has been silent for long past its rhythm already.
 */
export function mayRaiseAgain(
  last: LastEnd | null,
  found: { readonly kind: AlarmKind; readonly lastOrder: number },
  today: number,
  quietDays: number,
): boolean {
  if (!last) return true
  const isOver = today - last.endedOn >= quietDays
  if (last.state === 'lost' || last.reason === 'unanswered' || last.reason === 'noOrder')
    return isOver && found.lastOrder > last.endedOn
  const cameBack = last.state === 'won_back' || last.reason === 'recovered'
  return isOver || (cameBack && found.kind === 'churn')
}
