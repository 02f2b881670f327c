/** Makes inputs for declared actions from their schemas, so that a new action is tested as soon as it exists. */
import { z } from 'zod'

/** Values for properties by their name: real ids, so that a forged click would hit something. */
export type Known = Readonly<Record<string, unknown>>

interface JsonSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly minimum?: number
  readonly minItems?: number
}

/**
 * An input that the schema takes. Throws when it does not: then `known` has to name a value for a property
 * of this kind.
 */
export function inputFor(schema: z.ZodType, known: Known, what: string): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  const value = sampleOf(json, '', known)
  const parsed = schema.safeParse(value)
  if (!parsed.success)
    throw new Error(
      `${what}: no input could be made, name a value in the test's world: ${parsed.error.message}`,
    )
  return value
}

function sampleOf(schema: JsonSchema, name: string, known: Known): unknown {
  if ('const' in schema) return schema.const
  if (schema.type === 'object' || schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, inner]) => [
        key,
        key in known && !inner.enum && !isList(inner) ? known[key] : sampleOf(inner, key, known),
      ]),
    )
  if (isList(schema)) return name in known ? [known[name]] : []
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  if (first) return name in known ? known[name] : sampleOf(first, name, known)
  if (schema.enum) return schema.enum[0]
  switch (schema.type) {
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return Math.max(0, schema.minimum ?? 0)
    default:
      return schema.format === 'uuid' ? crypto.randomUUID() : (known['*'] ?? 'x')
  }
}

const isList = (schema: JsonSchema) => schema.type === 'array'
