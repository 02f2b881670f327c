import { median, quantile } from '../kit.ts'
import type { measureLivedDays } from './lived-days.ts'
import type { Row } from './run-instance.ts'

/** The instances in groups, each with how good and how quick the answers are. */
export function groupsOf(rows: readonly Row[]) {
  const groups: [string, (row: Row) => boolean][] = [
    ['daily up to 12 stops', ({ kind, n }) => kind === 'daily' && n <= 12],
    ['daily 13–20', ({ kind, n }) => kind === 'daily' && n > 12 && n <= 20],
    ['daily 21–25', ({ kind, n }) => kind === 'daily' && n > 20 && n <= 25],
    ['daily 26–40', ({ kind, n }) => kind === 'daily' && n > 25],
    ['tsptw up to 20', ({ kind, n }) => kind === 'tsptw' && n <= 20],
    ['tsptw Dumas', ({ file }) => file.includes('dumas')],
    ['tsptw Potvin-Bengio', ({ file }) => file.includes('potvin')],
    ['tsptw Gendreau', ({ file }) => file.includes('gendreau')],
    ['tsptw Pesant', ({ file }) => file.includes('pesant')],
    ['tsp', ({ kind }) => kind === 'tsp'],
  ]
  return groups.flatMap(([group, isIn]) => {
    const inside = rows.filter(isIn)
    if (inside.length === 0) return []
    return {
      group,
      instances: inside.length,
      served: inside.filter(({ served }) => served).length,
      'best or better': inside.filter((row) => row.value <= row.best + row.tolerance).length,
      'on every seed': inside.filter((row) => row.worstValue <= row.best + row.tolerance).length,
      proven: inside.filter(({ proven }) => proven).length,
      'mean gap %': inside.reduce((sum, { gap }) => sum + gap, 0) / inside.length,
      'worst gap %': Math.max(...inside.map(({ worstGap }) => worstGap)),
      'ms p50': median(inside.map(({ ms }) => ms)),
      'ms p95': quantile(
        inside.map(({ ms }) => ms),
        0.95,
      ),
      'ms worst': Math.max(...inside.map(({ worstMs }) => worstMs)),
      'cpu ms p95': quantile(
        inside.map(({ cpuMs }) => cpuMs),
        0.95,
      ),
      'plain served': inside.filter(({ baseline }) => baseline.served).length,
      'plain gap %': plainGap(inside),
    }
  })
}

/** Median of those that the plain method serves; empty if none. */
function plainGap(rows: readonly Row[]): number | string {
  const gaps = rows.flatMap(({ baseline: { gap } }) => gap ?? [])
  return gaps.length > 0 ? median(gaps) : ''
}

const isBest = (row: Row) => row.value <= row.best + row.tolerance

/** What is promised, what was measured, and whether that is enough; without the instances for it, nothing is said. */
export function barsOf(rows: readonly Row[], lived: ReturnType<typeof measureLivedDays>) {
  const bars: { bar: string; measured: string; met: string }[] = []
  const judge = (
    bar: string,
    inside: readonly Row[],
    measured: (rows: readonly Row[]) => [string, boolean],
  ) => {
    if (inside.length === 0) return
    const [words, isMet] = measured(inside)
    bars.push({ bar, measured: words, met: isMet ? 'yes' : 'NO' })
  }
  const daily = rows.filter(({ kind }) => kind === 'daily')
  const ms = (inside: readonly Row[], q: number) =>
    quantile(
      inside.map((row) => row.ms),
      q,
    )
  const share = (inside: readonly Row[]) =>
    `${inside.filter(({ proven }) => proven).length} of ${inside.length} proven`
  judge(
    'up to 12 stops: always proven, p99 ≤ 5 ms',
    daily.filter(({ n }) => n <= 12),
    (inside) => [
      `${share(inside)}, p99 ${ms(inside, 0.99).toFixed(1)} ms`,
      inside.every(({ proven }) => proven) && ms(inside, 0.99) <= 5,
    ],
  )
  judge(
    '13–20 stops: proven, p95 ≤ 50 ms, worst ≤ 500 ms',
    daily.filter(({ n }) => n > 12 && n <= 20),
    (inside) => {
      const worst = Math.max(...inside.map(({ worstMs }) => worstMs))
      return [
        `${share(inside)}, p95 ${ms(inside, 0.95).toFixed(0)} ms, worst ${worst.toFixed(0)} ms`,
        inside.every(({ proven }) => proven) && ms(inside, 0.95) <= 50 && worst <= 500,
      ]
    },
  )
  judge(
    '21–40 stops: never worse than the best known at 100 ms',
    daily.filter(({ n }) => n > 20),
    (inside) => {
      const worse = inside.filter(({ at100ms, best }) => (at100ms?.value ?? Infinity) > best)
      const gaps = inside.map(({ at100ms }) => at100ms?.gap ?? Infinity)
      return [
        `${worse.length} of ${inside.length} worse, by ${Math.max(0, ...gaps).toFixed(2)} % at most`,
        worse.length === 0,
      ]
    },
  )
  judge(
    '25 stops: at least 80 % proven within 1 s',
    daily.filter(({ n }) => n > 20 && n <= 25),
    (inside) => [
      share(inside),
      inside.filter(({ proven }) => proven).length >= 0.8 * inside.length &&
        inside.every((row) => row.ms <= 1000),
    ],
  )
  judge('no stop of a solvable instance left out', rows, (inside) => {
    const left = inside.filter(({ served }) => !served).length
    return [`${left} of ${inside.length} with a stop left out`, left === 0]
  })
  judge(
    'Dumas up to 100 and Potvin-Bengio: best known, ≤ 200 ms',
    rows.filter(({ file, n }) => (file.includes('dumas') && n <= 100) || file.includes('potvin')),
    (inside) => {
      const worst = Math.max(...inside.map((row) => row.ms))
      return [
        `${inside.filter(isBest).length} of ${inside.length}, at most ${worst.toFixed(0)} ms`,
        inside.every(isBest) && worst <= 200,
      ]
    },
  )
  judge(
    'TSPLIB: mean gap ≤ 0.1 %, worst ≤ 0.5 % at 100 ms',
    rows.filter(({ kind }) => kind === 'tsp'),
    (inside) => {
      const mean = inside.reduce((sum, { gap }) => sum + gap, 0) / inside.length
      const worst = Math.max(...inside.map(({ worstGap }) => worstGap))
      const slowest = Math.max(...inside.map((row) => row.ms))
      return [
        `mean ${mean.toFixed(3)} %, worst of all seeds ${worst.toFixed(2)} %, ${slowest.toFixed(0)} ms`,
        mean <= 0.1 && worst <= 0.5 && slowest <= 100,
      ]
    },
  )
  for (const { what, bar, p50, unit } of lived)
    bars.push({
      bar: `${what}: ≤ ${bar} ${unit}`,
      measured: `${p50.toFixed(1)} ${unit}`,
      met: p50 <= bar ? 'yes' : 'NO',
    })
  return bars
}
