import { asArray, asString } from '../json.ts'
import type { Json } from '../types.ts'
import { type Problem, problem, SUB } from './problem.ts'
import type { Place } from './walk.ts'

const CONTAINERS = new Set(['column_set', 'form', 'collapsible_panel', 'interactive_container'])
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
    void problems.push(problem(subCode, message, path, tag))
  if ((tag === 'form' || tag === 'table') && around.length > 0) {
    refuse(`${tag} can only stand at the root of the card, not in ${around.at(-1)}`)
  }
  if (tag === 'chart' && inForm) refuse('chart cannot stand in a form')
  const depth = around.filter((outer) => CONTAINERS.has(outer)).length
  if (CONTAINERS.has(tag) && depth + 1 > MAX_NESTING) {
    refuse(`containers are nested ${depth + 1} deep, limit ${MAX_NESTING}`)
  }
  if (isFormOnly(element, tag) && !inForm) refuse(`${tag} with several values needs a form`)
  if (!inForm && element.required === true) refuse('required is only valid in a form')
  if (!inForm && element.form_action_type !== undefined) {
    refuse('form_action_type is only valid in a form')
  }
  if (inForm && tag === 'button' && element.form_action_type === undefined) {
    refuse('a button in a form needs form_action_type submit or reset')
  }
  if (inForm && (FIELDS.has(tag) || tag === 'button') && !asString(element.name)) {
    refuse('name is required for interactive components in a form', SUB.formName)
  }
  if (tag === 'form' && !hasSubmit(element)) refuse('form has no submit button')
  return problems
}

/** Names and element ids must be unique in the whole card. */
export function uniquenessProblems(found: Place[]): Problem[] {
  const problems: Problem[] = []
  const names = new Set<string>()
  const ids = new Set<string>()
  for (const { element, path, around, tag } of found) {
    const name = asString(element.name)
    if (name && (around.includes('form') || tag === 'form')) {
      if (names.has(name)) {
        problems.push(problem(SUB.formName, 'name is not unique in the card', path, name))
      }
      names.add(name)
    }
    const id = element.element_id
    if (id === undefined) continue
    if (!/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(asString(id))) {
      const message = 'element_id: letters, digits, _, a letter first, at most 20'
      problems.push(problem(SUB.elementId, message, path, id))
    }
    if (ids.has(asString(id))) {
      problems.push(problem(SUB.elementId, 'element_id is not unique in the card', path, id))
    }
    ids.add(asString(id))
  }
  return problems
}

function isFormOnly(element: Json, tag: string): boolean {
  return /^multi_select/.test(tag) || (tag === 'select_img' && element.multi_select === true)
}

function hasSubmit(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSubmit)
  if (typeof value !== 'object' || value === null) return false
  const element = value as Json
  if (element.tag === 'button' && element.form_action_type === 'submit') return true
  return ['elements', 'columns'].some((key) => asArray(element[key]).some(hasSubmit))
}
