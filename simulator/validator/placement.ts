import { asArray, asString } from '../json.ts'
import type { Json } from '../types.ts'
import { type Problem, problem, SUB } from './problem.ts'
import type { Place } from './walk.ts'

const CONTAINERS = new Set(['column_set', 'form', 'collapsible_panel', 'interactive_container'])
/** Components that a person fills in. */
const FIELDS = new Set([
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
const MAX_NESTING = 5

/** What may stand in what. */
export function placementProblems({ element, tag, path, around }: Place): Problem[] {
  const problems: Problem[] = []
  const inForm = around.includes('form')
  const refuse = (message: string, subCode: number = SUB.limit) =>
    void problems.push(problem(subCode, message, path))
  if ((tag === 'form' || tag === 'table') && around.length > 0) {
    refuse(`${tag} can only be placed at the root of the card, not in ${around.at(-1)}`)
  }
  const depth = around.filter((outer) => CONTAINERS.has(outer)).length
  if (CONTAINERS.has(tag) && depth + 1 > MAX_NESTING) {
    refuse(`containers are nested ${depth + 1} deep, limit ${MAX_NESTING}`)
  }
  if (isFormOnly(element, tag) && !inForm) refuse(`${tag} can only be used in a form container`)
  if (tag === 'button' && roleOf(element) && !inForm) {
    refuse(`a button that may ${roleOf(element)} can only be used in a form container`)
  }
  if (tag === 'form' && !asString(element.name)) {
    refuse("form's name is required and can not be empty string")
  }
  if (inForm && FIELDS.has(tag) && !asString(element.name)) {
    refuse(`${tag}'s name is required and can not be empty string`, SUB.formName)
  }
  if (tag === 'form' && !hasSubmit(element)) {
    refuse('there is no submit button in the form container, at least one')
  }
  return problems
}

/** Names and element ids must be unique in the whole card; names share one space. */
export function uniquenessProblems(card: Json, found: Place[]): Problem[] {
  const names = new Set<string>()
  const ids = new Map<string, string>()
  const problems: Problem[] = []
  const tags = asArray((card.header as Json | undefined)?.text_tag_list) as Json[]
  const marked = tags.map((element, index) => ({
    element,
    tag: 'text_tag',
    path: ['header', 'text_tag_list', `[${index}](tag: text_tag)`],
  }))
  for (const { element, path, tag } of [...marked, ...found]) {
    const name = asString(element?.name)
    if (name && names.has(name)) {
      problems.push(problem(SUB.limit, `name(${name}) duplicate`, path, name))
    }
    if (name) names.add(name)
    const id = element?.element_id
    if (id === undefined || id === '') continue
    if (!/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(asString(id))) {
      problems.push(problem(SUB.elementId, `ElementID ${id}: ${ID_FORMAT}`, path, id))
    } else if (ids.has(asString(id)) && !isColumnOf(tag, path, ids.get(asString(id)))) {
      problems.push(problem(SUB.elementId, `ElementID ${id}: Code 1001: Duplicate ID`, path, id))
    }
    ids.set(asString(id), path.join())
  }
  return problems
}

const ID_FORMAT =
  'Code 1002: elementID format error. Only alphabets, numbers, and underscores are allowed. It must start with an alphabet and not exceed 20 characters.'

/** The platform's page of columns gives a column the id of its own set, so that is let through. */
function isColumnOf(tag: string, path: readonly string[], other: string | undefined): boolean {
  return tag === 'column' && path.slice(0, -2).join() === other
}

/** What a button does to its form, in the newer or the older word. */
export function roleOf(button: Json): 'submit' | 'reset' | undefined {
  const word = asString(button.form_action_type) || asString(button.action_type)
  const role = word.replace('form_', '')
  return role === 'submit' || role === 'reset' ? role : undefined
}

function isFormOnly(element: Json, tag: string): boolean {
  return /^multi_select/.test(tag) || (tag === 'select_img' && element.multi_select === true)
}

function hasSubmit(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSubmit)
  if (typeof value !== 'object' || value === null) return false
  const element = value as Json
  if (element.tag === 'button' && roleOf(element) === 'submit') return true
  return ['elements', 'columns'].some((key) => asArray(element[key]).some(hasSubmit))
}
