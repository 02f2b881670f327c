import type { Json } from '../types.ts'
import { type Problem, problem, SUB } from './problem.ts'
import { markdownOf } from './references.ts'
import { countElements, type Place } from './walk.ts'

export const MAX_REQUEST_BYTES = 30 * 1024
const MAX_ELEMENTS = 200
const MAX_TABLES = 5
/** What a request carries besides `content`: receive_id, msg_type, uuid, braces. */
const ENVELOPE_BYTES = 160

/** The size of a request that sends the card: `content` is JSON inside JSON, so quotes double. */
export function requestBytes(card: Json): number {
  return Buffer.byteLength(JSON.stringify({ content: JSON.stringify(card) })) + ENVELOPE_BYTES
}

/** Limits of the card as a whole. */
export function limitProblems(card: Json, found: Place[], bytes: number): Problem[] {
  const problems: Problem[] = []
  if (bytes > MAX_REQUEST_BYTES) {
    const said = `ext=${bytes} bytes, limit ${MAX_REQUEST_BYTES}`
    const message = `The length of the message content reaches its limit, ${said}`
    problems.push({ ...problem(0, message, []), code: 230025 })
  }
  const elements = countElements([card.header, card.body])
  if (elements > MAX_ELEMENTS) {
    const said = `${elements} with texts, limit ${MAX_ELEMENTS}`
    problems.push(problem(SUB.limit, 'element exceeds the limit', [], said))
  }
  const tables = found.reduce((sum, place) => sum + tablesIn(place), 0)
  if (tables > MAX_TABLES) {
    problems.push(problem(SUB.limit, 'card table number over limit', [], 'table'))
  }
  return problems
}

/** A native table, or tables of GFM in markdown: they count too. */
function tablesIn({ element, tag }: Place): number {
  if (tag === 'table') return 1
  if (tag !== 'markdown') return 0
  const rule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/gm
  return markdownOf(element).reduce((sum, text) => sum + (text.match(rule)?.length ?? 0), 0)
}
