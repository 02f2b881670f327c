/**
 * Typed card actions. A card file declares its actions beside its builder; a button can only be made
 * by calling the action with a valid payload, and the handler registers with the same object.
 * On the wire: `{ action, v, payload }`. Payloads hold ids only: facts are read again at the click.
 */
import { z } from 'zod'

export type Schema = z.ZodType
type Shape = z.ZodObject

export interface ActionSpec {
  readonly payload: Shape
  /** Fields of the form that the button submits: the field names are the keys. */
  readonly form?: Shape
  /** For selects outside a form: the chosen value(s). */
  readonly option?: z.ZodType<string>
}

export interface ActionCall<Fields extends string = string> {
  readonly name: string
  readonly value: { action: string; v: number; payload: unknown }
  readonly formKeys: readonly Fields[]
}

type FieldsOf<S extends ActionSpec> = S['form'] extends Shape
  ? Extract<keyof z.output<S['form']>, string>
  : never

export type Action<S extends ActionSpec = ActionSpec> = ((
  payload: z.input<S['payload']>,
) => ActionCall<FieldsOf<S>>) & { readonly id: string; readonly v: number; readonly spec: S }

export type PayloadOf<A> = A extends Action<infer S> ? z.output<S['payload']> : never
export type FormOf<A> =
  A extends Action<infer S> ? (S['form'] extends Shape ? z.output<S['form']> : undefined) : never
export type OptionOf<A> =
  A extends Action<infer S> ? (S['option'] extends z.ZodType<infer O> ? O : undefined) : never

/**
 * Declares the actions of one group. `v` is raised when a payload changes its shape:
 * a click on a card with an older `v` is answered with a fresh card.
 */
export function defineActions<const Specs extends Record<string, ActionSpec>>(
  group: string,
  specs: Specs,
  v = 1,
): { readonly [K in keyof Specs]: Action<Specs[K]> } {
  const actions: Record<string, unknown> = {}
  for (const [key, spec] of Object.entries(specs)) {
    const id = `${group}.${key}`
    const call = (payload: unknown): ActionCall => ({
      name: id,
      value: { action: id, v, payload: spec.payload.parse(payload) },
      formKeys: spec.form ? Object.keys(spec.form.shape) : [],
    })
    actions[key] = Object.assign(call, { id, v, spec })
  }
  return actions as unknown as { readonly [K in keyof Specs]: Action<Specs[K]> }
}

const wireShape = z.object({ action: z.string(), v: z.number(), payload: z.unknown() })

/** Reads a button's value off the wire; null when it is not one of ours. */
export function readWire(value: unknown): z.output<typeof wireShape> | null {
  const parsed = wireShape.safeParse(typeof value === 'string' ? safeJson(value) : value)
  return parsed.success ? parsed.data : null
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** An optional text field of a form: the platform sends `""`, `[]` or nothing for an empty one. */
export const optionalText = z
  .union([z.string(), z.array(z.never()), z.null()])
  .optional()
  .transform((value) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined,
  )

/** A required text field, trimmed. Emptiness is the handler's to judge, with words that help. */
export const text = z
  .union([z.string(), z.array(z.never()), z.null()])
  .optional()
  .transform((value) => (typeof value === 'string' ? value.trim() : ''))

/** Several choices of a form: the platform sends a list, `""` or nothing for none. */
export const optionalTexts = z
  .union([z.array(z.string()), z.string(), z.null()])
  .optional()
  .transform((value) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one) => one.trim()).filter(Boolean),
  )

/** A date picker's `2024-04-01 +0800`, as `2024-04-01`; undefined when empty. */
export const optionalDate = optionalText.transform((value) => value?.slice(0, 10))
