import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'

/** A component and the form around it, if any. */
export interface Found {
  element: Json
  form: Json | undefined
}

const CHILDREN = ['elements', 'columns', 'buttons']

/** All components of a card, depth first, in reading order. */
export function components(card: Json): Found[] {
  const found: Found[] = []
  const visit = (value: unknown, form: Json | undefined): void => {
    if (!isObject(value)) return
    if (typeof value.tag === 'string') found.push({ element: value, form })
    const inner = value.tag === 'form' ? value : form
    for (const key of CHILDREN) for (const child of asArray(value[key])) visit(child, inner)
    if (isObject(value.button_area)) visit(value.button_area, inner)
  }
  visit(card.body, undefined)
  return found
}

/** What a person reads on the card, top to bottom, one piece a line. */
export function cardText(card: Json): string {
  const pieces: string[] = []
  const header = asObject(card.header)
  for (const key of ['title', 'subtitle']) add(textOf(header[key]))
  for (const tag of asArray(header.text_tag_list)) add(textOf(asObject(tag).text))
  walk(asObject(card.body).elements)
  return pieces.join('\n')

  function add(text: string): void {
    if (text.trim()) pieces.push(text)
  }
  function walk(value: unknown): void {
    for (const child of asArray(value)) visit(asObject(child))
  }
  function visit(element: Json): void {
    if (element.tag === 'markdown') add(plainMarkdown(asString(element.content)))
    const panel = asObject(element.header)
    for (const text of [panel.title, element.title, element.label, element.text]) {
      add(textOf(text))
    }
    add(textOf(element.placeholder))
    add(asString(element.default_value))
    for (const option of asArray(element.options)) add(textOf(asObject(option).text))
    if (element.tag === 'table') addTable(element)
    if (element.tag === 'chart') addChart(asObject(element.chart_spec))
    walk(element.elements)
    walk(element.columns)
    walk(asObject(element.button_area).buttons)
  }
  function addTable(table: Json): void {
    const columns = asArray(table.columns).map(asObject)
    add(columns.map((column) => asString(column.display_name)).join(' | '))
    for (const row of asArray(table.rows).map(asObject)) {
      add(columns.map((column) => cellText(row[asString(column.name)])).join(' | '))
    }
  }
  function addChart(spec: Json): void {
    for (const title of [spec.title, ...asArray(spec.title)]) {
      add(asString(asObject(title).text))
    }
  }
}

/** Markup taken away: what stands on the screen. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/?(font|text_tag|link|a|at|person|number_tag|local_datetime|hr)\b[^>]*>/g, '')
    .replace(/\*\*|~~|__/g, '')
    .replace(/^#{1,6} /gm, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!~>|])/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
}

function textOf(value: unknown): string {
  const text = asObject(value)
  const content = asString(text.content)
  return text.tag === 'plain_text' ? content : plainMarkdown(content)
}

function cellText(value: unknown): string {
  if (Array.isArray(value)) return value.map(cellText).join(' ')
  if (isObject(value)) return asString(value.text)
  return value === undefined || value === null ? '' : plainMarkdown(String(value))
}

/** The label by which a person would name a component. */
export function labelOf(element: Json): string {
  for (const key of ['text', 'label', 'placeholder', 'title']) {
    const text = textOf(element[key])
    if (text.trim()) return text.trim()
  }
  if (element.tag === 'interactive_container') {
    return cardText({ body: { elements: element.elements } })
  }
  return asString(element.name)
}

/** Whether the card shows all the texts, for matchers and waits. */
export function cardShows(card: Json | undefined, ...texts: string[]): boolean {
  if (!card) return false
  const all = cardText(card)
  return texts.every((text) => all.includes(text))
}
