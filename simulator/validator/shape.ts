import type { z } from 'zod'
import { asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { containers } from './containers.ts'
import { content } from './content.ts'
import { frame } from './frame.ts'
import { inputs } from './inputs.ts'
import { type Path, type Problem, problem, SUB } from './problem.ts'
import type { Place } from './walk.ts'

const SCHEMAS: Record<string, z.ZodType> = { ...content, ...inputs, ...containers }
/** Tags of all components that the validator knows. */
export const COMPONENTS = Object.keys(SCHEMAS)
/** Tags of 1.0 that are gone: buttons now stand by themselves, a note is a small text. */
const GONE = new Set(['action', 'note'])

/** Whether the frame has only known properties with right values. */
export function frameProblems(card: object): Problem[] {
  return problemsOf(frame, card, [])
}

/** Whether a component is known and has only known properties with right values. */
export function shapeProblems({ element, tag, path, around }: Place): Problem[] {
  if (GONE.has(tag)) return [problem(SUB.gone, `unsupported tag ${tag}`, path)]
  const schema = SCHEMAS[tag]
  if (!schema) return [problem(SUB.shape, `not support tag: ${tag}`, path, tag)]
  const isMisplaced = (tag === 'column') !== (path.at(-2) === 'columns')
  if (isMisplaced) {
    const where = around.at(-1) ?? 'body'
    return [problem(SUB.shape, `tag ${tag} cannot stand in ${where}`, path, tag)]
  }
  return problemsOf(schema, element, path)
}

function problemsOf(schema: z.ZodType, value: unknown, path: Path): Problem[] {
  const given = withoutUnset(value)
  const parsed = schema.safeParse(given)
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue) => {
    const where = [...path, ...tagged(given, issue.path)]
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        problem(SUB.shape, `unknown property, property: ${key}`, where, key),
      )
    }
    const wrong = at(given, issue.path)
    const said = wrong === undefined ? 'is required' : `is invalid: ${issue.message}`
    const name = String(issue.path.at(-1) ?? 'value')
    return [problem(SUB.shape, `${name} ${said}`, where, wrong)]
  })
}

/** Parts that the platform's own samples leave empty where nothing is set. */
const MAY_BE_EMPTY = new Set([
  'header',
  'config',
  'card_link',
  'title',
  'subtitle',
  'text',
  'icon',
  'alt',
  'label',
  'placeholder',
  'confirm',
  'hover_tips',
  'disabled_tips',
  'multi_url',
  'border',
])

/** A copy without the parts that are `{}`; lists of other components stay as they are. */
function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnset)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(
    ([key, part]) => !(MAY_BE_EMPTY.has(key) && isObject(part) && Object.keys(part).length === 0),
  )
  return Object.fromEntries(
    kept.map(([key, part]) => [key, OPAQUE.has(key) ? part : withoutUnset(part)]),
  )
}

/** Data of the card's maker, and components that are checked in their own turn. */
const OPAQUE = new Set(['elements', 'columns', 'buttons', 'rows', 'chart_spec', 'value'])

function at(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  )
}

/** Steps of a path as the platform writes them: `[0]`, `text(tag: plain_text)`. */
function tagged(value: unknown, path: PropertyKey[]): string[] {
  return path.map((key, index) => {
    const name = typeof key === 'number' ? `[${key}]` : String(key)
    const tag = asString((at(value, path.slice(0, index + 1)) as Json | undefined)?.tag)
    return tag ? `${name}(tag: ${tag})` : name
  })
}
