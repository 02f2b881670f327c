/**
 * Formulas that admins write: metrics, numbers, + - * / and a few functions. `jsep` reads the text into a
 * tree; only the nodes named here are understood, and nothing of it is ever executed as code.
 */
import { distance } from 'fastest-levenshtein'
import jsep from 'jsep'
import { isMetric, type MetricKey, metricKeys } from '../performance/metrics.ts'
import {
  type CallName,
  callNames,
  callOf,
  calls,
  callValue,
  isPaired,
  known,
  type Value,
} from './calls.ts'
import { plainFormula } from './text.ts'

export type Formula = {
  readonly text: string
  readonly metrics: readonly MetricKey[]
  readonly root: Node
}

export type Operator = '+' | '-' | '*' | '/'

export type Node =
  | { kind: 'number'; value: number }
  | { kind: 'metric'; key: MetricKey }
  | { kind: 'negative'; of: Node }
  | { kind: 'binary'; operator: Operator; left: Node; right: Node }
  | { kind: 'call'; name: CallName; of: readonly Node[] }

/** What is wrong with a text; `at` is the place in it, from 1, where it is known. */
export type FormulaFault =
  | { fault: 'empty' }
  | { fault: 'tooLong'; most: number }
  | { fault: 'tooDeep'; most: number }
  | { fault: 'unreadable'; at: number | null }
  /** `meant`: names that look like it, the nearest first. */
  | { fault: 'unknownName'; name: string; at: number | null; meant: readonly string[] }
  | { fault: 'notAllowed'; what: string; at: number | null }
  | {
      fault: 'wrongCount'
      name: string
      least: number
      most: number | null
      paired: boolean
      at: number | null
    }
  | { fault: 'noMetric' }

export { formulaCalls } from './calls.ts'

const MOST_LETTERS = 500
const MOST_NODES = 100
/** Brackets, functions and signs within one another. */
const MOST_DEEP = 25

/**
 * Reads a formula. `names` are other words for metrics, such as their Chinese names; a metric's own key
 * always works. Digits may be full width; `×`, `÷` and `％` (a hundredth) are read as people type them.
 */
export function parseFormula(
  text: string,
  names: ReadonlyMap<string, MetricKey> = new Map(),
): Formula | FormulaFault {
  if (text.trim() === '') return { fault: 'empty' }
  if (text.length > MOST_LETTERS) return { fault: 'tooLong', most: MOST_LETTERS }
  const { plain, from } = plainFormula(
    text,
    new Map([...names].filter(([name]) => /\s/.test(name))),
  )
  const place = (index: number) => (index < 0 ? null : (from[index] ?? text.length) + 1)
  if (depthOf(plain) > MOST_DEEP) return { fault: 'tooDeep', most: MOST_DEEP }
  let tree: jsep.Expression
  try {
    tree = jsep(plain)
  } catch (error) {
    const at = (error as { index?: unknown }).index
    return { fault: 'unreadable', at: typeof at === 'number' ? place(at) : null }
  }
  const reader = new Reader(names, (sign) => place(findSign(plain, sign)))
  try {
    const root = reader.read(tree, 0)
    if (reader.metrics.size === 0) return { fault: 'noMetric' }
    return { text: plain.trim(), metrics: [...reader.metrics], root }
  } catch (error) {
    if (error instanceof Fault) return error.fault
    throw error
  }
}

/** Brackets within brackets: looked at before the parser goes down into them. */
function depthOf(plain: string): number {
  let [depth, most] = [0, 0]
  for (const sign of plain) {
    if (sign === '(' || sign === '[') most = Math.max(most, ++depth)
    if (sign === ')' || sign === ']') depth -= 1
  }
  return most
}

/** Where a name stands by itself, or a sign; -1 for nowhere. */
function findSign(plain: string, sign: string): number {
  if (!/^[\p{L}_$]/u.test(sign)) return plain.indexOf(sign)
  for (const match of plain.matchAll(/[\p{L}\p{N}_$]+/gu)) if (match[0] === sign) return match.index
  return -1
}

class Fault extends Error {
  readonly fault: FormulaFault
  constructor(fault: FormulaFault) {
    super(fault.fault)
    this.fault = fault
  }
}

/** The sign by which people know what the parser calls so. */
const signOf: Readonly<Record<string, string>> = {
  MemberExpression: '.',
  ConditionalExpression: '?',
  ArrayExpression: '[',
  ThisExpression: 'this',
  SequenceExpression: ',',
}

class Reader {
  readonly metrics = new Set<MetricKey>()
  private readonly names: ReadonlyMap<string, MetricKey>
  private readonly placeOf: (sign: string) => number | null
  private nodes = 0

  constructor(names: ReadonlyMap<string, MetricKey>, placeOf: (sign: string) => number | null) {
    this.names = names
    this.placeOf = placeOf
  }

