/**
 * What goes when its time is over. Photos go object first, row second: a purge that is stopped between the
 * two finds the row again, and no picture outlives its row.
 */
import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../../bot/context.ts'
import type { Db, Tx } from '../../db/client.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate, localInstant } from '../../domain/time.ts'
import type { ObjectStore } from '../../store/objects.ts'

/** Instants (ISO); what is older goes. */
export const purgeLimits = z.object({
  photosBefore: z.iso.datetime(),
  locationsBefore: z.iso.datetime(),
  eventsBefore: z.iso.datetime(),
  /** Photos and texts that found no visit, and messages that waited for a consent. */
  looseBefore: z.iso.datetime(),
  keepMarks: z.boolean(),
})
export type PurgeLimits = z.infer<typeof purgeLimits>

const looseHours = 24

/** The limits of a day by the rules. A day to come counts as today: nothing goes before its time. */
export function limitsOf(ctx: Ctx, date: LocalDate): PurgeLimits {
  const day = date < ctx.today ? date : ctx.today
  const before = (days: number) => localInstant(addDays(day, -days), '00:00', ctx.zone)
  return {
    photosBefore: before(ctx.rules.get(settings.keepPhotosDays)).toISOString(),
    locationsBefore: before(ctx.rules.get(settings.keepLocationsDays)).toISOString(),
    eventsBefore: before(ctx.rules.get(settings.keepEventsDays)).toISOString(),
    looseBefore: new Date(ctx.now.getTime() - looseHours * 3_600_000).toISOString(),
    keepMarks: ctx.rules.get(settings.keepPhotoMarks),
  }
}

const at = (instant: string) => sql`${instant}::timestamptz`

interface PhotoTable {
  readonly name: string
  /** Rows whose picture goes. */
  due(limits: PurgeLimits): SQL
}

/** Every table that points to pictures: identical pictures are one object, which goes with its last row. */
const photoTables: readonly PhotoTable[] = [
  {
    name: 'visit_photos',
    due: ({ photosBefore, looseBefore }) => sql`(created_at < ${at(photosBefore)}
      or (created_at < ${at(looseBefore)} and (visit_id is null or status = 'deleted')))`,
  },
  { name: 'place_photos', due: ({ photosBefore }) => sql`created_at < ${at(photosBefore)}` },
]

/** What a purge would take now, by kind. */
export async function countDue(db: Db, limits: PurgeLimits): Promise<Record<string, number>> {
  const photos = photoTables.map(
    (table) => sql`(select count(*) from ${sql.identifier(table.name)}
      where ${table.due(limits)} and ${withPicture})`,
  )
  const [row] = await db.execute<Record<string, string>>(sql`
    select ${sql.join(photos, sql` + `)} as photos,
      (select count(*) from visit_notes where ${looseNote(limits)}) as notes,
      (select count(*) from location_fixes where sent_at < ${at(limits.locationsBefore)}) as locations,
      (select count(*) from inbound_events where ${oldEvent(limits)}) as events`)
  return Object.fromEntries(Object.entries(row ?? {}).map(([kind, n]) => [kind, Number(n)]))
}

/** The platform's key of the picture is the last thing that goes. */
const withPicture = sql`image_key not like 'purged:%'`
const looseNote = ({ looseBefore }: PurgeLimits) =>
  sql`visit_id is null and created_at < ${at(looseBefore)}`
const oldEvent = ({ eventsBefore, looseBefore }: PurgeLimits) => sql`(
  received_at < ${at(eventsBefore)} or (status = 'held' and received_at < ${at(looseBefore)}))`

const batch = 200

/** Deletes pictures that are due, and everything that leads to them; answers how many objects went. */
export async function purgePhotos(
  db: Db,
  objects: Pick<ObjectStore, 'delete'>,
  limits: PurgeLimits,
): Promise<number> {
  let deleted = 0
  for (const { name, due } of photoTables) {
    for (;;) {
      const rows = await db.execute<{ id: string; key: string | null }>(sql`
        select id, object_key as key from ${sql.identifier(name)}
        where ${due(limits)} and ${withPicture} order by created_at limit ${batch}`)
      if (rows.length === 0) break
      const keys = [...new Set(rows.flatMap(({ key }) => key ?? []))]
      const needed = await stillNeeded(db, keys, limits)
      for (const key of keys.filter((one) => !needed.has(one))) {
        await objects.delete(key)
        deleted += 1
      }
      await db.execute(sql`
        update ${sql.identifier(name)} set object_key = null, card_image_key = null,
          image_key = 'purged:' || id, sha256 = case when ${limits.keepMarks} then sha256 end
        where id in ${rows.map(({ id }) => id)}`)
    }
  }
  // What never became part of a visit leaves no trace at all.
  await db.execute(sql`
    delete from visit_photos
    where visit_id is null and created_at < ${at(limits.looseBefore)} and not (${withPicture})`)
  return deleted
}

/** Those of the objects that a photo which stays shows too. */
async function stillNeeded(
  db: Db,
  keys: readonly string[],
  limits: PurgeLimits,
): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const kept = photoTables.map(
    ({ name, due }) => sql`select object_key as key from ${sql.identifier(name)}
      where object_key in ${[...keys]} and not ${due(limits)}`,
  )
  const rows = await db.execute<{ key: string }>(sql.join(kept, sql` union `))
  return new Set(rows.map(({ key }) => key))
}

/** Deletes old locations, texts without a visit and messages. Distance and verdict of a visit stay. */
export async function purgeRecords(tx: Tx, limits: PurgeLimits): Promise<void> {
  const { locationsBefore } = limits
  await tx.execute(sql`delete from visit_notes where ${looseNote(limits)}`)
  await tx.execute(sql`
    update visits set location_name = null, check_in_fix_id = null, check_out_fix_id = null
    where status <> 'open' and checked_in_at < ${at(locationsBefore)}
      and (location_name is not null or check_in_fix_id is not null or check_out_fix_id is not null)`)
  await tx.execute(sql`delete from location_fixes where sent_at < ${at(locationsBefore)}`)
  await tx.execute(sql`delete from inbound_events where ${oldEvent(limits)}`)
}
