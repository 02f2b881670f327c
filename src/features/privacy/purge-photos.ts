/**
 * Pictures whose time is over. The object goes first, what leads to it second: a purge that is stopped
 * between the two finds it again, and no picture outlives its row.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import type { ObjectStore } from '../../store/objects.ts'
import { at, type PurgeLimits } from './purge.ts'

interface PhotoTable {
  readonly name: string
  /** Rows that nothing needs: they go altogether after a day. */
  readonly loose: SQL
  /** Columns that tell of a person and go with the picture. */
  readonly emptied?: readonly string[]
  /** Rows whose picture goes. */
  due(limits: PurgeLimits): SQL
}

const looseVisitPhoto = sql`visit_id is null`
/** Belongs to no pin and no new shop: the collecting was given up, or the request is gone. */
const loosePlacePhoto = sql`not exists (select 1 from customer_pins p where p.photo_id = place_photos.id)
  and not exists (select 1 from outlet_requests o where o.photo_id = place_photos.id)
  and not exists (select 1 from place_drafts d where d.photo_id = place_photos.id)`

/** Every table that points to pictures: identical pictures are one object, which goes with its last row. */
const photoTables: readonly PhotoTable[] = [
  {
    name: 'visit_photos',
    loose: looseVisitPhoto,
    emptied: ['device_id'],
    due: ({ photosBefore, looseBefore }) => sql`(created_at < ${at(photosBefore)}
      or (created_at < ${at(looseBefore)} and (${looseVisitPhoto} or status = 'deleted')))`,
  },
  {
    name: 'explanation_photos',
    // They belong to their explanation from the beginning.
    loose: sql`false`,
    due: ({ photosBefore }) => sql`created_at < ${at(photosBefore)}`,
  },
  {
    name: 'place_photos',
    loose: loosePlacePhoto,
    due: ({ photosBefore, looseBefore }) => sql`(created_at < ${at(photosBefore)}
      or (created_at < ${at(looseBefore)} and ${loosePlacePhoto}))`,
  },
]

/** Whether anything leads to a picture; the platform's own key is the last that goes. */
const withPicture = sql`(image_key not like 'purged:%' or object_key is not null or card_image_key is not null)`

/** How many pictures a purge would take now. */
export async function countPhotos(db: Db, limits: PurgeLimits): Promise<number> {
  const counts = photoTables.map(
    ({ name, due }) =>
      sql`(select count(*) from ${sql.identifier(name)} where ${due(limits)} and ${withPicture})`,
  )
  const [row] = await db.execute<{ n: string }>(sql`select ${sql.join(counts, sql` + `)} as n`)
  return Number(row?.n ?? 0)
}

const batch = 200

/** Deletes pictures that are due, and everything that leads to them; answers how many objects went. */
export async function purgePhotos(
  db: Db,
  objects: Pick<ObjectStore, 'delete'>,
  limits: PurgeLimits,
): Promise<number> {
  let deleted = 0
  for (const table of photoTables) {
    deleted += await purgeTable(db, objects, limits, table)
    // What never became part of anything leaves no trace at all.
    await db.execute(sql`
      delete from ${sql.identifier(table.name)}
      where ${table.loose} and created_at < ${at(limits.looseBefore)} and not ${withPicture}`)
  }
  return deleted + (await purgeUnclaimed(db, objects, limits))
}

async function purgeTable(
  db: Db,
  objects: Pick<ObjectStore, 'delete'>,
  limits: PurgeLimits,
  { name, due, emptied = [] }: PhotoTable,
): Promise<number> {
  let deleted = 0
  for (;;) {
    const rows = await db.execute<{ id: string; key: string | null }>(sql`
      select id, object_key as key from ${sql.identifier(name)}
      where ${due(limits)} and ${withPicture} order by created_at limit ${batch}`)
    if (rows.length === 0) return deleted
    const keys = [...new Set(rows.flatMap(({ key }) => key ?? []))]
    const needed = await stillNeeded(db, keys, limits)
    for (const key of keys.filter((one) => !needed.has(one))) {
      await objects.delete(key)
      deleted += 1
    }
    const also = emptied.map((column) => sql`, ${sql.identifier(column)} = null`)
    await db.execute(sql`
      update ${sql.identifier(name)} set object_key = null, card_image_key = null,
        image_key = 'purged:' || id, sha256 = case when ${limits.keepMarks} then sha256 end
        ${sql.join(also)}
      where id in ${rows.map(({ id }) => id)}`)
  }
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

/** Objects that no photo shows: their rows are gone, or the process ended before it wrote one. */
async function purgeUnclaimed(
  db: Db,
  objects: Pick<ObjectStore, 'delete'>,
  { looseBefore }: PurgeLimits,
): Promise<number> {
  const shown = photoTables.map(
    ({ name }) =>
      sql`not exists (select 1 from ${sql.identifier(name)} p where p.object_key = o.key)`,
  )
  let deleted = 0
  for (;;) {
    const rows = await db.execute<{ key: string }>(sql`
      select o.key from stored_objects o
      where o.stored_at < ${at(looseBefore)} and ${sql.join(shown, sql` and `)}
      order by o.key limit ${batch}`)
    if (rows.length === 0) return deleted
    for (const { key } of rows) await objects.delete(key)
    deleted += rows.length
    await db.execute(sql`delete from stored_objects where key in ${rows.map(({ key }) => key)}`)
  }
}
