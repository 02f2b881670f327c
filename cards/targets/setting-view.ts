/** What the cards of 指标 show: targets as they are kept, no words. */
import type { Cascade } from '../../src/domain/performance/cascade.ts'
import type { ChatMetric } from '../../src/domain/performance/target-words.ts'
import type { Aim } from '../../src/domain/performance/targets.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import type { CellKey, SplitKey } from './actions.ts'

/** What lies right below a team. */
export type Below = 'people' | 'teams' | 'both'

export interface WhatView {
  readonly metric: ChatMetric
  /** Name of the product or category; null for all goods. */
  readonly goodsName: string | null
}

export interface BoardRow extends WhatView {
  readonly goods: string
  /** The team's own, as it is kept. */
  readonly value: number | null
  /** Against the teams and people right below. */
  readonly below: Cascade
  /** Against all people, where there are teams in between. */
  readonly people: Cascade | null
  /** Of a year: against its months. */
  readonly months: Cascade | null
}

export interface BoardView {
  readonly teamCode: string
  readonly teamName: string
  /** `2026-12`, or `2026`. */
  readonly period: string
  readonly thisMonth: string
  readonly reps: number
  readonly belowIs: Below
  readonly rows: readonly BoardRow[]
  /** Of single goods, this page of them. */
  readonly goods: readonly BoardRow[]
  readonly goodsCount: number
  readonly page: number
  readonly pages: number
  /** Of all of them, on whatever page. */
  readonly goodsAmiss: number
  /** Of the month's year: how many targets do not match their months. */
  readonly yearAmiss: number
  readonly isClosed: boolean
  readonly teams: readonly { readonly code: string; readonly name: string }[]
}

/** All that one person aims at. */
export interface PersonBoardView {
  readonly openId: string
  readonly name: string
  readonly period: string
  readonly teamCode: string | null
  readonly isClosed: boolean
  readonly rows: readonly (WhatView & {
    readonly goods: string
    readonly value: number | null
    /** After the days away; null of a year, and where nothing is set. */
    readonly aim: Aim | null
  })[]
}

export interface CellRow {
  readonly key: CellKey
  /** A person, a team or a month. */
  readonly label: string
  readonly value: number | null
  /** Of a team: the value is the sum of what lies below it. */
  readonly isSum: boolean
  readonly joinedOn: LocalDate | null
  readonly leavesOn: LocalDate | null
  readonly isClosed: boolean
}

export interface CellView extends WhatView {
  readonly key: CellKey
  readonly name: string
  /** The team's, or null: a person's. */
  readonly teamCode: string | null
  readonly personOpenId: string | null
  readonly value: number | null
  readonly belowIs: Below
  /** Of a team. */
  readonly below: Cascade | null
  readonly people: Cascade | null
  /** Of the year, as it is or as this month belongs to it. */
  readonly year: { readonly key: CellKey; readonly value: number | null; readonly months: Cascade }
  /** Of a person: their team's. */
  readonly team: {
    readonly key: CellKey
    readonly name: string
    readonly value: number | null
    readonly below: Cascade
    readonly belowIs: Below
  } | null
  /** A person's month after the days away. */
  readonly aim: Aim | null
  readonly rows: readonly CellRow[]
  readonly page: number
  readonly pages: number
  readonly count: number
  readonly left: readonly { readonly name: string; readonly value: number }[]
  readonly isClosed: boolean
  readonly canGiveBelow: boolean
  readonly canGiveMonths: boolean
  readonly said: string | null
  readonly undo: number | null
}

export interface SplitView extends WhatView {
  readonly key: SplitKey
  readonly name: string
  readonly belowIs: Below
  readonly left: number
  readonly rows: readonly { readonly label: string; readonly value: number }[]
  /** The days whose results decide; null: there are none. */
  readonly past: { readonly from: LocalDate; readonly to: LocalDate } | null
  readonly seen: string
  readonly said: string | null
}

export interface SetFormView {
  readonly teamCode: string
  readonly teamName: string
  readonly months: readonly string[]
  /** Whom it can be for; null: too many to choose from, a name is typed. */
  readonly who: readonly { readonly scope: string; readonly name: string }[] | null
  readonly values: Partial<Record<'who' | 'when' | 'metric' | 'goods' | 'value', string>>
  readonly problem: string | null
}

export interface ChangeRow extends WhatView {
  readonly id: number
  readonly name: string
  readonly month: string
  readonly before: number | null
  readonly after: number | null
  /** `11-24 09:12`. */
  readonly at: string
  /** Null: the operator's command line. */
  readonly who: string | null
  readonly how: 'chat' | 'split' | 'file'
}

export interface ChangesView {
  readonly teamCode: string
  readonly teamName: string
  readonly rows: readonly ChangeRow[]
  readonly count: number
  readonly page: number
  readonly pages: number
  /** The newest change, if it can be taken back. */
  readonly undo: number | null
  readonly said: string | null
  readonly thisMonth: string
}
