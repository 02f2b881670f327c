/** What settings are declared with: units, common values, scopes. */
import { z } from 'zod'
import type { Message } from '../../i18n/t.ts'
import { parseOpeningHours } from '../customers/import-words.ts'
import type { ScopeKind, Setting, SettingGroup } from './define.ts'

export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** `09:00-12:00;13:30-18:00`; an empty text is all day. */
export const hours = z
  .string()
  .refine((text) => parseOpeningHours(text) !== null)
  .meta({ format: 'hours' })
/** Words of the company's own, at most so many characters; empty for none. */
export const texts = (max: number) => z.string().trim().max(max).meta({ format: 'words' })
export const say = (zh: string, en: string): Message => ({ zh, en })
export const metres = say('米', 'm')
export const minutes = say('分钟', 'min')
export const onOff = [
  { value: true, label: say('开', 'On') },
  { value: false, label: say('关', 'Off') },
]
export const numbers = (...values: number[]) =>
  values.map((value) => ({ value, label: say(String(value), String(value)) }))
export const times = (...values: string[]) =>
  values.map((value) => ({ value, label: say(value, value) }))

export const all: readonly ScopeKind[] = ['org', 'team', 'type', 'grade', 'customer']
export const upToTeam: readonly ScopeKind[] = ['org', 'team']
export const org: readonly ScopeKind[] = ['org']

/** Declares a setting: key, group, scopes, schema, default, label; then unit and common values. */
export function setting<V>(
  key: string,
  group: SettingGroup,
  scopes: readonly ScopeKind[],
  schema: z.ZodType<V>,
  fallback: NoInfer<V>,
  label: Message,
  more: Pick<Setting<NoInfer<V>>, 'unit' | 'choices'> = {},
): Setting<V> {
  return { key, group, scopes, schema, default: fallback, label, ...more }
}
