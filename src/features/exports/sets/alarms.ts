import { sql } from 'drizzle-orm'
import { sentenceOf } from '../../../../cards/alarms/sentence.ts'
import type { AlarmNumbers } from '../../../domain/alarms/alarm.ts'
import { alarmStateCells, columnWords as w } from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { amongTexts, personCells } from '../scope.ts'
import { type ExportSet, isoOf, mapped } from '../set.ts'
import { column, customerColumns, personColumns, spoken } from './columns.ts'

type Row = Record<'customer_code' | 'state' | 'raised_at' | 'at_risk' | 'data_as_of', string> &
  Record<'customer' | 'grade' | 'open_id' | 'ended_at', string | null> & {
    numbers: AlarmNumbers
    chance: number | null
    money_at_risk_fen: string
  }

/** Alarms that ran on some day of the range; those that wait for their turn are nobody's yet. */
export const alarmsSet: ExportSet = {
  name: 'alarms',
  title: sets.alarms,
  about: sets.alarmsAbout,
  aliases: ['客户预警', '预警', '异常', 'alarms', 'alerts', 'anomalies'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  time: 'month',
  columns: () => [
    column('raised_at', w.raisedAt, 'instant'),
    ...customerColumns,
    column('grade', w.grade),
    ...personColumns,
    column('alarm_reason', w.alarmReason),
    column('chance', w.chance, 'rate'),
    column('at_risk', w.atRisk, 'fen'),
    column('status', w.status),
    column('data_as_of', w.dataAsOf, 'date'),
    column('ended_at', w.endedAt, 'instant'),
  ],
  rows({ tx, scope, range, zone, t }) {
    const query = sql`
      select a.raised_at, a.customer_code, c.name as customer, c.grade, a.owner_open_id as open_id, a.numbers,
        a.chance, a.money_at_risk_fen, a.state, a.data_as_of::text as data_as_of, a.ended_at
      from customer_alarms a left join customers c on c.code = a.customer_code
      where a.state <> 'waiting' and a.raised_on <= ${range.to}
        and (a.ended_at is null or (a.ended_at at time zone ${zone})::date >= ${range.from}::date)
        and ${amongTexts(scope.openIds, sql`a.owner_open_id`)}
      order by a.raised_at, a.customer_code`
    return mapped<Row>(tx, query, (row) => ({
      ...personCells(scope, row.open_id),
      raised_at: isoOf(row.raised_at),
      customer_code: row.customer_code,
      customer: row.customer,
      grade: row.grade,
      alarm_reason: sentenceOf(row, t),
      chance: row.chance,
      at_risk: Number(row.money_at_risk_fen),
      status: spoken(t, alarmStateCells, row.state),
      data_as_of: row.data_as_of,
      ended_at: isoOf(row.ended_at),
    }))
  },
}
