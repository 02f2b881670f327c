import { sql } from 'drizzle-orm'
import { skipReasonText } from '../../../../cards/plans/words.ts'
import { settings } from '../../../domain/settings/index.ts'
import {
  cellWords,
  stopSources,
  stopStates,
  columnWords as w,
} from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import type { planStops } from '../../plans/tables.ts'
import { markOf } from '../../plans/view.ts'
import { amongTexts, personCells } from '../scope.ts'
import { type ExportSet, mapped } from '../set.ts'
import { column, customerColumns, dateColumn, personColumns, spoken } from './columns.ts'

type Stop = typeof planStops.$inferSelect
type Row = {
  date: string
  open_id: string
  customer_code: string
  customer: string | null
  sequence: number
  source: string
  status: Stop['status']
  skip_state: Stop['skipState']
  skip_reason: string | null
  visit_id: string | null
  eta: string | null
  counted: boolean
}

export const plansSet: ExportSet = {
  name: 'plans',
  title: sets.plans,
  about: sets.plansAbout,
  aliases: ['计划', '拜访计划', 'plans', 'plan'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  time: 'month',
  columns: () => [
    dateColumn,
    ...personColumns,
    column('sequence', w.sequence, 'integer'),
    ...customerColumns,
    column('source', w.source),
    column('status', w.status),
    column('eta', w.eta),
    column('counted', w.counted),
    column('skip_reason', w.skipReason),
  ],
  rows({ tx, rules, scope, range, today, t }) {
    const query = sql`
      select s.date::text as date, s.rep_open_id as open_id, s.customer_code, c.name as customer, s.sequence,
        s.source, s.status, s.skip_state, s.skip_reason, s.visit_id, s.eta, s.counted
      from plan_stops s left join customers c on c.code = s.customer_code
      where s.date between ${range.from} and ${range.to}
        and ${amongTexts(scope.openIds, sql`s.rep_open_id`)}
      order by s.date, s.rep_open_id, s.sequence, s.customer_code`
    return mapped<Row>(tx, query, (row) => {
      const mark = markOf(
        { status: row.status, skipState: row.skip_state, visitId: row.visit_id },
        row.date < today,
      )
      const team = scope.people.get(row.open_id)?.teamCode ?? ''
      const reasons = rules.get(settings.skipReasons, { teams: scope.paths.get(team) ?? [] })
      return {
        ...personCells(scope, row.open_id),
        date: row.date,
        sequence: row.sequence,
        customer_code: row.customer_code,
        customer: row.customer,
        source: spoken(t, stopSources, row.source),
        status: spoken(t, stopStates, mark),
        eta: row.eta,
        counted: t(row.counted ? cellWords.yes : cellWords.no),
        skip_reason: skipReasonText(t, { kept: row.skip_reason, reasons }) || null,
      }
    })
  },
}
