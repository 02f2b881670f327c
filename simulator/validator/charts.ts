import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { type Problem, problem, SUB } from './problem.ts'
import type { Place } from './walk.ts'

/** What the page of the chart component shows; VChart itself knows more. */
export const DOCUMENTED_CHARTS = [
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
const OTHER_CHARTS = [
  'boxPlot',
  'circlePacking',
  'correlation',
  'dot',
  'gauge',
  'heatmap',
  'histogram',
  'link',
  'liquid',
  'map',
  'rangeArea',
  'rangeColumn',
  'rose',
  'sankey',
  'sequence',
  'sunburst',
  'treemap',
  'venn',
  'waterfall',
]

/** Whether a chart's definition can be drawn; an empty one is taken and shows nothing. */
export function chartProblems({ element, path }: Place): Problem[] {
  const spec = asObject(element.chart_spec)
  if (Object.keys(spec).length === 0) return []
  const refuse = (value: string) => [problem(SUB.chart, 'chart spec is invalid', path, value)]
  const type = asString(spec.type)
  if (![...DOCUMENTED_CHARTS, ...OTHER_CHARTS].includes(type)) {
    return refuse(`- type: ${JSON.stringify(spec.type ?? null)} is no chart`)
  }
  const wrong = Object.entries(SHAPES).flatMap(([key, shapes]) => wrongShape(spec, key, shapes))
  if (wrong.length > 0) return refuse(wrong.join('\n'))
  const code = findCode(spec)
  return code === undefined ? [] : refuse(`JavaScript is not supported: ${code}`)
}

/** The outer shape of a definition. */
const SHAPES: Record<string, string[]> = {
  data: ['array', 'object'],
  axes: ['array'],
  series: ['array'],
  title: ['object'],
  legends: ['array', 'object'],
}
const MUST = new Set(['data'])

function wrongShape(spec: Json, key: string, shapes: string[]): string[] {
  const value = spec[key]
  // A combined chart may give each series its own data.
  const isInSeries = key === 'data' && asArray(spec.series).some((one) => asObject(one).data)
  if (value === undefined) {
    return MUST.has(key) && !isInSeries ? [`- (root): ${key} is required`] : []
  }
  const given = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (shapes.includes(given)) return []
  return [`- ${key}: Invalid type. Expected: ${shapes.join('/')}, given: ${given}`]
}

/** A function, or a string that is the source of one. */
function findCode(value: unknown): string | undefined {
  if (typeof value === 'function') return String(value)
  if (typeof value === 'string') {
    return /^\s*(async\s+)?(function\b|\([\w\s,{}]*\)\s*=>|\w+\s*=>)/.test(value)
      ? value
      : undefined
  }
  if (!isObject(value) && !Array.isArray(value)) return undefined
  return Object.values(value)
    .map(findCode)
    .find((code) => code !== undefined)
}
