import { z } from 'zod'
import type { Setting } from './define.ts'

/** What a rule may be, read off its schema: for the words of a refusal. */
export type Allowed =
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'oneOf' }
  | { readonly kind: 'clock' }
  /** Ranges of times. */
  | { readonly kind: 'hours' }
  /** Words of the company's own. */
  | { readonly kind: 'text'; readonly max: number }
  /** Lists and tables: they have cards of their own. */
  | { readonly kind: 'own' }

export function allowedOf(setting: Setting): Allowed {
  const schema = z.toJSONSchema(setting.schema, { unrepresentable: 'any' })
  switch (schema.type) {
    case 'integer':
    case 'number':
      return { kind: 'number', min: schema.minimum ?? 0, max: schema.maximum ?? 999_999 }
    case 'boolean':
      return { kind: 'oneOf' }
    case 'string':
      if (schema.format === 'hours') return { kind: 'hours' }
      if (schema.format === 'words') return { kind: 'text', max: schema.maxLength ?? 100 }
      return { kind: schema.enum ? 'oneOf' : 'clock' }
    default:
      return { kind: 'own' }
  }
}
