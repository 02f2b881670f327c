/**
 * Formulas that admins write: metrics, numbers, + - * / and a few functions. `jsep` reads the text into a
 * tree; only the nodes named here are understood, and nothing of it is ever executed as code.
 */
import jsep from 'jsep'
import { isMetric, type MetricKey } from '../performance/metrics.ts'

export type Formula = {
  readonly text: string
  readonly metrics: readonly MetricKey[]
  readonly root: Node
}

type Operator = '+' | '-' | '*' | '/'
type Call = keyof typeof calls

type Node =
  | { kind: 'number'; value: number }
  | { kind: 'metric'; key: MetricKey }
  | { kind: 'negative'; of: Node }
  | { kind: 'binary'; operator: Operator; left: Node; right: Node }
  | { kind: 'call'; name: Call; of: readonly Node[] }

/** What is wrong with a text; `at` is the place of the sign, from 1, where it is known. */
export type FormulaFault =
  | { fault: 'empty' }
  | { fault: 'tooLong'; most: number }
  | { fault: 'unreadable'; at: number | null }
  | { fault: 'unknownName'; name: string }
  | { fault: 'notAllowed'; what: string }
  | { fault: 'wrongCount'; name: string; least: number; most: number | null }
  | { fault: 'noMetric' }

/**
 * Missing data is null and stays null through every operation, so that nobody's gap counts as 0; whoever
 * wants it to count says so: `or(metric, 0)`. Division by 0 is null as well.
 */
const calls = {
  /** Least and greatest of those that are known. */
  min: { least: 1, most: null, of: (...all: Value[]) => pick(all, Math.min) },
  max: { least: 1, most: null, of: (...all: Value[]) => pick(all, Math.max) },
  /** The first that is known. */
  or: { least: 2, most: null, of: (...all: Value[]) => all.find((one) => one !== null) ?? null },
  round: {
    least: 1,
    most: 2,
    of: (value: Value, digits: Value = 0) =>
      value === null || digits === null ? null : roundTo(value, digits),
  },
  /** Between a least and a greatest value. */
  clamp: {
    least: 3,
    most: 3,
    of: (value: Value, low: Value = null, high: Value = null) =>
      value === null || low === null || high === null ? null : Math.min(high, Math.max(low, value)),
  },
  /** 0–1: how far a value has come from one bound to the other; the bounds may run downwards. */
  scale: {
    least: 3,
    most: 3,
    of: (value: Value, from: Value = null, to: Value = null) =>
      value === null || from === null || to === null || from === to
        ? null
        : Math.min(1, Math.max(0, (value - from) / (to - from))),
  },
  /** The third where the first is at least the second, else the fourth. */
  ifAtLeast: {
    least: 4,
    most: 4,
    of: (value: Value, least: Value = null, yes: Value = null, no: Value = null) =>
      value === null || least === null ? null : value >= least ? yes : no,
  },
} as const satisfies Record<
  string,
  { least: number; most: number | null; of: (...all: never[]) => Value }
>

type Value = number | null

export const formulaCalls = Object.keys(calls) as readonly Call[]

const MOST_LETTERS = 500
const MOST_NODES = 100

/**
 * Reads a formula. `names` are other words for metrics, such as their Chinese names; a metric's own key
 * always works. Digits may be full width; `×`, `÷` and `％` (a hundredth) are read as people type them.
 */
export function parseFormula(
  text: string,
  names: ReadonlyMap<string, MetricKey> = new Map(),
): Formula | FormulaFault {
  const plain = text
    .normalize('NFKC')
    .replace(/[×✕]/g, '*')
    .replace(/÷/g, '/')
    .replace(/(\d+(?:\.\d+)?)\s*%/g, '($1/100)')
    .trim()
  if (plain === '') return { fault: 'empty' }
  if (plain.length > MOST_LETTERS) return { fault: 'tooLong', most: MOST_LETTERS }
  let tree: jsep.Expression
  try {
    tree = jsep(plain)
  } catch (error) {
    const at = (error as { index?: unknown }).index
    return { fault: 'unreadable', at: typeof at === 'number' ? at + 1 : null }
  }
  const reader = new Reader(names)
  try {
    const root = reader.read(tree)
    if (reader.metrics.size === 0) return { fault: 'noMetric' }
    return { text: plain, metrics: [...reader.metrics], root }
  } catch (error) {
    if (error instanceof Fault) return error.fault
    throw error
  }
}

