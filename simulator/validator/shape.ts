import type { z } from 'zod'
import { containers } from './containers.ts'
import { content } from './content.ts'
import { frame } from './frame.ts'
import { inputs } from './inputs.ts'
import { type Path, type Problem, problem, SUB } from './problem.ts'
import type { Place } from './walk.ts'

const SCHEMAS: Record<string, z.ZodType> = { ...content, ...inputs, ...containers }
/** Tags of 1.0 that are gone, and what to use instead. */
const GONE: Record<string, string> = {
  action: 'put the buttons into elements directly',
  note: 'use div or markdown with text_size notation',
}

/** Whether the frame has only known properties with right values. */
export function frameProblems(card: object): Problem[] {
  return problemsOf(frame, card, [])
}

/** Whether a component is known and has only known properties with right values. */
export function shapeProblems({ element, tag, path, around }: Place): Problem[] {
  if (GONE[tag]) {
    return [problem(SUB.shape, `tag ${tag} is not supported in schema 2.0: ${GONE[tag]}`, path)]
  }
  const schema = SCHEMAS[tag]
  if (!schema) return [problem(SUB.shape, `not support tag: ${tag}`, path, tag)]
  const isMisplaced = (tag === 'column') !== (path.at(-2) === 'columns')
  if (isMisplaced) {
    const where = around.at(-1) ?? 'body'
    return [problem(SUB.shape, `tag ${tag} cannot stand here, in ${where}`, path, tag)]
  }
  return problemsOf(schema, element, path)
}

function problemsOf(schema: z.ZodType, value: unknown, path: Path): Problem[] {
  const parsed = schema.safeParse(value)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => {
    const where = [...path, ...issue.path.map(String)]
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.join(', ')
      return problem(SUB.shape, `unknown property, property: ${keys}`, where, keys)
    }
    return problem(SUB.shape, `invalid value: ${issue.message}`, where, at(value, issue.path))
  })
}

function at(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  )
}
