import { asArray, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { refusal } from './errors.ts'

/** Where a component stands: in a list, or as the value of a property (a text of a `div`). */
interface Spot {
  element: Json
  put(elements: Json[]): void
  list: unknown[] | undefined
  index: number
}

/** The component with this `element_id`, anywhere in the card's header or body. */
function spotOf(card: Json, id: string): Spot | undefined {
  const visit = (value: unknown): Spot | undefined => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (isObject(item) && item.element_id === id) {
          const put = (elements: Json[]) => void value.splice(index, 1, ...elements)
          return { element: item, put, list: value, index }
        }
        const inner = visit(item)
        if (inner) return inner
      }
      return undefined
    }
    if (!isObject(value)) return undefined
    for (const [key, item] of Object.entries(value)) {
      if (isObject(item) && item.element_id === id) {
        const put = ([only]: Json[]) => {
          if (only) value[key] = only
          else delete value[key]
        }
        return { element: item, put, list: undefined, index: 0 }
      }
      const inner = visit(item)
      if (inner) return inner
    }
    return undefined
  }
  return visit([card.header, card.body])
}

/** Puts components before or after another one, or at the end of a container or of the card. */
export function addElements(card: Json, type: string, target: string, elements: Json[]): void {
  if (type === 'append') {
    const container = target ? spotOf(card, target)?.element : asBody(card)
    if (!container || (target && !Array.isArray(container.elements))) throw refusal(300315, target)
    container.elements = [...asArray(container.elements), ...elements]
    return
  }
  const spot = spotOf(card, target)
  if (!spot?.list || !/^insert_(before|after)$/.test(type)) throw refusal(300315, target || type)
  spot.list.splice(type === 'insert_after' ? spot.index + 1 : spot.index, 0, ...elements)
}

export function replaceElement(card: Json, id: string, element: Json): void {
  const spot = spotOf(card, id)
  if (!spot) throw refusal(300121, id)
  spot.put([element])
}

/** Changes properties of a component, its `element_id` too, but never its tag. */
export function patchElement(card: Json, id: string, partial: Json): void {
  const spot = spotOf(card, id)
  if (!spot) throw refusal(300313, id)
  if (partial.tag !== undefined && partial.tag !== spot.element.tag) throw refusal(300312)
  spot.put([{ ...spot.element, ...partial }])
}

export function deleteElements(card: Json, ids: string[]): void {
  for (const id of ids) {
    const spot = spotOf(card, id)
    if (!spot) throw refusal(300314, id)
    spot.put([])
  }
}

/** The whole new text of a markdown component or a plain text. */
export function writeText(card: Json, id: string, content: string): void {
  const spot = spotOf(card, id)
  if (!spot) throw refusal(300313, id)
  const tag = spot.element.tag
  if (tag !== 'markdown' && tag !== 'plain_text' && tag !== 'lark_md') throw refusal(300310)
  spot.put([{ ...spot.element, content }])
}

/** `config` and `card_link` of a card, changed in part. */
export function changeSettings(card: Json, settings: Json): void {
  const unknown = Object.keys(settings).filter((key) => key !== 'config' && key !== 'card_link')
  if (unknown.length > 0) throw refusal(300122, unknown.join(', '))
  if (isObject(settings.config)) {
    card.config = { ...(isObject(card.config) ? card.config : {}), ...settings.config }
  }
  if (settings.card_link !== undefined) card.card_link = settings.card_link
}

function asBody(card: Json): Json {
  if (!isObject(card.body)) card.body = { elements: [] }
  return card.body as Json
}
