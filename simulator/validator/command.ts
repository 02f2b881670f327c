import { readFileSync } from 'node:fs'
import { adviseCard } from './advice.ts'
import { renderProblem } from './problem.ts'
import { validateCard } from './validate.ts'

/** 0: the platform takes all cards; 1: it refuses one; 2: a file is no JSON or not there. */
type ExitCode = 0 | 1 | 2

/**
 * Prints what the platform would refuse in each file, `-` being stdin, and what it takes but
 * does not draw as meant. A file holds a card or a list of cards.
 */
export function validateFiles(paths: string[], print: (line: string) => void): ExitCode {
  const codes = paths.map((path) => validateFile(path, print))
  return codes.includes(2) ? 2 : codes.includes(1) ? 1 : 0
}

function validateFile(path: string, print: (line: string) => void): ExitCode {
  const name = path === '-' ? 'stdin' : path
  let read: unknown
  try {
    read = JSON.parse(readFileSync(path === '-' ? 0 : path, 'utf8'))
  } catch (error) {
    print(`${name}: cannot be read as JSON: ${error instanceof Error ? error.message : error}`)
    return 2
  }
  const cards = Array.isArray(read) ? read : [read]
  const refused = cards.map((card: unknown, index) => {
    const label = cards.length > 1 ? `${name} [${index}]` : name
    const problems = validateCard(card)
    for (const problem of problems) {
      const said = renderProblem(problem)
      const at = said.includes(problem.path) ? '' : problem.path
      print(`${label}: error ${problem.code}: ${said}${at}`)
    }
    for (const { message, path: at } of adviseCard(card)) print(`${label}: note: ${message}, ${at}`)
    print(problems.length === 0 ? `${label}: the card is valid` : `${label}: ${count(problems)}`)
    return problems.length > 0
  })
  return refused.includes(true) ? 1 : 0
}

function count(problems: unknown[]): string {
  return problems.length === 1 ? '1 problem' : `${problems.length} problems`
}
