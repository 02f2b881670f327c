/** What the plan cards show: data as `src/features/plans/view.ts` reads it. */
import type { Point } from '../../src/domain/geo.ts'
import type { StopReason } from '../../src/domain/plans/stops.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import type { OutingView } from '../outings/view.ts'
import type { AimedLine } from '../targets/view.ts'

export type Why = (StopReason | { code: 'adhoc' }) & { overCapacity?: boolean }

/**
 * `visiting`: a visit goes on there; `asked`: the rep wants to skip it, nobody has ruled yet;
 * `refused`: still to be visited.
 */
export type StopMark = 'open' | 'visiting' | 'visited' | 'asked' | 'skipped' | 'refused' | 'missed'

export interface StopLine {
  /** Null in a preview: nothing is stored yet. */
  readonly stopId: string | null
  readonly sequence: number
  readonly customerCode: string
  readonly name: string
  readonly grade: string | null
  readonly line: string | null
  readonly source: string
  readonly why: Why
  /** Name of who asked for it. */
  readonly byName: string | null
  /** Local time `09:10`. */
  readonly eta: string | null
  /** `10:00–11:00`, where somebody set a time. */
  readonly window: string | null
  /** Metres from the stop before. */
  readonly legM: number | null
  /** Others are measured by a map service, this one is not. */
  readonly legEstimated?: boolean
  /** Why it will be closed or too late there; null or absent: it fits. */
  readonly fit?: 'closed' | 'too-far' | 'hours-clash' | 'day-too-short' | 'not-worth-it' | null
  readonly mark: StopMark
  /** While it is open: late, or too late, as the rep was told. */
  readonly behind: 'late' | 'missed' | null
  /** False: 待采点. */
  readonly routed: boolean
  /** 点位存疑: it has a point that is probably wrong, so no way leads there. */
  readonly doubtful?: boolean
  readonly point: Point | null
}

/** What has happened since the open stops were put in order. */
export interface Changed {
  /** Stops on the way that nobody drives to any more. */
  readonly cancelled: number
  /** Stops that have no place in the order yet. */
  readonly added: number
  /** Minutes by which the next stop is late, once it is more than the rule grants; else 0. */
  readonly lateMinutes: number
}

export interface PlanView {
  readonly repOpenId: string
  readonly repName: string
  readonly date: LocalDate
  readonly when: 'past' | 'today' | 'future'
  /** The reader is the rep: only then there is something to press. */
  readonly own: boolean
  /** Not stored: what the plan would be. */
  readonly preview: boolean
  readonly totalM: number
  /** Local time `17:40`. */
  readonly endsAt: string | null
  /** Minutes from setting out, or from now, to the end; null when nothing is routed. */
  readonly leftMinutes?: number | null
  /** The order was proven to be the shortest. */
  readonly proven?: boolean
  /** The order was copied from another day and stays until somebody plans anew. */
  readonly kept?: boolean
  readonly stops: readonly StopLine[]
  /** Today's only: what makes 重新规划 worth a tap. */
  readonly changed?: Changed | null
  /** Image key of the way's picture; null while there is none. */
  readonly picture?: string | null
  /** The rep's own plan of today: where the month stands against its target. */
  readonly month?: AimedLine | null
  /** What the rep is out for, on their own plan of today; null when at home. */
  readonly outing?: Pick<OutingView, 'outingId' | 'kind' | 'date' | 'startedAt' | 'isOld'> | null
  /** Customers of the rep with neither address nor point. */
  readonly noAddress: number
}
