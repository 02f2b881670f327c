import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { type Problem, problem, SUB } from './problem.ts'
import type { Place } from './walk.ts'

const CHARTS = [
  'line',
  'area',
  'bar',
  'pie',
  'common',
  'funnel',
  'scatter',
  'radar',
  'linearProgress',
  'circularProgress',
  'wordCloud',
]

/** Rules of single components that go beyond the types of their properties. */
export function componentProblems(place: Place): Problem[] {
  return RULES[place.tag]?.(place) ?? []
}

const RULES: Record<string, (place: Place) => Problem[]> = {
  button: ({ element, path }) =>
    element.text === undefined && element.icon === undefined
      ? [problem(SUB.shape, 'a button needs text or icon', path)]
      : [],
  select_static: (place) => [...uniqueOptions(place), ...initialOption(place)],
  select_person: uniqueOptions,
  multi_select_static: (place) => [...uniqueOptions(place), ...selectedValues(place)],
  multi_select_person: (place) => [...uniqueOptions(place), ...selectedValues(place)],
  select_img: uniqueOptions,
  overflow: uniqueOptions,
  date_picker: (place) => pickerPlaceholder(place, 'initial_date'),
  picker_time: (place) => pickerPlaceholder(place, 'initial_time'),
  picker_datetime: (place) => pickerPlaceholder(place, 'initial_datetime'),
  table: tableProblems,
  chart: chartProblems,
}

function optionValues(element: Json): string[] {
  return asArray(element.options).flatMap((option) => {
    const value = asObject(option).value
    return typeof value === 'string' ? [value] : []
  })
}

function uniqueOptions({ element, path }: Place): Problem[] {
  const values = optionValues(element)
  const repeated = values.find((value, index) => values.indexOf(value) !== index)
  if (repeated === undefined) return []
  return [problem(SUB.limit, 'option values must be unique', [...path, 'options'], repeated)]
}

function initialOption({ element, path }: Place): Problem[] {
  const values = optionValues(element)
  const initial = asString(element.initial_option)
  const index = Number(element.initial_index ?? 0)
  if (initial && !values.includes(initial)) {
    return [problem(SUB.limit, 'initial_option is none of the options', path, initial)]
  }
  return index > values.length
    ? [problem(SUB.limit, 'initial_index is beyond the options', path, index)]
    : []
}

function selectedValues({ element, path }: Place): Problem[] {
  const values = optionValues(element)
  const alien = asArray(element.selected_values).find((value) => !values.includes(String(value)))
  if (alien === undefined || values.length === 0) return []
  return [problem(SUB.limit, 'selected_values must be among the options', path, alien)]
}

function pickerPlaceholder({ element, path }: Place, initial: string): Problem[] {
  if (element[initial] !== undefined || element.placeholder !== undefined) return []
  return [problem(SUB.shape, `placeholder is required without ${initial}`, path)]
}

function tableProblems({ element, path }: Place): Problem[] {
  const columns = asArray(element.columns).map(asObject)
  const names = columns.map((column) => asString(column.name))
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) {
    return [problem(SUB.limit, 'column names must be unique', [...path, 'columns'], repeated)]
  }
  return asArray(element.rows).flatMap((row, index) =>
    columns.flatMap((column) => {
      const value = asObject(row)[asString(column.name)]
      const type = asString(column.data_type)
      if (value === undefined || fitsCell(type, value)) return []
      const where = [...path, 'rows', `[${index}]`, asString(column.name)]
      return [problem(SUB.shape, `value does not fit data_type ${type}`, where, value)]
    }),
  )
}

/** Dates are numbers (ms), persons ids, options a text or coloured texts. */
function fitsCell(type: string, value: unknown): boolean {
  if (type === 'number' || type === 'date') return typeof value === 'number'
  if (type === 'options') {
    const isOption = (option: unknown) => isObject(option) && typeof option.text === 'string'
    return typeof value === 'string' || (Array.isArray(value) && value.every(isOption))
  }
  if (type === 'persons') {
    return typeof value === 'string' || asArray(value).some((id) => typeof id === 'string')
  }
  return typeof value === 'string'
}

function chartProblems({ element, path }: Place): Problem[] {
  const spec = asObject(element.chart_spec)
  const type = asString(spec.type)
  if (!CHARTS.includes(type)) {
    const message = `chart spec is invalid: type must be one of ${CHARTS.join(', ')}`
    return [problem(SUB.chart, message, path, spec.type)]
  }
  if (spec.data === undefined) {
    return [problem(SUB.chart, 'chart spec is invalid: data is missing', path)]
  }
  const code = findCode(spec)
  return code === undefined
    ? []
    : [problem(SUB.chart, 'chart spec is invalid: JavaScript is not supported', path, code)]
}

/** A function, or a string that is the source of one. */
function findCode(value: unknown): string | undefined {
  if (typeof value === 'function') return String(value)
  if (typeof value === 'string') {
    return /^\s*(async\s+)?(function\b|\([\w\s,{}]*\)\s*=>|\w+\s*=>)/.test(value)
      ? value
      : undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  return Object.values(value)
    .map(findCode)
    .find((code) => code !== undefined)
}
