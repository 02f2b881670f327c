import type { LocalDate } from '../../src/domain/time.ts'

/** One visit of a week. */
export interface WeekVisit {
  /** Null for a promise: it is changed by whoever made it. */
  readonly visitId: string | null
  readonly name: string
  readonly grade: string | null
  readonly reason: 'standing' | 'line' | 'frequency' | 'promise'
  readonly routed: boolean
  /** The rep asked for another day or none. */
  readonly asked: boolean
}

export interface WeekDay {
  readonly date: LocalDate
  /** Rest, holiday or leave: nothing is planned. */
  readonly free: boolean
  /** Null where the day is not planned by a cycle. */
  readonly minutes: number | null
  readonly visits: readonly WeekVisit[]
}

export interface WeekView {
  readonly repOpenId: string
  readonly repName: string
  readonly own: boolean
  /** The reader may put visits on it, and the week is not over. */
  readonly mayAdd: boolean
  readonly from: LocalDate
  readonly state: 'published' | 'draft' | 'none'
  readonly days: readonly WeekDay[]
}

export interface ChangeView {
  readonly visitId: string
  readonly repOpenId: string
  readonly name: string
  readonly date: LocalDate
  readonly week: LocalDate
  readonly reason: WeekVisit['reason']
}

export interface RequestView {
  readonly requestId: string
  readonly repName: string
  readonly name: string
  readonly fromDate: LocalDate
  readonly toDate: LocalDate | null
  readonly reason: string
  readonly state: 'asked' | 'approved' | 'refused' | 'over'
  readonly byName: string | null
}

export interface TeamCycleView {
  readonly teamCode: string
  readonly teamName: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly state: 'none' | 'draft' | 'published'
  /** Who published it; null when it started by itself or is a draft. */
  readonly byName: string | null
  readonly startsItself: boolean
  readonly mayPublish: boolean
  readonly check: {
    readonly groups: readonly {
      readonly group: string
      readonly frequency: string
      readonly customers: number
      readonly visits: number
      readonly repsNeeded: number
    }[]
    readonly visits: number
    readonly repsNeeded: number
    readonly reps: number
    readonly shortFrom: string | null
  }
  readonly people: readonly {
    readonly openId: string
    readonly name: string
    readonly visits: number
    readonly meanMinutes: number
    readonly longestMinutes: number
    readonly unplaced: number
  }[]
  readonly unplaced: number
  readonly page: number
}
