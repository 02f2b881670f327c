/** A formula as it was typed, made plain for the parser, with the place that each sign came from. */

export type PlainFormula = {
  readonly plain: string
  /** Of each character of `plain`, its place in the text as typed, from 0. */
  readonly from: readonly number[]
}

const signs: Readonly<Record<string, string>> = {
  '×': '*',
  '✕': '*',
  '÷': '/',
  '－': '-',
  '−': '-',
}

/**
 * Full width becomes half width, `×` and `÷` the signs of the parser, `40%` a number, and names that hold
 * blanks (`Valid rate`) the key that they stand for.
 */
export function plainFormula(
  text: string,
  spaced: ReadonlyMap<string, string> = new Map(),
): PlainFormula {
  let plain = ''
  const from: number[] = []
  let at = 0
  for (const sign of text) {
    for (const one of signs[sign] ?? sign.normalize('NFKC')) {
      plain += one
      for (let i = 0; i < one.length; i++) from.push(at)
    }
    at += sign.length
  }
  const replaced = replacing({ plain, from }, /(\d+(?:\.\d+)?)\s*%/g, (digits) =>
    String(Number((Number(digits) / 100).toPrecision(12))),
  )
  return [...spaced]
    .toSorted(([a], [b]) => b.length - a.length)
    .reduce(
      (made, [name, key]) =>
        replacing(made, new RegExp(`(?<![\\w])(${escaped(name)})(?![\\w])`, 'gi'), () => key),
      replaced,
    )
}

const escaped = (name: string) =>
  name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')

/** Puts `by` of a match's first group in its place; all of it then comes from where the match began. */
function replacing(
  { plain, from }: PlainFormula,
  pattern: RegExp,
  by: (group: string) => string,
): PlainFormula {
  let made = ''
  const places: number[] = []
  let last = 0
  for (const match of plain.matchAll(pattern)) {
    const text = by(match[1] ?? '')
    made += plain.slice(last, match.index) + text
    places.push(...from.slice(last, match.index))
    places.push(...Array.from(text, () => from[match.index] ?? 0))
    last = match.index + match[0].length
  }
  return { plain: made + plain.slice(last), from: [...places, ...from.slice(last)] }
}
