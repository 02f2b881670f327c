import { asArray, asObject, asString } from '../json.ts'
import type { Json } from '../types.ts'
import { roleOf } from '../validator/placement.ts'
import { components, type Found, labelOf } from './card-view.ts'
import { type FieldContext, fieldValue, formValue, optionValue } from './form.ts'

const CLICKABLE = new Set(['button', 'interactive_container'])

/** Finds the button that shows the text, or says which buttons there are. */
export function findButton(card: Json, wanted: string | ((button: Json) => boolean)): Found {
  const buttons = components(card).filter(({ element }) => CLICKABLE.has(asString(element.tag)))
  const exact = buttons.find(({ element }) =>
    typeof wanted === 'function' ? wanted(element) : labelOf(element) === wanted,
  )
  const partial =
    typeof wanted === 'string'
      ? buttons.find(({ element }) => labelOf(element).includes(wanted))
      : undefined
  const found = exact ?? partial
  if (!found) {
    const labels = buttons.map(({ element }) => labelOf(element)).join(' · ')
    throw new Error(`the card has no button ${String(wanted)}; it has: ${labels || 'none'}`)
  }
  if (found.element.disabled === true) {
    throw new Error(`the button ${labelOf(found.element)} is disabled`)
  }
  return found
}

/** Fits the button that submits its form. */
export const submitButton = (button: Json): boolean => button.form_action_type === 'submit'

/** The `action` of a click on a button; undefined when it only opens a link or resets a form. */
export function buttonAction(
  card: Json,
  { element, form }: Found,
  given: Json,
  context: FieldContext,
): Json | undefined {
  const tag = asString(element.tag)
  const kind = roleOf(element)
  const value = callbackValue(element)
  if (kind === 'reset') return undefined
  if (kind === 'submit' && form) {
    const values = formValue(card, form, given, context)
    const name = asString(element.name)
    // The client tells its zone where a date or a time was to be picked.
    const zoned = components(card).some(
      (found) => found.form === form && /^(date_picker|picker_)/.test(asString(found.element.tag)),
    )
    return {
      ...(value === undefined ? {} : { value }),
      tag,
      ...(zoned ? { timezone: context.timezone } : {}),
      name,
      form_value: values,
    }
  }
  if (Object.keys(given).length > 0) {
    throw new Error(`${labelOf(element)} submits no form, so it takes no values`)
  }
  if (value === undefined) {
    if (linkOf(element)) return undefined
    throw new Error(`nothing happens at a click on ${labelOf(element)}: it has no behaviors`)
  }
  return { value, tag, ...namePart(element) }
}

/** The `action` of choosing in a component outside a form. */
export function choiceAction(element: Json, raw: unknown, context: FieldContext): Json {
  const tag = asString(element.tag)
  if (tag === 'overflow') {
    return { ...valuePart(element), tag, option: optionValue(element, raw) }
  }
  const value = fieldValue(element, raw, context)
  const base = { ...valuePart(element), tag, ...namePart(element) }
  switch (tag) {
    case 'input':
      return { ...base, input_value: value }
    case 'checker':
      return { ...base, checked: value }
    case 'date_picker':
    case 'picker_time':
    case 'picker_datetime':
      return { ...base, option: value, timezone: context.timezone }
    default:
      return Array.isArray(value) ? { ...base, options: value } : { ...base, option: value }
  }
}

/** Finds a component outside forms by name, label, placeholder or element_id. */
export function findChoice(card: Json, wanted: string): Json {
  const choices = components(card).filter(
    ({ element, form }) => !form && !CLICKABLE.has(asString(element.tag)) && hasChoice(element),
  )
  const found = choices.find(
    ({ element }) =>
      element.name === wanted ||
      element.element_id === wanted ||
      labelOf(element) === wanted ||
      element.tag === wanted,
  )
  if (found) return found.element
  const known = choices.map(({ element }) => labelOf(element) || asString(element.tag))
  throw new Error(`the card has no ${wanted} to choose from; it has: ${known.join(', ') || 'none'}`)
}

function hasChoice(element: Json): boolean {
  return (
    Array.isArray(element.options) ||
    /^(input|checker|date_picker|picker_|select_)/.test(asString(element.tag))
  )
}

/** Where a click leads in a browser, if the component opens a link. */
export function linkOf(element: Json): string | undefined {
  const behavior = asArray(element.behaviors)
    .map(asObject)
    .find(({ type }) => type === 'open_url')
  const url = behavior?.default_url ?? behavior?.pc_url ?? element.url
  return typeof url === 'string' ? url : undefined
}

/** What the component gives back to the bot. */
export function callbackValue(element: Json): unknown {
  const behavior = asArray(element.behaviors)
    .map(asObject)
    .find(({ type }) => type === 'callback')
  return behavior ? (behavior.value ?? {}) : element.value
}

function valuePart(element: Json): Json {
  const value = callbackValue(element)
  return value === undefined ? {} : { value }
}

function namePart(element: Json): Json {
  return element.name === undefined ? {} : { name: element.name }
}
