/** A day as a mixed-integer program in CPLEX's LP format, for a solver that is not ours. No lunch. */
import type { DayProblem } from '../../../../src/domain/plans/routing/types.ts'

/**
 * The least cost of a day that serves every mandatory stop: travel plus the values of optional stops left
 * out. One binary per leg and per opening window, one instant per stop; instants follow legs by big-M.
 */
export function programOf(problem: DayProblem): string {
  const { stops, travel, begin, end, finish, windowCovers = 'begin' } = problem
  const n = stops.length
  const places = finish === 'place' ? n + 2 : n + 1
  const ways = (from: number, to: number) => Number(travel[from * places + to])
  const home = (from: number) =>
    finish === 'anywhere' ? 0 : finish === 'start' ? ways(from, 0) : ways(from, n + 1)
  const last = n + 1
  const leg = (i: number, j: number) => (j === last ? home(i) : ways(i, j))
  const nodes = Array.from({ length: n }, (_, i) => i + 1)
  const legs = [0, ...nodes].flatMap((i) =>
    [...nodes, last].filter((j) => i !== j).map((j) => ({ i, j })),
  )
  const x = ({ i, j }: { i: number; j: number }) => `x_${i}_${j}`
  const from = (i: number) => legs.filter((one) => one.i === i).map(x)
  const to = (j: number) => legs.filter((one) => one.j === j).map(x)
  const rows: string[] = []
  const row = (text: string) => rows.push(` c${rows.length}: ${text}`)
  row(`${from(0).join(' + ')} = 1`)
  row(`${to(last).join(' + ')} = 1`)
  const serviceOf = (i: number) => (i === 0 ? 0 : (stops[i - 1]?.serviceSeconds ?? 0))
  const big = 4 * 86_400
  for (const i of nodes) {
    const stop = stops[i - 1]
    if (!stop) continue
    row(`${from(i).join(' + ')} - y_${i} = 0`)
    row(`${to(i).join(' + ')} - y_${i} = 0`)
    if (stop.value === undefined) row(`y_${i} = 1`)
    const windows = stop.windows ?? [{ from: 0, to: big }]
    row(`${windows.map((_, k) => `w_${i}_${k}`).join(' + ') || '0 y_1'} - y_${i} = 0`)
    const shorter = windowCovers === 'service' ? stop.serviceSeconds : 0
    const opens = windows.map((one, k) => `- ${one.from} w_${i}_${k}`).join(' ')
    const closes = windows.map((one, k) => `- ${one.to - shorter} w_${i}_${k}`).join(' ')
    row(`t_${i} ${opens} >= 0`)
    row(`t_${i} ${closes} + ${big} y_${i} <= ${big}`)
  }
  for (const { i, j } of legs) {
    const gone = serviceOf(i) + leg(i, j)
    // t_j ≥ t_i + gone − big (1 − x)
    row(`t_${j} - t_${i} - ${big} ${x({ i, j })} >= ${gone - big}`)
  }
  const cost = legs.map((one) => `${leg(one.i, one.j)} ${x(one)}`).join(' + ')
  const values = nodes.flatMap((i) => {
    const value = stops[i - 1]?.value
    return value === undefined ? [] : [{ i, value }]
  })
  const all = values.reduce((sum, { value }) => sum + value, 0)
  const kept = values.map(({ i, value }) => ` - ${value} y_${i}`).join('')
  const binaries = [
    ...legs.map(x),
    ...nodes.map((i) => `y_${i}`),
    ...nodes.flatMap((i) => (stops[i - 1]?.windows ?? [0]).map((_, k) => `w_${i}_${k}`)),
  ]
  return [
    'Minimize',
    ` cost: ${cost}${kept} + ${all} one`,
    'Subject To',
    ...rows,
    ' fixed: one = 1',
    'Bounds',
    ` t_0 = ${begin}`,
    ` ${begin} <= t_${last} <= ${end}`,
    ...nodes.map((i) => ` 0 <= t_${i} <= ${big}`),
    'Binary',
    ` ${binaries.join(' ')}`,
    'End',
  ].join('\n')
}
