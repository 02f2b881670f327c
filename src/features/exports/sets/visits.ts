import { sql } from 'drizzle-orm'
import { settings } from '../../../domain/settings/index.ts'
import { trustRules } from '../../../domain/trust/rules/index.ts'
import {
  cellWords,
  locationCells,
  verdictCells,
  visitStates,
  columnWords as w,
} from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { inLocale, type T } from '../../../i18n/t.ts'
import { outcomeLabel } from '../../visits/rules.ts'
import { amongTexts, personCells } from '../scope.ts'
import { type ExportSet, isoOf, mapped, numberOf, type Reading } from '../set.ts'
import { column, customerColumns, dateColumn, personColumns, spoken } from './columns.ts'

type Row = {
  date: string
  open_id: string
  customer_code: string
  customer: string | null
  planned: boolean
  status: string
  checked_in_at: string
  checked_out_at: string | null
  dwell: number | null
  distance: number | null
  out_distance: number | null
  location_source: string
  verdict: string
  reason: string | null
  photos: number
  outcome: string | null
  summary: string | null
  order_amount: string | null
  next_step: string | null
  next_visit_on: string | null
  lng: number | null
  lat: number | null
  trust: number | null
  flags: string | null
}

const located = [column('lng', w.lng, 'number'), column('lat', w.lat, 'number')]
const doubted = [column('trust', w.trust, 'integer'), column('flags', w.flags)]
const isAnybody = (openIds: readonly string[] | null) => openIds === null || openIds.length > 0

const ruleNames = new Map(trustRules.map(({ id, title }): [string, typeof title] => [id, title]))

/** Rules of trust by name, the heaviest first. */
const flagsText = (flags: string | null, t: T) =>
  flags
    ?.split(';')
    .map((id) => {
      const title = ruleNames.get(id)
      return title ? inLocale(title, t.locale) : id
    })
    .join(t.locale === 'en' ? '; ' : '；') ?? null

export const visitsSet: ExportSet = {
  name: 'visits',
  title: sets.visits,
  about: sets.visitsAbout,
  aliases: ['拜访', '拜访记录', '签到', 'visits', 'visit'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  time: 'month',
  columns: ({ scope }) => [
    dateColumn,
    ...personColumns,
    ...customerColumns,
    column('status', w.status),
    column('planned', w.planned),
    column('checked_in_at', w.checkedInAt, 'instant'),
    column('checked_out_at', w.checkedOutAt, 'instant'),
    column('dwell', w.dwell, 'minutes'),
    column('distance', w.distance, 'metres'),
    column('out_distance', w.outDistance, 'metres'),
    column('location_source', w.locationSource),
    column('verdict', w.verdict),
    column('reason', w.reason),
    column('photos', w.photos, 'integer'),
    column('outcome', w.outcome),
    column('summary', w.summary),
    column('order_amount', w.orderAmount, 'fen'),
    column('next_step', w.nextStep),
    column('next_visit_on', w.nextVisitOn, 'date'),
    ...(isAnybody(scope.located) ? located : []),
    ...(isAnybody(scope.trusted) ? doubted : []),
  ],
  rows(reading) {
    const { scope, t } = reading
    const words = new Map<string, string>()
    /** By team, since teams may add results of their own. */
    const outcomeText = (openId: string, value: string | null) => {
      if (value === null) return null
      const team = scope.people.get(openId)?.teamCode ?? ''
      const key = `${team} ${value}`
      const known = words.get(key) ?? outcomeWord(reading, team, value)
      words.set(key, known)
      return known
    }
    return mapped<Row>(reading.tx, query(reading), (row) => ({
      ...personCells(scope, row.open_id),
      date: row.date,
      customer_code: row.customer_code,
      customer: row.customer,
      status: spoken(t, visitStates, row.status),
      planned: t(row.planned ? cellWords.yes : cellWords.no),
      checked_in_at: isoOf(row.checked_in_at),
      checked_out_at: isoOf(row.checked_out_at),
      dwell: row.dwell,
      distance: row.distance,
      out_distance: row.out_distance,
      location_source: spoken(t, locationCells, row.location_source),
      verdict: spoken(t, verdictCells, row.verdict),
      reason: row.reason,
      photos: row.photos,
      outcome: outcomeText(row.open_id, row.outcome),
      summary: row.summary,
      order_amount: numberOf(row.order_amount),
      next_step: row.next_step,
      next_visit_on: row.next_visit_on,
      lng: row.lng,
      lat: row.lat,
      trust: row.trust,
      flags: flagsText(row.flags, t),
    }))
  },
}

function outcomeWord({ rules, scope, t }: Reading, team: string, value: string): string {
  const path = scope.paths.get(team) ?? [team]
  const added = rules.get(settings.outcomesAdded, { teams: path })
  return inLocale(outcomeLabel(value, added), t.locale)
}

/** Closed and open visits in order of check-in; cancelled ones never were. */
function query({ scope, range }: Reading) {
  const rep = sql`v.rep_open_id`
  return sql`
    select v.date::text as date, v.rep_open_id as open_id, v.customer_code, c.name as customer, v.planned,
      v.status, v.checked_in_at, v.checked_out_at, v.dwell_minutes as dwell, v.distance_m as distance,
      v.check_out_distance_m as out_distance, v.location_source, v.verdict, v.reason,
      coalesce(p.n, 0)::int as photos, v.outcome, v.summary, v.order_amount_fen as order_amount, v.next_step,
      v.next_visit_on::text as next_visit_on, f.lng_gcj as lng, f.lat_gcj as lat, a.score as trust, s.flags
    from visits v
    left join customers c on c.code = v.customer_code
    left join lateral (select count(*) as n from visit_photos
      where visit_id = v.id and status = 'stored') p on true
    left join location_fixes f on f.id = v.check_in_fix_id and ${amongTexts(scope.located, rep)}
    left join visit_assessments a on a.visit_id = v.id and ${amongTexts(scope.trusted, rep)}
    left join lateral (select string_agg(rule_id, ';' order by weight desc, rule_id) as flags
      from visit_signals where visit_id = a.visit_id and state = 'flag' and strength <> 'info') s on true
    where v.date between ${range.from} and ${range.to} and v.status <> 'cancelled'
      and ${amongTexts(scope.openIds, rep)}
    order by v.checked_in_at, v.id`
}
