/** What the demo company has set: rules that differ by trade, what reps are paid by, and a campaign. */
import { uuidv7 } from 'uuidv7'
import { schemeTerms } from '../domain/commission/terms.ts'
import type { Setting } from '../domain/settings/define.ts'
import { settings } from '../domain/settings/index.ts'
import { addDays, type LocalDate, monthOf } from '../domain/time.ts'
import type { campaigns } from '../features/analysis/tables.ts'
import type { commissionSchemes, commissionVersions } from '../features/commission/tables.ts'
import type { DemoStructure } from './people.ts'

/** Stops a day and time a stop differ by trade; a visit costs what a rep's hour and way do. */
export function demoRules({ teams }: DemoStructure, at: Date) {
  const rule = <V>(scope: string, { key }: Setting<V>, value: V) => ({
    key,
    scope,
    value,
    reason: '演示数据',
    at,
  })
  const byTrade = teams.flatMap(({ code, trade }) => {
    const scope = `team:${code}`
    if (trade === 'traditional') return [rule(scope, settings.capacity, 20)]
    if (trade === 'none') return []
    return [rule(scope, settings.capacity, 7), rule(scope, settings.serviceMinutes, 40)]
  })
  return [rule('org', settings.visitCostYuan, 25), ...byTrade]
}

/** Sales in steps with a part that hangs on the visits, and money collected in time. */
const payBy = {
  销售提成: schemeTerms.parse({
    base: 'amount',
    settledOn: 'order',
    rate: {
      kind: 'tiers',
      by: 'base',
      whole: false,
      steps: [
        { from: 0, value: 100 },
        { from: 150_000_00, value: 150 },
        { from: 250_000_00, value: 200 },
      ],
    },
    roles: ['rep'],
    process: [{ metric: 'completion_rate', below: 0.85, times: 0.9 }],
  }),
  回款奖: schemeTerms.parse({
    base: 'collected',
    settledOn: 'collection',
    rate: { kind: 'flat', value: 20 },
    roles: ['rep'],
    late: { graceDays: 15, times: 0.5 },
  }),
}

/** Commission schemes that hold for the whole of the history. */
export function demoSchemes(createdBy: string, since: LocalDate, at: Date) {
  const schemes: (typeof commissionSchemes.$inferInsert)[] = []
  const versions: (typeof commissionVersions.$inferInsert)[] = []
  for (const [name, terms] of Object.entries(payBy)) {
    const id = uuidv7()
    schemes.push({ id, name, createdAt: at, createdBy })
    versions.push({
      id: uuidv7(),
      schemeId: id,
      fromMonth: monthOf(since),
      terms,
      status: 'published',
      createdAt: at,
      createdBy,
      publishedAt: at,
      publishedBy: createdBy,
    })
  }
  return { schemes, versions }
}

/** Displays that were paid for, four weeks up to a week ago. */
export function demoCampaign(
  teamCode: string | null,
  byOpenId: string,
  today: LocalDate,
  createdAt: Date,
): typeof campaigns.$inferInsert {
  return {
    id: uuidv7(),
    name: '堆头陈列',
    tag: '堆头',
    fromDate: addDays(today, -35),
    toDate: addDays(today, -8),
    costFen: 6_000_00,
    teamCode,
    byOpenId,
    createdAt,
    removedAt: null,
  }
}
