/** What the cards of `规则` are made of. Names are in the reader's language already. */
import type { Setting, SettingGroup } from '../../src/domain/settings/define.ts'
import type { AddedOutcome } from '../../src/domain/visits/outcomes.ts'

export interface ScopeName {
  readonly scope: string
  readonly name: string
}

/** The scopes that the reader may change, a page of them. */
export interface ScopeChoice {
  readonly scope: string
  readonly name: string
  readonly offered: readonly ScopeName[]
  /** The page after this one, null on the last. */
  readonly nextPage: number | null
}

/** One rule as it stands at a scope. */
export interface RuleRow {
  readonly setting: Setting
  readonly value: unknown
  readonly own: boolean
  /** The wider scope that the value comes from; null for the default. Without meaning when `own`. */
  readonly from: string | null
  /** What would be in force without the scope's own value. */
  readonly inherited: unknown
  /** How many narrower scopes have a value of their own. */
  readonly elsewhere: number
}

export interface RuleChange {
  readonly version: number
  readonly setting: Setting
  /** Undefined: no value of the scope's own. */
  readonly before: unknown
  readonly after: unknown
  /** `11-24 09:12`, local. */
  readonly at: string
  readonly who: string | null
  readonly isUndo: boolean
}

export interface GroupView {
  readonly group: SettingGroup
  readonly groups: readonly SettingGroup[]
  readonly scope: ScopeChoice
  readonly rows: readonly RuleRow[]
  readonly lastChange: RuleChange | null
  readonly added: readonly AddedOutcome[]
  /** What was just done, or what was not found; otherwise the card counts. */
  readonly said?: string | undefined
  /** The first steps are not done: the way back to them. */
  readonly settingUp?: boolean
}

export interface RuleView {
  readonly row: RuleRow
  readonly scope: ScopeChoice
  readonly history: readonly RuleChange[]
  readonly elsewhere: readonly { readonly name: string; readonly value: unknown }[]
  readonly added: readonly AddedOutcome[]
  readonly said?: string | undefined
}

export interface OutcomeRow {
  readonly value: string
  readonly label: string
  readonly shown: boolean
}
