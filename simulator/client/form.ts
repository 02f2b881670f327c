import { asArray, asObject, asString } from '../json.ts'
import type { Json } from '../types.ts'
import { components, labelOf } from './card-view.ts'

/** What a component needs from outside to read a value as the client would. */
export interface FieldContext {
  timezone: string
  /** open_id of a person given by open_id or name. */
  openIdOf(person: string): string
}

const FIELD_TAGS = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
])

export const isField = (element: Json) => FIELD_TAGS.has(asString(element.tag))

/**
 * The `form_value` that the client sends: every field of the form, the unfilled optional ones
 * as "". Like the client it refuses to send when a required field is empty.
 */
export function formValue(card: Json, form: Json, given: Json, context: FieldContext): Json {
  const fields = components(card).filter((found) => found.form === form && isField(found.element))
  const unknown = Object.keys(given).filter((key) => !fields.some((field) => isNamed(field, key)))
  if (unknown.length > 0) {
    const names = fields.map(({ element }) => `${element.name} (${labelOf(element)})`)
    throw new Error(`the form has no field ${unknown.join(', ')}; it has: ${names.join(', ')}`)
  }
  const values: Json = {}
  for (const field of fields) {
    const { element } = field
    const key = Object.keys(given).find((name) => isNamed(field, name))
    const raw = key === undefined ? initialValue(element) : given[key]
    const value = isEmpty(raw) ? emptyValue(element) : fieldValue(element, raw, context)
    if (isRequired(element) && isEmpty(value)) {
      throw new Error(`required field not filled: ${labelOf(element)} (${element.name})`)
    }
    values[asString(element.name)] = value
  }
  return values
}

/** A value as the callback carries it: dates with the zone's offset, options by their value. */
export function fieldValue(element: Json, raw: unknown, context: FieldContext): unknown {
  const many = (one: (value: unknown) => unknown) => (Array.isArray(raw) ? raw : [raw]).map(one)
  switch (element.tag) {
    case 'input':
      return checkedLength(element, String(raw))
    case 'checker':
      return raw === true || raw === 'true'
    case 'date_picker':
    case 'picker_time':
    case 'picker_datetime':
      return zoned(String(raw), context.timezone)
    case 'select_person':
      return personOption(element, context.openIdOf(String(raw)))
    case 'multi_select_person':
      return many((value) => personOption(element, context.openIdOf(String(value))))
    case 'multi_select_static':
      return many((value) => optionValue(element, value))
    case 'select_img':
      return element.multi_select === true
        ? many((value) => optionValue(element, value))
        : optionValue(element, raw)
    default:
      return optionValue(element, raw)
  }
}

/** The value of the option that has this value or this text. */
export function optionValue(element: Json, wanted: unknown): string {
  const options = asArray(element.options).map(asObject)
  const found =
    options.find((option) => option.value === wanted) ??
    options.find((option) => asObject(option.text).content === wanted)
  if (found) return asString(found.value)
  const known = options.map((option) => asObject(option.text).content ?? option.value)
  throw new Error(
    `${labelOf(element)} has no option ${String(wanted)}; it has: ${known.join(', ')}`,
  )
}

function personOption(element: Json, openId: string): string {
  const options = asArray(element.options).map((option) => asObject(option).value)
  if (options.length > 0 && !options.includes(openId)) {
    throw new Error(`${labelOf(element)} does not offer ${openId}`)
  }
  return openId
}

function isNamed({ element }: { element: Json }, key: string): boolean {
  return element.name === key || labelOf(element) === key
}

/** The multi selects are required unless they say otherwise; everything else is optional. */
function isRequired(element: Json): boolean {
  const isMulti = /^multi_select/.test(asString(element.tag))
  return element.required === true || (isMulti && element.required !== false)
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

function emptyValue(element: Json): unknown {
  if (element.tag === 'checker') return false
  return /^multi_select/.test(asString(element.tag)) ? [] : ''
}

function initialValue(element: Json): unknown {
  const index = Number(element.initial_index ?? 0)
  const byIndex = asObject(asArray(element.options)[index - 1]).value
  return (
    element.default_value ??
    element.initial_option ??
    element.initial_date ??
    element.initial_time ??
    element.initial_datetime ??
    element.selected_values ??
    element.checked ??
    byIndex
  )
}

function checkedLength(element: Json, text: string): string {
  const max = Number(element.max_length ?? 1000)
  if (text.length <= max) return text
  throw new Error(`${labelOf(element)} takes ${max} characters, not ${text.length}`)
}

/** `2024-04-01` → `2024-04-01 +0800`; a value that has an offset stays. */
export function zoned(value: string, timezone: string): string {
  if (/[+-]\d{4}$/.test(value)) return value
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0]
  const at = day ? new Date(`${day}T12:00:00Z`) : new Date()
  const format = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const offset = name.replace('GMT', '').replace(':', '') || '+0000'
  return `${value} ${offset}`
}
