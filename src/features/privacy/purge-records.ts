/** Rows and columns whose time is over, but for pictures. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { at, type PurgeLimits } from './purge.ts'

interface Step {
  /** What it is called in the log. */
  readonly what: string
  readonly table: string
  due(limits: PurgeLimits): SQL
  /** Columns that are emptied; without them the row goes. */
  readonly emptied?: readonly string[]
}

const isSomething = (columns: readonly string[]): SQL =>
  sql.join(
    columns.map((column) => sql`${sql.identifier(column)} is not null`),
    sql` or `,
  )

/** In this order: what points to a location before the location. */
const steps: readonly Step[] = [
  {
    what: 'texts without a visit',
    table: 'visit_notes',
    due: ({ looseBefore }) => sql`visit_id is null and created_at < ${at(looseBefore)}`,
  },
  {
    what: 'places of visits',
    table: 'visits',
    // Distance, verdict and time of a visit stay.
    due: ({ locationsBefore }) => sql`status <> 'open' and checked_in_at < ${at(locationsBefore)}`,
    emptied: ['location_name', 'check_in_fix_id', 'check_out_fix_id'],
  },
  {
    what: 'pictures of ways',
    table: 'daily_plans',
    due: ({ locationsBefore }) => sql`date < ${at(locationsBefore)}::date`,
    emptied: ['picture_key', 'picture_of'],
  },
  {
    what: 'collecting given up',
    table: 'place_drafts',
    due: ({ looseBefore }) => sql`expires_at < ${at(looseBefore)}`,
  },
  {
    what: 'small copies of photos',
    table: 'photo_fingerprints',
    due: () => sql`not exists (
      select 1 from visit_photos p where p.id = photo_id and p.object_key is not null)`,
    emptied: ['small_picture'],
  },
  {
    what: 'fingerprints of photos',
    table: 'photo_fingerprints',
    // As long as the photo, or as its mark by the rule.
    due: () => sql`not exists (
      select 1 from visit_photos p where p.id = photo_id and p.sha256 is not null)`,
  },
  {
    what: 'matches of photos that are nowhere',
    table: 'photo_matches',
    due: () => sql`not exists (select 1 from visit_photos p where p.id = photo_id)
      or not exists (select 1 from visit_photos p where p.id = other_photo_id)`,
  },
  {
    what: 'intents',
    table: 'check_in_intents',
    due: ({ looseBefore }) => sql`expires_at < ${at(looseBefore)}`,
  },
  {
    what: 'pins that were not approved',
    table: 'customer_pins',
    due: ({ locationsBefore }) => sql`status <> 'approved' and asked_at < ${at(locationsBefore)}`,
  },
  {
    what: 'places of pins',
    table: 'customer_pins',
    // Who moved the shop's point, when, from where and how far stays.
    due: ({ locationsBefore }) => sql`asked_at < ${at(locationsBefore)}`,
    emptied: ['place_name', 'fix_id'],
  },
  {
    what: 'new shops that were not approved',
    table: 'outlet_requests',
    due: ({ locationsBefore }) => sql`status <> 'approved' and asked_at < ${at(locationsBefore)}`,
  },
  {
    what: 'places and people of new shops',
    table: 'outlet_requests',
    // The customer that it became has its own contact.
    due: ({ locationsBefore }) => sql`asked_at < ${at(locationsBefore)}`,
    emptied: ['place_name', 'fix_id', 'contact', 'phone'],
  },
  {
    what: 'homes of people who left',
    table: 'users',
    due: ({ locationsBefore }) => sql`status = 'left' and exists (
      select 1 from departures d where d.open_id = users.open_id and d.at < ${at(locationsBefore)})`,
    emptied: ['home_lng_gcj', 'home_lat_gcj'],
  },
  {
    what: 'photos wanted for explanations',
    table: 'explanation_windows',
    due: ({ looseBefore }) => sql`expires_at < ${at(looseBefore)}`,
  },
  {
    what: 'who looked at what',
    table: 'record_views',
    // As long as what they looked at.
    due: ({ locationsBefore }) => sql`at < ${at(locationsBefore)}`,
  },
  {
    what: 'what attendance noted',
    table: 'attendance_flows',
    due: ({ locationsBefore }) => sql`at < ${at(locationsBefore)}`,
  },
  {
    what: 'locations',
    table: 'location_fixes',
    due: ({ locationsBefore }) => sql`sent_at < ${at(locationsBefore)}`,
  },
  {
    what: 'events',
    table: 'inbound_events',
    due: ({ eventsBefore, looseBefore }) => sql`(received_at < ${at(eventsBefore)}
      or (status = 'held' and received_at < ${at(looseBefore)}))`,
  },
  {
    what: 'opened links',
    table: 'live_sessions',
    due: ({ eventsBefore }) => sql`opened_at < ${at(eventsBefore)}`,
  },
  {
    what: 'messages that failed',
    table: 'outbox',
    due: ({ eventsBefore }) => sql`status = 'failed' and created_at < ${at(eventsBefore)}`,
  },
  {
    what: 'nudges',
    table: 'nudges',
    due: ({ eventsBefore }) => sql`created_at < ${at(eventsBefore)}`,
  },
  {
    what: 'counts of unasked messages',
    table: 'unasked_messages',
    due: ({ eventsBefore }) => sql`at < ${at(eventsBefore)}`,
  },
]

const whereOf = ({ due, emptied }: Step, limits: PurgeLimits): SQL =>
  emptied ? sql`${due(limits)} and (${isSomething(emptied)})` : due(limits)

/** What a purge would take now, by its name in the log. */
export async function countRecords(db: Db, limits: PurgeLimits): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const step of steps) {
    const [row] = await db.execute<{ n: string }>(sql`
      select count(*) as n from ${sql.identifier(step.table)} where ${whereOf(step, limits)}`)
    counts[step.what] = Number(row?.n ?? 0)
  }
  return counts
}

/** Deletes rows and empties columns whose time is over. */
export async function purgeRecords(tx: Tx, limits: PurgeLimits): Promise<void> {
  for (const step of steps) {
    const table = sql.identifier(step.table)
    const where = whereOf(step, limits)
    await tx.execute(
      step.emptied
        ? sql`update ${table} set ${sql.join(
            step.emptied.map((column) => sql`${sql.identifier(column)} = null`),
            sql`, `,
          )} where ${where}`
        : sql`delete from ${table} where ${where}`,
    )
  }
}
