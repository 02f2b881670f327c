import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import type { Path } from './problem.ts'

/** A component in its place. */
export interface Place {
  element: Json
  tag: string
  path: Path
  /** Tags of the containers around it, outermost first; `column` is not counted as one. */
  around: string[]
}

/** What the platform knows that the card refers to. */
export interface Known {
  /** Whether the bot has uploaded this image. */
  image(key: string): boolean
  /** Whether this open_id, union_id or user_id exists. */
  person(id: string): boolean
}

/** All components of the body in reading order, and things that are no components. */
export function places(card: Json): { found: Place[]; strays: Path[] } {
  const found: Place[] = []
  const strays: Path[] = []
  visitAll(asArray(asObject(card.body).elements), ['body', 'elements'], [])
  return { found, strays }

  function visitAll(children: unknown[], path: Path, around: string[]): void {
    children.forEach((child, index) => {
      const tag = asString(asObject(child).tag)
      const childPath = [...path, tag ? `[${index}](tag: ${tag})` : `[${index}]`]
      if (isObject(child) && tag) visit(child, tag, childPath, around)
      else strays.push(childPath)
    })
  }

  function visit(element: Json, tag: string, path: Path, around: string[]): void {
    found.push({ element, tag, path, around })
    const inner = tag === 'column' ? around : [...around, tag]
    visitAll(asArray(element.elements), [...path, 'elements'], inner)
    if (tag === 'column_set') visitAll(asArray(element.columns), [...path, 'columns'], inner)
    const buttons = asArray(asObject(element.button_area).buttons)
    visitAll(buttons, [...path, 'button_area', 'buttons'], inner)
  }
}

/** Counts components and text objects (icons are not counted), headers included. */
export function countElements(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countElements(item), 0)
  if (!isObject(value)) return 0
  const tag = value.tag
  const isIcon = tag === 'standard_icon' || tag === 'custom_icon'
  const own = typeof tag === 'string' && !isIcon ? 1 : 0
  return Object.entries(value).reduce(
    (sum, [key, item]) => (NOT_ELEMENTS.has(key) ? sum : sum + countElements(item)),
    own,
  )
}

/** Data that may have a `tag` of its own without being a component. */
const NOT_ELEMENTS = new Set(['chart_spec', 'value', 'rows', 'behaviors'])
