/** A formula shown again: as text, and as the parts that a value is made of. */
import type { MetricKey } from '../performance/metrics.ts'
import { type CallName, pairsOf, type Value, weightsOf } from './calls.ts'
import { type Formula, type FormulaValues, type Node, nodeValue } from './formula.ts'

export type NamesOf = {
  readonly metric: (key: MetricKey) => string
  readonly call: (name: CallName) => string
  readonly times: string
  readonly over: string
}

/** As formulas are kept: keys and plain signs, which every later version reads in the same way. */
export const canonicalNames: NamesOf = {
  metric: (key) => key,
  call: (name) => name,
  times: '*',
  over: '/',
}

/** A formula as text that reads back as the same formula. */
export function textOf(node: Node, names: NamesOf): string {
  switch (node.kind) {
    case 'number':
      return decimal(node.value)
    case 'metric':
      return names.metric(node.key)
    case 'negative':
      return `-${bracketed(node.of, names, node.of.kind === 'binary' || node.of.kind === 'negative')}`
    case 'call':
      return `${names.call(node.name)}(${node.of.map((one) => textOf(one, names)).join(', ')})`
    case 'binary': {
      const { operator, left, right } = node
      const strong = operator === '*' || operator === '/'
      const isSum = (one: Node) =>
        one.kind === 'binary' && (one.operator === '+' || one.operator === '-')
      const sign = operator === '*' ? names.times : operator === '/' ? names.over : operator
      // On the right also what is as strong has to stay together, and a sign may not follow a sign.
      const rightStays =
        right.kind === 'negative' || (right.kind === 'binary' && (strong || isSum(right)))
      return `${bracketed(left, names, strong && isSum(left))} ${sign} ${bracketed(right, names, rightStays)}`
    }
  }
}

const bracketed = (node: Node, names: NamesOf, isNeeded: boolean) =>
  isNeeded ? `(${textOf(node, names)})` : textOf(node, names)

/** Never with an exponent, which a formula cannot hold. */
function decimal(value: number): string {
  const short = String(value)
  return /e/i.test(short) ? value.toFixed(20).replace(/\.?0+$/, '') : short
}

export type Part = {
  readonly node: Node
  /** Times which the part counts; of a weighted mean its share of the whole. Null for a fixed number. */
  readonly weight: number | null
  /** What is known of the part itself; null where it is missing. */
  readonly value: Value
  /** What it brings to the sum; null where it is missing and left out. */
  readonly contribution: Value
}

/**
 * Takes a formula apart into terms that add up to its value (before the rounding and limits around the
 * whole). A term of a weighted mean that is missing brings nothing, and its weight goes to the others; any
 * other term that is missing leaves the whole without a value.
 */
export function partsOf({ root }: Formula, values: FormulaValues): Part[] {
  return split(inner(root), 1, values)
}

/** Without rounding and limits around the whole. */
function inner(node: Node): Node {
  if (node.kind !== 'call' || (node.name !== 'round' && node.name !== 'clamp')) return node
  const [first] = node.of
  return first ? inner(first) : node
}

function split(node: Node, factor: number, values: FormulaValues): Part[] {
  if (node.kind === 'negative') return split(node.of, -factor, values)
  if (node.kind === 'binary') {
    const { operator, left, right } = node
    if (operator === '+' || operator === '-')
      return [
        ...split(left, factor, values),
        ...split(right, operator === '-' ? -factor : factor, values),
      ]
    const [leftFixed, rightFixed] = [fixed(left), fixed(right)]
    if (operator === '*' && rightFixed !== null && leftFixed === null)
      return split(left, factor * rightFixed, values)
    if (operator === '*' && leftFixed !== null && rightFixed === null)
      return split(right, factor * leftFixed, values)
    if (operator === '/' && rightFixed !== null && rightFixed !== 0 && leftFixed === null)
      return split(left, factor / rightFixed, values)
  }
  if (node.kind === 'call' && node.name === 'weighted') return means(node.of, factor, values)
  const value = nodeValue(node, values)
  const contribution = value === null ? null : value * factor
  if (fixed(node) !== null) return [{ node, weight: null, value: contribution, contribution }]
  return [{ node, weight: factor, value, contribution }]
}

function means(all: readonly Node[], factor: number, values: FormulaValues): Part[] {
  const pairs = pairsOf(all).map(([node, weight]) => ({
    node,
    value: nodeValue(node, values),
    weight: nodeValue(weight, values),
  }))
  const { known: has, all: whole } = weightsOf(pairs)
  const share = (weight: Value, of: number) => (of === 0 ? 0 : ((weight ?? 0) / of) * factor)
  return pairs.map(({ node, value, weight }) => ({
    node,
    weight: share(weight, whole),
    value,
    contribution: value === null ? null : value * share(weight, has),
  }))
}

/** The value of what holds no metric; null for the rest. */
const fixed = (node: Node): Value => (hasMetric(node) ? null : nodeValue(node, {}))

function hasMetric(node: Node): boolean {
  switch (node.kind) {
    case 'number':
      return false
    case 'metric':
      return true
    case 'negative':
      return hasMetric(node.of)
    case 'binary':
      return hasMetric(node.left) || hasMetric(node.right)
    case 'call':
      return node.of.some(hasMetric)
  }
}
