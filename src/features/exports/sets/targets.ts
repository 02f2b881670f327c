import { and, asc, inArray } from 'drizzle-orm'
import { isMetric, type MetricKey, metricOf } from '../../../domain/performance/metrics.ts'
import { rate } from '../../../domain/performance/rates.ts'
import type { TableRow } from '../../../domain/performance/table.ts'
import { monthRange } from '../../../domain/time.ts'
import { cellWords, columnWords as w } from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { metricWords } from '../../../i18n/metrics.ts'
import type { T } from '../../../i18n/t.ts'
import { getUsers } from '../../org/store.ts'
import { readMetrics, type Values } from '../../performance/metrics/read.ts'
import { targets } from '../../performance/tables.ts'
import { readAims } from '../../targets/aims.ts'
import type { Scope } from '../scope.ts'
import type { ExportSet, Reading } from '../set.ts'
import { column } from './columns.ts'
import { monthsOf } from './commission.ts'

type Target = typeof targets.$inferSelect

/** Money in yuan, rates in percent, counts as they are: the unit stands beside. */
function shown(key: MetricKey, value: number): number {
  const { unit } = metricOf(key)
  if (unit === 'money') return value / 100
  return unit === 'rate' ? Math.round(value * 10_000) / 100 : value
}

const unitOf = (key: MetricKey, t: T) => {
  const { unit } = metricOf(key)
  return t(
    unit === 'money' ? cellWords.yuan : unit === 'rate' ? cellWords.percent : cellWords.times,
  )
}

/** Targets keep rates in ten-thousandths; metrics are fractions. */
const fractionOf = (key: MetricKey, kept: number) =>
  metricOf(key).unit === 'rate' ? kept / 10_000 : kept

const peopleIn = (scope: Scope, code: string): string[] =>
  [...scope.people.values()]
    .filter(({ teamCode }) => (scope.paths.get(teamCode ?? '') ?? []).includes(code))
    .map(({ openId }) => openId)

export const targetsSet: ExportSet = {
  name: 'targets',
  title: sets.targets,
  about: sets.targetsAbout,
  aliases: ['目标', '指标', 'targets', 'target'],
  who: ['rep', 'manager', 'admin', 'viewer', 'finance'],
  time: 'month',
  columns: () => [
    column('month', w.month),
    column('of', w.targetOf),
    column('team', w.team),
    column('metric', w.metric),
    column('product_code', w.productCode),
    column('target', w.target, 'number'),
    column('fair', w.fairTarget, 'number'),
    column('actual', w.actual, 'number'),
    column('unit', w.unit),
    column('attainment', w.attainment, 'rate'),
  ],
  async *rows(reading) {
    for (const month of monthsOf(reading)) {
      const kept = await keptIn(reading, month)
      const people = kept.flatMap(({ scope }) =>
        scope.startsWith('person:') ? [scope.slice(7)] : [],
      )
      const keys = [...new Set(kept.map(({ metric }) => metric))].filter(isMetric)
      const range = { ...monthRange(month), keys }
      const by = await readMetrics(reading, { ...range, openIds: [...new Set(people)] }, 'rep')
      const aims = await aimsIn(reading, month, kept, people)
      const rows: TableRow<string>[] = []
      const teams = new Map<string, Values | undefined>()
      for (const one of kept) {
        if (!isMetric(one.metric)) continue
        const of = one.scope.slice(one.scope.indexOf(':') + 1)
        const isTeam = one.scope.startsWith('team:')
        if (isTeam && !teams.has(of)) {
          const openIds = peopleIn(reading.scope, of)
          teams.set(of, (await readMetrics(reading, { ...range, openIds }, 'all')).get('all'))
        }
        const values = isTeam ? teams.get(of) : by.get(of)
        const aimed = isTeam ? aims.ofTeam(of, []) : aims.ofPerson(of)
        const fair = one.productCode === '' ? aimed.get(one.metric)?.fair : undefined
        rows.push(rowOf(reading, one, one.metric, values, fair ?? null))
      }
      yield rows
    }
  },
}

/** The targets after days away, by the one reader that cards take them from. */
async function aimsIn(reading: Reading, month: string, kept: readonly Target[], openIds: string[]) {
  const { to } = monthRange(month)
  const people = [...(await getUsers(reading.tx, [...new Set(openIds)])).values()]
  const teamCodes = kept.flatMap(({ scope }) => (scope.startsWith('team:') ? [scope.slice(5)] : []))
  return readAims(reading, {
    month,
    people,
    teamCodes,
    to: to < reading.today ? to : reading.today,
  })
}

/** Targets of the scope's people and teams, in the order of their scope. */
async function keptIn({ tx, scope }: Reading, month: string): Promise<Target[]> {
  const { openIds, teamCodes } = scope
  const mine =
    openIds === null || teamCodes === null
      ? undefined
      : inArray(targets.scope, [
          '',
          ...openIds.map((openId) => `person:${openId}`),
          ...teamCodes.map((code) => `team:${code}`),
        ])
  return tx
    .select()
    .from(targets)
    .where(and(inArray(targets.month, [month]), mine))
    .orderBy(asc(targets.scope), asc(targets.metric), asc(targets.productCode))
}

function rowOf(
  { scope, t }: Reading,
  one: Target,
  key: MetricKey,
  values: Values | undefined,
  fair: number | null,
): TableRow<string> {
  const of = one.scope.slice(one.scope.indexOf(':') + 1)
  const person = scope.people.get(of)
  const target = fractionOf(key, one.value)
  // Of a product nobody reads the figure by itself: 暂无数据.
  const actual = one.productCode === '' ? (values?.[key] ?? null) : null
  return {
    month: one.month,
    of: one.scope.startsWith('team:') ? (scope.teams.get(of) ?? of) : (person?.name ?? of),
    team: person?.team ?? null,
    metric: t(metricWords[key].name),
    product_code: one.productCode || null,
    target: shown(key, target),
    fair: fair === null ? null : shown(key, fair),
    actual: actual === null ? null : shown(key, actual),
    unit: unitOf(key, t),
    attainment: actual === null ? null : rate(actual, fair ?? target),
  }
}
