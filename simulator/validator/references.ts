import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { type Path, type Problem, problem, SUB } from './problem.ts'
import { COLOR_PATTERN, TEXT_SIZES } from './values.ts'
import type { Known, Place } from './walk.ts'

/** Images must have been uploaded by the bot, people must exist. */
export function referenceProblems({ element, tag, path }: Place, known: Known): Problem[] {
  const images = imageKeys(element).filter((key) => !known.image(key))
  const people =
    element.drop_invalid_user_id === true
      ? []
      : personIds(element, tag).filter((id) => !known.person(id))
  const [image] = images
  return [
    ...(image === undefined ? [] : [problem(SUB.image, 'image_key is invalid', path, image)]),
    ...(people.length === 0
      ? []
      : [problem(SUB.person, 'invalid at/person id', path, people.join(','))]),
  ]
}

/** Image keys of the component itself, not of what it contains. */
function imageKeys(element: Json): string[] {
  const lists = [...asArray(element.img_list), ...asArray(element.options)].map(asObject)
  const icons = lists.map((item) => asObject(item.icon))
  const holders = [element, asObject(element.icon), ...lists, ...icons]
  const header = asObject(asObject(element.header).icon)
  const keys = [...holders, header].map((holder) => asString(holder.img_key))
  const texts = markdownOf(element).flatMap((text) => [
    ...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g),
  ])
  return [...keys, ...texts.map((match) => match[1] ?? '')].filter(Boolean)
}

function personIds(element: Json, tag: string): string[] {
  const ids: string[] = []
  if (tag === 'person') ids.push(asString(element.user_id))
  for (const person of asArray(element.persons)) ids.push(asString(asObject(person).id))
  if (/select_person$/.test(tag)) {
    for (const option of asArray(element.options)) ids.push(asString(asObject(option).value))
  }
  for (const text of markdownOf(element)) {
    for (const [, list] of text.matchAll(/<(?:at|person)\s+ids?=["']?([^\s"'>]+)/g)) {
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

const COLOR_KEYS = new Set(['color', 'text_color', 'border_color', 'background_color'])

/** Colours and text sizes are of the lists, or named in `config.style`. */
export function styleProblems({ element, path }: Place, card: Json): Problem[] {
  const style = asObject(asObject(card.config).style)
  const colors = Object.keys(asObject(style.color))
  const sizes = [...TEXT_SIZES, ...Object.keys(asObject(style.text_size))]
  const problems: Problem[] = []
  visit(element, path)
  return problems

  function visit(value: Json, where: Path): void {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'text_size' && !sizes.includes(asString(item))) {
        problems.push(problem(SUB.shape, 'unknown text_size', [...where, key], item))
      }
      const isColor = COLOR_KEYS.has(key) || key === 'background_style'
      if (isColor && typeof item === 'string' && !isKnownColor(item, value)) {
        problems.push(problem(SUB.shape, 'unknown colour', [...where, key], item))
      }
      if (isObject(item) && PARTS.has(key)) visit(item, [...where, key])
    }
  }

  function isKnownColor(color: string, holder: Json): boolean {
    const isLaser = color === 'laser' && holder.tag === 'interactive_container'
    return COLOR_PATTERN.test(color) || colors.includes(color) || isLaser
  }
}

/** Parts of a component that carry styles of their own. */
const PARTS = new Set(['text', 'icon', 'header', 'title', 'border'])
