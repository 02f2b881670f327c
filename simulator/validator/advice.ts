import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { DOCUMENTED_CHARTS } from './charts.ts'
import { optionValues } from './components.ts'
import { roleOf } from './placement.ts'
import { TEXT_SIZES } from './values.ts'
import { type Place, places } from './walk.ts'

/** Something that the platform takes, but that is not drawn or does not work as meant. */
export interface Advice {
  message: string
  /** `ROOT -> body -> elements -> [2](tag: chart)` */
  path: string
}

/** What a card's maker should look at although the platform would send the card. */
export function adviseCard(card: unknown): Advice[] {
  if (!isObject(card)) return []
  const { found } = places(card)
  const charts = found.filter(({ tag }) => tag === 'chart').length
  const tags = asArray(asObject(card.header).text_tag_list).length
  const whole = [
    ...(charts > 5 ? [`${charts} charts: at most 5 are recommended`] : []),
    ...(tags > 3 ? [`${tags} tags in the header: 3 are shown`] : []),
  ]
  return [
    ...whole.map((message) => ({ message, path: 'ROOT' })),
    ...found.flatMap((place) =>
      ADVISERS.flatMap((adviser) => adviser(place, card)).map((message) => ({
        message,
        path: ['ROOT', ...place.path].join(' -> '),
      })),
    ),
  ]
}

const ADVISERS: ((place: Place, card: Json) => string[])[] = [
  textSizes,
  inAndOutOfForms,
  unselectable,
  buttons,
  shownPartly,
  charts,
  outdated,
]

function textSizes({ element }: Place, card: Json): string[] {
  const own = Object.keys(asObject(asObject(asObject(card.config).style).text_size))
  const holders = [element, asObject(element.text), asObject(asObject(element.header).title)]
  return holders
    .map((holder) => asString(holder.text_size))
    .filter((size) => size && !TEXT_SIZES.includes(size) && !own.includes(size))
    .map((size) => `text_size ${size} is unknown and is drawn as normal`)
}

function inAndOutOfForms({ element, tag, around }: Place): string[] {
  if (!around.includes('form')) {
    return element.required === true ? ['required does nothing outside a form'] : []
  }
  if (tag === 'chart') return ['the pages disagree whether a chart may stand in a form']
  if (tag !== 'button') return []
  return [
    ...(roleOf(element) ? [] : ['a button in a form should have form_action_type']),
    ...(asString(element.name) ? [] : ['a button in a form should have a name']),
  ]
}

function unselectable({ element }: Place): string[] {
  const values = optionValues(element)
  const initial = asString(element.initial_option)
  const chosen = initial ? [initial] : asArray(element.selected_values).map(String)
  if (values.length === 0) return []
  return chosen
    .filter((value) => !values.includes(value))
    .map((value) => `${value} is none of the options, so it is not selected`)
}

function buttons({ element, tag }: Place): string[] {
  if (tag !== 'button' || element.text !== undefined || element.icon !== undefined) return []
  return ['a button without text and icon is empty']
}

const ROOM: Record<string, number> = { double: 2, triple: 3, bisect: 6, trisect: 9 }

function shownPartly({ element, tag }: Place): string[] {
  const images = asArray(element.img_list).length
  const room = ROOM[asString(element.combination_mode)] ?? images
  const columns = asArray(element.columns).length
  return [
    ...(tag === 'img_combination' && images > room ? [`${room} of ${images} images fit`] : []),
    ...(tag === 'table' && columns > 50 ? [`50 of ${columns} columns are shown`] : []),
    ...(tag === 'img' && element.alt === undefined ? ['an image should have alt'] : []),
  ]
}

function charts({ element, tag }: Place): string[] {
  if (tag !== 'chart') return []
  const spec = asObject(element.chart_spec)
  if (Object.keys(spec).length === 0) return ['chart_spec is empty, so nothing is drawn']
  const type = asString(spec.type)
  return DOCUMENTED_CHARTS.includes(type) ? [] : [`the platform does not document ${type} charts`]
}

const OUTDATED: Record<string, Record<string, string>> = {
  button: { action_type: 'form_action_type', url: 'behaviors', multi_url: 'behaviors' },
  img: { mode: 'scale_type', custom_width: 'size', compact_width: 'size' },
  person_list: { ud_icon: 'icon' },
}

function outdated({ element, tag }: Place): string[] {
  return Object.entries(OUTDATED[tag] ?? {})
    .filter(([property]) => element[property] !== undefined)
    .map(([property, newer]) => `${property} is of an older schema: use ${newer}`)
}
