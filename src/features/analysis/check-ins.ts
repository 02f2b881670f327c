/**
 * Check-ins of people with their places. A place is personal data: it is for the person, the managers
 * above and admins; that a visit is doubtful for whom `trust.see` names. Who looked is noted (谁看过).
 */
import { sql } from 'drizzle-orm'
import type { Actor, Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { distanceM, type Point } from '../../domain/geo.ts'
import type { DayRange } from '../../domain/range-words.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { message } from '../../i18n/t.ts'
import { authorize, may } from '../../policies.ts'
import { teamPath } from '../org/store.ts'
import { among } from '../performance/figures/scope.ts'
import { loadRep } from '../plans/people.ts'
import { judgedOf } from '../trust/show-people.ts'
import { recordViews } from '../trust/tables.ts'
import { openIdsOf, type Subject } from './subjects.ts'

/** More a picture cannot tell apart, nor a person read. */
export const mostCheckIns = 300

export interface CheckIn {
  readonly visitId: string
  readonly repOpenId: string
  readonly rep: string
  readonly customer: string
  readonly date: LocalDate
  readonly inAt: Date
  readonly outAt: Date | null
  readonly dwellMinutes: number | null
  /** Metres to the customer's point. */
  readonly distanceM: number | null
  /** Null: none was sent, or its time of keeping is over. */
  readonly point: Point | null
  readonly doubtful: boolean
  /** Minutes from the check-out before by the same person that day, and metres from that check-in. */
  readonly gapMinutes: number | null
  readonly legM: number | null
}

/** Throws UserError for who may not see where the subject's people were. */
export async function authorizePlaces(tx: Tx, actor: Actor, subject: Subject): Promise<void> {
  if (subject.kind === 'person') {
    const rep = await loadRep(tx, subject.id.slice(2))
    return authorize(actor, 'visit.see', rep ?? { repOpenId: '', teamPath: [] })
  }
  const path = subject.kind === 'team' ? await teamPath(tx, subject.id.slice(2)) : []
  authorize(actor, 'team.see', { teamPath: path })
}

type Row = {
  id: string
  open_id: string
  rep: string
  customer: string
  date: LocalDate
  in_at: string
  out_at: string | null
  dwell: number | null
  distance: number | null
  lng: number | null
  lat: number | null
  doubtful: boolean
}

/** In the order of check-in, person by person within a day. Throws UserError when there are too many. */
export async function checkInsOf(
  tx: Tx,
  actor: Actor,
  subject: Subject,
  range: DayRange,
): Promise<CheckIn[]> {
  await authorizePlaces(tx, actor, subject)
  const scope = { tx, ...range, openIds: openIdsOf(subject) }
  const rows = await tx.execute<Row>(sql`
    select v.id, v.rep_open_id as open_id, coalesce(u.name, v.rep_open_id) as rep,
      coalesce(c.name, v.customer_code) as customer, v.date::text as date,
      v.checked_in_at as in_at, case when v.closed_by = 'rep' then v.checked_out_at end as out_at,
      v.dwell_minutes as dwell, v.distance_m as distance, f.lng_gcj as lng, f.lat_gcj as lat,
      coalesce(case when a.ruled_as is null then a.band <> 'green' else a.ruled_as <> 'honest' end,
        false) as doubtful
    from visits v
    left join users u on u.open_id = v.rep_open_id
    left join customers c on c.code = v.customer_code
    left join location_fixes f on f.id = v.check_in_fix_id
    left join visit_assessments a on a.visit_id = v.id
    where v.status <> 'cancelled' and v.date between ${range.from} and ${range.to}
      and ${among(scope, sql`v.rep_open_id`)}
    order by v.date, u.name, v.rep_open_id, v.checked_in_at, v.id limit ${mostCheckIns + 1}`)
  if (rows.length > mostCheckIns) throw new UserError(message(w.mapTooMany, { n: mostCheckIns }))
  const seers = await seenDoubts(tx, actor, rows)
  return rows.map((row, i): CheckIn => {
    const last = rows[i - 1]
    const isNext = last?.open_id === row.open_id && last.date === row.date
    const [here, there] = [pointOf(row), isNext && last ? pointOf(last) : null]
    const left = isNext && last?.out_at ? new Date(last.out_at).getTime() : null
    const gap = left === null ? null : (new Date(row.in_at).getTime() - left) / 60_000
    return {
      visitId: row.id,
      repOpenId: row.open_id,
      rep: row.rep,
      customer: row.customer,
      date: row.date,
      inAt: new Date(row.in_at),
      outAt: row.out_at === null ? null : new Date(row.out_at),
      dwellMinutes: row.dwell,
      distanceM: row.distance,
      point: here,
      doubtful: row.doubtful && seers(row.open_id),
      gapMinutes: gap !== null && gap >= 0 ? gap : null,
      legM: here && there ? Math.round(distanceM(there, here)) : null,
    }
  })
}

const pointOf = ({ lng, lat }: Row): Point | null =>
  lng === null || lat === null ? null : { lng, lat }

/** Whose doubtful visits the actor may know of. */
async function seenDoubts(tx: Tx, actor: Actor, rows: readonly Row[]) {
  const doubted = rows.filter(({ doubtful }) => doubtful).map(({ open_id }) => open_id)
  const judged = await judgedOf(tx, doubted)
  return (repOpenId: string): boolean => {
    const levels = judged.get(repOpenId)?.levels ?? []
    const seers = levels.flatMap(({ judges }) => judges)
    return may(actor, 'trust.see', { repOpenId, seers, judges: [] })
  }
}

/** Notes that the actor saw the places of these visits, once a day each; one's own are no look. */
export async function noteLooks(
  ctx: Pick<Ctx, 'tx' | 'now' | 'today'>,
  actor: Actor,
  checkIns: readonly CheckIn[],
): Promise<void> {
  const rows = checkIns
    .filter(({ point, repOpenId }) => point !== null && repOpenId !== actor.openId)
    .map(({ visitId }) => ({
      visitId,
      viewerOpenId: actor.openId,
      date: ctx.today,
      at: ctx.now,
    }))
  if (rows.length > 0) await ctx.tx.insert(recordViews).values(rows).onConflictDoNothing()
}
