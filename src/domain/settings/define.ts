import type { z } from 'zod'
import type { Message } from '../../i18n/t.ts'

export const groups = [
  'checkin',
  'photos',
  'summary',
  'plan',
  'day',
  'outings',
  'digest',
  'grading',
  'alarms',
  'trust',
  'signals',
  'performance',
  'privacy',
  'company',
] as const
export type SettingGroup = (typeof groups)[number]

/** From wide to narrow; the narrowest scope that has a value wins. `type` is the customer's type. */
export type ScopeKind = 'org' | 'team' | 'type' | 'grade' | 'customer'

export interface Setting<V = unknown> {
  readonly key: string
  readonly group: SettingGroup
  readonly schema: z.ZodType<V>
  readonly default: V
  readonly label: Message
  /** Shown behind the value: metres, minutes … */
  readonly unit?: Message
  /** Common values, chosen by one tap; others go by command. */
  readonly choices?: readonly { readonly value: V; readonly label: Message }[]
  readonly scopes: readonly ScopeKind[]
}

/** Where a question is asked: which team (own code first, then upwards), customer type, grade, customer. */
export interface SettingPlace {
  readonly teams?: readonly string[] | undefined
  /** In the company's own words: 流通, KA … */
  readonly type?: string | null | undefined
  readonly grade?: string | null | undefined
  readonly customerCode?: string | undefined
}

/** Values in force, by setting key and scope (`org`, `team:<code>`, `type:<words>`, `grade:<A>`, `customer:<code>`). */
export type SettingValues = ReadonlyMap<string, ReadonlyMap<string, unknown>>

export interface Rules {
  get<V>(setting: Setting<V>, place?: SettingPlace): V
  /** The version that results record: the newest change that was in force. */
  readonly version: number
}

/** The scopes of a place, narrowest first: customer, grade, type, team (own first, then upwards), company. */
export function scopesAt(place: SettingPlace): string[] {
  return [
    ...(place.customerCode ? [`customer:${place.customerCode}`] : []),
    ...(place.grade ? [`grade:${place.grade}`] : []),
    ...(place.type ? [`type:${place.type}`] : []),
    ...(place.teams ?? []).map((code) => `team:${code}`),
    'org',
  ]
}

/**
 * The value in force at a place and the scope that it comes from, null for the default.
 * A stored value that no longer fits its schema counts as absent.
 */
export function inForce<V>(
  values: SettingValues,
  setting: Setting<V>,
  place: SettingPlace,
): { readonly value: V; readonly scope: string | null } {
  const byScope = values.get(setting.key)
  for (const scope of byScope ? scopesAt(place) : []) {
    if (!byScope?.has(scope)) continue
    const parsed = setting.schema.safeParse(byScope.get(scope))
    if (parsed.success) return { value: parsed.data, scope }
  }
  return { value: setting.default, scope: null }
}

/** Reads settings by scope, the narrowest that has a value first, then the default. */
export function rulesFrom(values: SettingValues, version: number): Rules {
  return {
    version,
    get: (setting, place = {}) => inForce(values, setting, place).value,
  }
}
