import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser'

export interface Range {
  from: number
  to: number
}

/** `ROOT -> body -> elements -> [2](tag: chart)` as keys and places in lists. */
export function stepsOf(path: string): (string | number)[] {
  return path
    .split('->')
    .map((one) => one.trim().replace(/\(tag: [^)]*\)$/, ''))
    .filter((one) => one !== '' && one !== 'ROOT')
    .map((one) => {
      const index = /^\[(\d+)\]$/.exec(one)?.[1]
      return index === undefined ? one : Number(index)
    })
}

/** What the validator says of a place. */
export interface Finding {
  path: string
  message: string
  value: string
}

/** Of an object the property that is meant: named or quoted by the finding, else its `tag`. */
function meant(object: Node, { message, value }: Finding): Node | undefined {
  const properties = object.children ?? []
  const key = (one: Node) => String(one.children?.[0]?.value)
  const quoted = (one: Node) => {
    const said: unknown = one.children?.[1]?.value
    return typeof said === 'string' && said.length > 1 && (said === value || message.includes(said))
  }
  return (
    properties.find((one) => key(one) === value) ??
    properties.find((one) => key(one) !== 'tag' && quoted(one)) ??
    properties.find((one) => key(one) === 'tag') ??
    properties[0]
  )
}

function rangeOf(node: Node, finding: Finding): Range {
  if (node.type === 'object') {
    const shown = meant(node, finding)
    if (shown) return { from: shown.offset, to: shown.offset + shown.length }
  }
  if (node.type === 'array') return { from: node.offset, to: node.offset + 1 }
  return { from: node.offset, to: node.offset + node.length }
}

/** Where the path stands in the text; what is missing is shown at the nearest thing around it. */
export function rangeAt(text: string, finding: Finding): Range {
  const tree = parseTree(text)
  const steps = stepsOf(finding.path)
  for (let length = steps.length; tree && length >= 0; length--) {
    const node = findNodeAtLocation(tree, steps.slice(0, length))
    if (!node) continue
    const parent = node.parent
    // The key belongs to what is wrong: an unknown property is wrong by its name.
    if (parent?.type === 'property' && node.type !== 'object' && node.type !== 'array') {
      return { from: parent.offset, to: parent.offset + parent.length }
    }
    return rangeOf(node, finding)
  }
  return { from: 0, to: Math.min(1, text.length) }
}

export interface Broken extends Range {
  line: number
  column: number
}

/** Where the text stops being JSON, or undefined. */
export function brokenAt(text: string): Broken | undefined {
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const first = errors[0]
  if (!first && text.trim() !== '') return undefined
  const from = Math.min(first?.offset ?? 0, Math.max(0, text.length - 1))
  const before = text.slice(0, from).split('\n')
  return {
    from,
    to: Math.min(text.length, from + Math.max(1, first?.length ?? 1)),
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  }
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