class Fault extends Error {
  readonly fault: FormulaFault
  constructor(fault: FormulaFault) {
    super(fault.fault)
    this.fault = fault
  }
}

class Reader {
  readonly metrics = new Set<MetricKey>()
  private readonly names: ReadonlyMap<string, MetricKey>
  private nodes = 0

  constructor(names: ReadonlyMap<string, MetricKey>) {
    this.names = names
  }

  read(node: jsep.Expression): Node {
    this.nodes += 1
    if (this.nodes > MOST_NODES) throw new Fault({ fault: 'tooLong', most: MOST_LETTERS })
    switch (node.type) {
      case 'Literal': {
        const { value } = node as jsep.Literal
        if (typeof value !== 'number' || !Number.isFinite(value))
          throw new Fault({ fault: 'notAllowed', what: String((node as jsep.Literal).raw) })
        return { kind: 'number', value }
      }
      case 'Identifier':
        return { kind: 'metric', key: this.metric((node as jsep.Identifier).name) }
      case 'UnaryExpression': {
        const { operator, argument } = node as jsep.UnaryExpression
        if (operator === '+') return this.read(argument)
        if (operator !== '-') throw new Fault({ fault: 'notAllowed', what: operator })
        return { kind: 'negative', of: this.read(argument) }
      }
      case 'BinaryExpression': {
        const { operator, left, right } = node as jsep.BinaryExpression
        if (!isOperator(operator)) throw new Fault({ fault: 'notAllowed', what: operator })
        return { kind: 'binary', operator, left: this.read(left), right: this.read(right) }
      }
      case 'CallExpression':
        return this.call(node as jsep.CallExpression)
      default:
        throw new Fault({ fault: 'notAllowed', what: node.type })
    }
  }

  private call({ callee, arguments: given }: jsep.CallExpression): Node {
    const name = callee.type === 'Identifier' ? (callee as jsep.Identifier).name : ''
    if (!isCall(name)) throw new Fault({ fault: 'unknownName', name: name || callee.type })
    const { least, most } = calls[name]
    if (given.length < least || (most !== null && given.length > most))
      throw new Fault({ fault: 'wrongCount', name, least, most })
    return { kind: 'call', name, of: given.map((one) => this.read(one)) }
  }

  private metric(name: string): MetricKey {
    const key = isMetric(name) ? name : this.names.get(name)
    if (!key) throw new Fault({ fault: 'unknownName', name })
    this.metrics.add(key)
    return key
  }
}

const isOperator = (text: string): text is Operator => ['+', '-', '*', '/'].includes(text)
const isCall = (name: string): name is Call => Object.hasOwn(calls, name)

export const isFormula = (read: Formula | FormulaFault): read is Formula => 'root' in read

/** The value of a formula for one person; null where what it needs is missing, or a divisor is 0. */
export function evaluate(
  { root }: Formula,
  values: Readonly<Partial<Record<MetricKey, number | null>>>,
): number | null {
  const of = (node: Node): Value => {
    switch (node.kind) {
      case 'number':
        return node.value
      case 'metric':
        return values[node.key] ?? null
      case 'negative': {
        const value = of(node.of)
        return value === null ? null : -value
      }
      case 'binary': {
        const [left, right] = [of(node.left), of(node.right)]
        if (left === null || right === null) return null
        return known(binary[node.operator](left, right))
      }
      case 'call':
        return known((calls[node.name].of as (...all: Value[]) => Value)(...node.of.map(of)))
    }
  }
  return of(root)
}

const binary: Record<Operator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? Number.NaN : a / b),
}

/** Beyond what numbers hold there is no value. */
const known = (value: Value): Value => (value !== null && Number.isFinite(value) ? value : null)

function pick(all: readonly Value[], of: (...known: number[]) => number): Value {
  const numbers = all.filter((one) => one !== null)
  return numbers.length > 0 ? of(...numbers) : null
}

function roundTo(value: number, digits: number): number {
  const factor = 10 ** Math.min(6, Math.max(0, Math.trunc(digits)))
  return Math.round(value * factor) / factor
}
