import type { AimedLine } from '../../../../cards/targets/view.ts'
import { sumFigures } from '../../../domain/performance/figures.ts'
import { figureOf, type MetricKey, metricOf } from '../../../domain/performance/metrics.ts'
import type { Rate } from '../../../domain/performance/rates.ts'
import { progressOf } from '../../../domain/performance/targets.ts'
import { type LocalDate, monthOf, monthRange } from '../../../domain/time.ts'
import { type AimCtx, type AimedPerson, type AimMap, readAims } from '../../targets/aims.ts'
import { figuresOnly } from '../figures/index.ts'

export interface MonthState {
  /** What can be added up, against the month's targets. */
  readonly lines: readonly AimedLine[]
  /** The month's target for 拜访达成率. */
  readonly completion: Rate
}

/** The metrics of a month's lines, in the order in which they are read. */
const shown = [
  'visits_done',
  'new_customers',
  'sales_amount',
  'gross_profit',
  'collected',
] as const satisfies readonly MetricKey[]

/**
 * Where the month stands against its targets, up to a day: a team's, or with `teamCode` null one person's.
 * Without a target there is no line, and nothing else is read.
 */
export async function monthState(
  ctx: AimCtx,
  who: { teamCode: string | null; people: readonly AimedPerson[] },
  date: LocalDate,
  keys: readonly MetricKey[] = shown,
): Promise<MonthState> {
  const month = monthOf(date)
  const { teamCode, people } = who
  const openIds = people.map(({ openId }) => openId)
  const teamCodes = teamCode === null ? [] : [teamCode]
  const aims = await readAims(ctx, { month, people, teamCodes, to: date })
  const own: AimMap =
    teamCode === null ? aims.ofPerson(openIds[0] ?? '') : aims.ofTeam(teamCode, openIds)
  const completion = own.get('completion_rate')?.fair ?? null
  const wanted = keys.filter((key) => own.has(key) && metricOf(key).target === 'sum')
  if (wanted.length === 0) return { lines: [], completion }
  const { from } = monthRange(month)
  const figures = await figuresOnly(ctx, { from, to: date, openIds })
  const total = sumFigures([...figures.values()])
  const lines = wanted.flatMap((key): AimedLine[] => {
    const aim = own.get(key)
    if (!aim) return []
    const value = figureOf(key, total)
    return [{ key, aim, value, progress: value === null ? null : progressOf(value, aim) }]
  })
  return { lines, completion }
}
