/** What the card 月度复盘 shows: facts, no words. */
import type { Change } from '../../src/domain/retro/changes.ts'
import type { IdeaKind, IdeaMeasure } from '../../src/domain/retro/idea.ts'
import type { LocalDate } from '../../src/domain/time.ts'

/** What is kept of a month: all that the card needs besides the suggestions. */
export interface RetroFacts {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly reps: number
  /** Closed visits, and stops of the plans. */
  readonly done: number
  readonly planned: number
  readonly changes: readonly Change[]
  /** 拜访达成率 of the last months, oldest first. */
  readonly trend: readonly { readonly month: string; readonly rate: number | null }[]
}

export interface IdeaView {
  readonly id: string
  readonly kind: IdeaKind
  readonly subject: string
  readonly why: string
  /** In words of the reader. */
  readonly label: string
  readonly from: string
  readonly to: string
  readonly sample: number
  readonly numbers: Readonly<Record<string, number>>
  /** First names of the customers that it is about. */
  readonly names: readonly string[]
  readonly state: 'open' | 'accepted' | 'dismissed' | 'over' | 'reverted'
  /** Who decided and on which day. */
  readonly by: string | null
  readonly on: LocalDate | null
  readonly reason: string | null
}

/** A change that was accepted in the month, with what came of it. */
export interface Outcome extends IdeaView {
  readonly measure: IdeaMeasure
  readonly before: number | null
  readonly beforeSample: number
  readonly after: number | null
  readonly afterSample: number
  readonly afterFrom: LocalDate | null
  readonly afterTo: LocalDate | null
}

export interface RetroView {
  /** `org` or `team:<code>`. */
  readonly scope: string
  readonly name: string
  readonly month: string
  readonly facts: RetroFacts
  readonly outcomes: readonly Outcome[]
  readonly ideas: readonly IdeaView[]
  /** Only the newest month makes suggestions. */
  readonly suggests: boolean
  /** What else the reader may look at. */
  readonly scopes: readonly { readonly scope: string; readonly name: string }[]
  /** What was just done. */
  readonly said?: string | undefined
}
