/** A visit as its cards show it: times and dates come as text of the organisation's zone. */
import type { Overdue } from '../../src/domain/customers/overdue.ts'
import type { PhotoKind } from '../../src/domain/visits/photos.ts'
import type { CheckOutProblem } from '../../src/domain/visits/summary.ts'
import type { Message } from '../../src/i18n/t.ts'
import type { Gaps } from '../customers/gaps.ts'
import type { OwnTrust } from '../trust/view.ts'
import type { CustomerName, OutcomeChoice } from './parts.ts'

export interface PhotoView {
  readonly id: string
  readonly kind: PhotoKind
  readonly status: 'fetching' | 'stored' | 'failed'
  readonly imageKey: string | null
}

/** How many photos of a kind the rules ask for and how many there are. */
export interface KindTick {
  readonly kind: 'storefront' | 'shelf'
  readonly need: number
  readonly have: number
}

/** What is known of the customer before one talks to it. */
export interface CustomerFacts {
  readonly last: {
    readonly date: string
    readonly summary: string | null
    readonly nextStep: string | null
    readonly outcome: Message | null
  } | null
  /** Null: no order data at all. */
  readonly orders: {
    readonly lastOn: string
    readonly lastFen: number
    readonly items: readonly string[]
  } | null
  /** What is owed as of the data; null: the company has no data, or never sold anything here. */
  readonly money?: {
    readonly receivableFen: number
    readonly overdue: Overdue | null
    /** `11-23`. */
    readonly asOf: string
  } | null
  readonly contact: string | null
  readonly phone: string | null
  /** Goods that like customers buy and this one did not; null without any. */
  readonly gaps?: Gaps | null
  /** How customers of this grade are looked after; null when nothing was written. */
  readonly care?: string | null
}

export interface VisitView {
  readonly id: string
  readonly customer: CustomerName
  readonly planned: boolean
  readonly arrived: string
  readonly minutes: number
  readonly verdict: 'on_site' | 'needs_reason' | 'off_site' | 'unverified'
  readonly distanceM: number | null
  /** The position was too inexact to be held against the shop's. */
  readonly weak?: boolean
  /** Places count from the live page alone: the card leads there. */
  readonly live?: boolean
  /** What keeps the visit from being closed, but for the result, which only the form knows. */
  readonly problems: readonly CheckOutProblem[]
  readonly ticks: readonly KindTick[]
  readonly summary: { readonly needed: boolean; readonly done: boolean }
  readonly leaving: { readonly required: boolean; readonly distanceM: number | null; done: boolean }
  readonly notes: readonly { readonly id: string; readonly text: string }[]
  readonly photos: readonly PhotoView[]
  readonly older: { readonly photos: number; readonly notes: number }
  readonly facts: CustomerFacts
}

/** What stands in the form of the check-out: typed before, or taken from the notes. */
export interface CheckOutDraft {
  readonly outcome?: string | undefined
  readonly summary?: string | undefined
  readonly orderAmount?: string | undefined
  readonly nextStep?: string | undefined
  readonly nextVisitOn?: string | undefined
}

export interface CheckOutView {
  readonly visitId: string
  readonly customer: CustomerName
  readonly planned: boolean
  readonly problems: readonly CheckOutProblem[]
  readonly outcomes: readonly OutcomeChoice[]
  readonly summaryMin: number
  /** Set when the stay is still shorter than the minimum, in minutes. */
  readonly shortStay: { readonly minutes: number; readonly min: number } | null
  readonly draft: CheckOutDraft
  /** The last note that the draft holds. */
  readonly noteId: string | undefined
  /** The customer at which the rep checks in with the same tap. */
  readonly onTo?: { readonly fixId: string; readonly customer: CustomerName } | undefined
}

export interface DoneView {
  readonly id: string
  readonly customer: CustomerName
  readonly planned: boolean
  readonly arrived: string
  readonly left: string | null
  readonly minutes: number | null
  readonly photos: number
  readonly failedPhotos: number
  readonly orderFen: number | null
  readonly summary: string | null
  readonly nextStep: string | null
  readonly nextVisitOn: string | null
  readonly outcome: Message | null
  /** Undefined: no place is asked for when leaving. */
  readonly leavingDistanceM: number | null | undefined
  readonly bySystem: boolean
  readonly next: NextStop | 'none' | null
  /** The group that it can be shared with; `at` when it was. Null: there is none. */
  readonly share?: { readonly team: string; readonly at: string | null } | null
  /** What the rules make of it; null before it was assessed. */
  readonly trust?: OwnTrust | null
}

/** The next planned stop; the link opens a route. */
export interface NextStop {
  readonly customer: CustomerName
  readonly distanceM: number | null
  readonly navigation: string | null
}
