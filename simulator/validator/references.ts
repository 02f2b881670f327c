import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { type Path, type Problem, problem, SUB } from './problem.ts'
import { COLOR_PATTERN } from './values.ts'
import type { Known, Place } from './walk.ts'

export const INVALID_IMAGE = 'card contains invalid image keys'
const INVALID_PERSON = 'There is an invalid user resource(at/person) in your card'

/** Images must have been uploaded by the bot, people must exist. */
export function referenceProblems({ element, tag, path }: Place, known: Known): Problem[] {
  const images = imageKeys(element).filter((key) => !known.image(key))
  const people =
    element.drop_invalid_user_id === true
      ? []
      : personIds(element, tag).filter((id) => !known.person(id))
  const [image] = images
  return [
    ...(image === undefined ? [] : [problem(SUB.image, INVALID_IMAGE, path, `image key ${image}`)]),
    ...(people.length === 0 ? [] : [problem(SUB.person, INVALID_PERSON, path, people.join(','))]),
  ]
}

/** Image keys of the component itself, not of what it contains. */
function imageKeys(element: Json): string[] {
  const lists = [...asArray(element.img_list), ...asArray(element.options)].map(asObject)
  const icons = [element, asObject(element.header), ...lists].map((item) => asObject(item.icon))
  // An icon of the platform's own set does not use its img_key.
  const own = icons.filter((icon) => icon.tag !== 'standard_icon')
  const keys = [element, ...lists, ...own].map((holder) => asString(holder.img_key))
  const texts = markdownOf(element).flatMap((text) => [
    ...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g),
  ])
  return [...keys, ...texts.map((match) => match[1] ?? '')].filter(Boolean)
}

/**
 * Ids that must exist. Pickers leave unknown people out and `<person>` in a text shows an
 * unknown user, so those are not refused.
 */
function personIds(element: Json, tag: string): string[] {
  const ids: string[] = []
  if (tag === 'person') ids.push(asString(element.user_id))
  for (const person of asArray(element.persons)) ids.push(asString(asObject(person).id))
  for (const text of markdownOf(element)) {
    for (const [, list] of text.matchAll(/<at\s+ids?=["']?([^\s"'>]+)/g)) {
      ids.push(...(list ?? '').split(',').filter((id) => id !== 'all'))
    }
  }
  return ids
}

/** Texts in which markup works. */
export function markdownOf(element: Json): string[] {
  const own = element.tag === 'markdown' ? [asString(element.content)] : []
  const title = asObject(asObject(element.header).title)
  for (const text of [asObject(element.text), title]) {
    if (text.tag === 'lark_md' || text.tag === 'markdown') own.push(asString(text.content))
  }
  if (element.tag === 'table') own.push(...tableMarkdown(element))
  return own
}

function tableMarkdown(table: Json): string[] {
  const columns = asArray(table.columns).map(asObject)
  const names = columns
    .filter((column) => /markdown|lark_md/.test(asString(column.data_type)))
    .map((column) => asString(column.name))
  return asArray(table.rows).flatMap((row) => names.map((name) => asString(asObject(row)[name])))
}

const COLOR_KEYS = new Set(['text_color', 'border_color', 'background_color', 'background_style'])

/** Colours are of the list, rgba(…), or named in `config.style`; those of icons are not checked. */
export function styleProblems({ element, path }: Place, card: Json): Problem[] {
  const own = Object.keys(asObject(asObject(asObject(card.config).style).color))
  const problems: Problem[] = []
  visit(element, path)
  return problems

  function visit(value: Json, where: Path): void {
    for (const [key, item] of Object.entries(value)) {
      const isColor = COLOR_KEYS.has(key) || (key === 'color' && where.at(-1) === 'border')
      if (isColor && typeof item === 'string' && !isKnownColor(item, value)) {
        problems.push(problem(SUB.limit, `invalid color: ${item}`, where, item))
      }
      if (isObject(item) && PARTS.has(key)) visit(item, [...where, key])
    }
  }

  function isKnownColor(color: string, holder: Json): boolean {
    const isLaser = color === 'laser' && holder.tag === 'interactive_container'
    const isOfTable = color === 'none' && holder !== element
    return COLOR_PATTERN.test(color) || own.includes(color) || isLaser || isOfTable
  }
}

/** Parts of a component that carry styles of their own. */
const PARTS = new Set(['text', 'header', 'title', 'border'])
