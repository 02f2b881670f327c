import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { chartProblems } from './charts.ts'
import { type Problem, problem, SUB } from './problem.ts'
import type { Place } from './walk.ts'

/** Rules of single components that go beyond the types of their properties. */
export function componentProblems(place: Place): Problem[] {
  return RULES[place.tag]?.(place) ?? []
}

const RULES: Record<string, (place: Place) => Problem[]> = {
  select_static: (place) => [...uniqueOptions(place), ...initialIndex(place)],
  multi_select_static: uniqueOptions,
  multi_select_person: uniqueOptions,
  select_img: uniqueOptions,
  overflow: uniqueOptions,
  picker_time: (place) => pickerPlaceholder(place, 'initial_time'),
  picker_datetime: (place) => pickerPlaceholder(place, 'initial_datetime'),
  date_picker: (place) => pickerPlaceholder(place, 'initial_date'),
  table: tableProblems,
  chart: chartProblems,
}

/** The values of a component's options, in order. */
export function optionValues(element: Json): string[] {
  return asArray(element.options).flatMap((option) => {
    const value = asObject(option).value
    return typeof value === 'string' ? [value] : []
  })
}

function uniqueOptions({ element, path }: Place): Problem[] {
  const values = optionValues(element)
  const repeated = values.find((value, index) => values.indexOf(value) !== index)
  if (repeated === undefined) return []
  return [problem(SUB.limit, `option value(${repeated}) duplicate`, path, repeated)]
}

function initialIndex({ element, path }: Place): Problem[] {
  const index = Number(element.initial_index ?? 0)
  if (index <= optionValues(element).length) return []
  return [problem(SUB.limit, 'initial_index is beyond the options', path, index)]
}

function pickerPlaceholder({ element, path, tag }: Place, initial: string): Problem[] {
  if (element[initial] !== undefined || element.placeholder !== undefined) return []
  return [problem(SUB.limit, `${tag}'s placeholder is required without ${initial}`, path)]
}

function tableProblems({ element, path }: Place): Problem[] {
  const columns = asArray(element.columns).map(asObject)
  const names = columns.map((column) => asString(column.name))
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) {
    return [problem(SUB.limit, `column name(${repeated}) duplicate`, path, repeated)]
  }
  return asArray(element.rows).flatMap((row, index) => {
    const cells = asObject(row)
    const stray = Object.keys(cells).find((name) => !names.includes(name))
    const strays =
      stray === undefined
        ? []
        : [problem(SUB.tableNames, 'table rows name is invalid', path, `${stray} in row ${index}`)]
    const wrong = columns.flatMap((column, at) => {
      const value = cells[asString(column.name)]
      const type = asString(column.data_type)
      if (value === undefined || fitsCell(type, value)) return []
      const where = `row ${index}, column ${at}: ${JSON.stringify(value)} is no ${type}`
      return [problem(SUB.tableRows, 'table rows is invalid', path, where)]
    })
    return [...strays, ...wrong]
  })
}

/** Dates are numbers (ms), persons ids, options a text or coloured texts. */
function fitsCell(type: string, value: unknown): boolean {
  if (type === 'number' || type === 'date') return typeof value === 'number'
  if (type === 'options') {
    const isOption = (option: unknown) => isObject(option) && typeof option.text === 'string'
    return typeof value === 'string' || (Array.isArray(value) && value.every(isOption))
  }
  if (type === 'persons') {
    const isId = (id: unknown) => typeof id === 'string'
    return isId(value) || (Array.isArray(value) && value.every(isId))
  }
  return typeof value === 'string'
}