  read(node: jsep.Expression, depth: number): Node {
    this.nodes += 1
    if (this.nodes > MOST_NODES) throw new Fault({ fault: 'tooLong', most: MOST_LETTERS })
    switch (node.type) {
      case 'Literal': {
        const { value, raw } = node as jsep.Literal
        if (typeof value !== 'number' || !Number.isFinite(value)) throw this.refuse(String(raw))
        return { kind: 'number', value }
      }
      case 'Identifier':
        return { kind: 'metric', key: this.metric((node as jsep.Identifier).name) }
      case 'UnaryExpression': {
        const { operator, argument } = node as jsep.UnaryExpression
        if (operator === '+') return this.read(argument, depth)
        if (operator !== '-') throw this.refuse(operator)
        return { kind: 'negative', of: this.below(argument, depth) }
      }
      case 'BinaryExpression': {
        const { operator, left, right } = node as jsep.BinaryExpression
        if (!isOperator(operator)) throw this.refuse(operator)
        // A long sum leans to the left: that is no depth that anybody sees.
        return {
          kind: 'binary',
          operator,
          left: this.read(left, depth),
          right: this.below(right, depth),
        }
      }
      case 'CallExpression':
        return this.call(node as jsep.CallExpression, depth)
      case 'Compound':
        throw this.refuse(this.placeOf(';') !== null ? ';' : nameIn(node as jsep.Compound))
      default:
        throw this.refuse(signOf[node.type] ?? node.type)
    }
  }

  private below(node: jsep.Expression, depth: number): Node {
    if (depth >= MOST_DEEP) throw new Fault({ fault: 'tooDeep', most: MOST_DEEP })
    return this.read(node, depth + 1)
  }

  private refuse(what: string): Fault {
    return new Fault({ fault: 'notAllowed', what, at: this.placeOf(what) })
  }

  private call({ callee, arguments: given }: jsep.CallExpression, depth: number): Node {
    if (callee.type !== 'Identifier') throw this.refuse(signOf[callee.type] ?? callee.type)
    const written = (callee as jsep.Identifier).name
    const name = callOf(written)
    if (!name) throw this.unknown(written, callNames)
    const { least, most } = calls[name]
    const paired = isPaired(name)
    if (
      given.length < least ||
      (most !== null && given.length > most) ||
      (paired && given.length % 2 === 1)
    )
      throw new Fault({
        ...{ fault: 'wrongCount', name: written, least, most, paired },
        at: this.placeOf(written),
      })
    return { kind: 'call', name, of: given.map((one) => this.below(one, depth)) }
  }

  private metric(name: string): MetricKey {
    const key = isMetric(name) ? name : this.names.get(name)
    if (!key) throw this.unknown(name, [...this.names.keys(), ...metricKeys])
    this.metrics.add(key)
    return key
  }

  private unknown(name: string, all: readonly string[]): Fault {
    const meant = likely(name, all)
    return new Fault({ fault: 'unknownName', name, at: this.placeOf(name), meant })
  }
}

/** The second of two things that stand side by side without a sign between them. */
const nameIn = ({ body }: jsep.Compound): string => {
  const second = body[1] as { name?: string; raw?: string } | undefined
  return second?.name ?? second?.raw ?? ' '
}

/** How alike a name must be to be offered: half of its letters, or a part of it. */
const ALIKE = 0.5
const OFFERED = 2

/** Names that somebody may have meant: of the same script, the most alike first. */
function likely(name: string, all: readonly string[]): string[] {
  const isHan = (text: string) => /\p{Script=Han}/u.test(text)
  const plain = name.toLowerCase()
  const alike = (one: string) => {
    const other = one.toLowerCase()
    const share = 1 - distance(plain, other) / Math.max(plain.length, other.length, 1)
    const isPart = plain.length > 1 && (other.includes(plain) || plain.includes(other))
    return isPart ? Math.max(share, ALIKE + share / 2) : share
  }
  return [...new Set(all)]
    .filter((one) => isHan(one) === isHan(name))
    .map((one) => ({ one, share: alike(one) }))
    .filter(({ share }) => share >= ALIKE)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, OFFERED)
    .map(({ one }) => one)
}

const isOperator = (text: string): text is Operator => ['+', '-', '*', '/'].includes(text)

export const isFormula = (read: Formula | FormulaFault): read is Formula => 'root' in read

/** What is known of somebody, in the unit in which formulas reckon. */
export type FormulaValues = Readonly<Partial<Record<MetricKey, number | null>>>

/** The value of a formula for one person; null where what it needs is missing, or a divisor is 0. */
export const evaluate = ({ root }: Formula, values: FormulaValues): number | null =>
  nodeValue(root, values)

export function nodeValue(node: Node, values: FormulaValues): Value {
  switch (node.kind) {
    case 'number':
      return node.value
    case 'metric':
      return values[node.key] ?? null
    case 'negative': {
      const value = nodeValue(node.of, values)
      return value === null ? null : -value
    }
    case 'binary': {
      const [left, right] = [nodeValue(node.left, values), nodeValue(node.right, values)]
      if (left === null || right === null) return null
      return known(binary[node.operator](left, right))
    }
    case 'call':
      return callValue(
        node.name,
        node.of.map((one) => nodeValue(one, values)),
      )
  }
}

const binary: Record<Operator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? Number.NaN : a / b),
}
