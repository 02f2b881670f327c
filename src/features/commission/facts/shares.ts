/** Whose a line is: the person it counts for, and who visited the customer with them that day (协访). */
import { sql } from 'drizzle-orm'
import type { Wanted } from './wanted.ts'

export type Share = { openId: string; share: number }
type Place = { customer_code: string; ordered_on: string }

const key = (customerCode: string, day: string) => JSON.stringify([customerCode, day])

/**
 * Answers how a line of a customer and day is shared. Partners are people of the scheme who closed a
 * visit there that day, as the person did; they have the terms' share among them in equal parts.
 */
export async function sharesOf(
  { tx, terms, covered }: Wanted,
  places: readonly Place[],
): Promise<(main: string | null, place: Place) => Share[]> {
  const there = new Map<string, string[]>()
  if (terms.jointShare > 0 && places.length > 0) {
    const days = [...new Set(places.map(({ customer_code: c, ordered_on: d }) => key(c, d)))]
    const rows = await tx.execute<{ code: string; day: string; reps: string[] }>(sql`
      select v.customer_code as code, v.date::text as day,
        array_agg(distinct v.rep_open_id order by v.rep_open_id) as reps
      from visits v join (
        select d->>0 as code, (d->>1)::date as day
        from jsonb_array_elements(${`[${days.join(',')}]`}::text::jsonb) d
      ) w on w.code = v.customer_code and w.day = v.date
      where v.status = 'closed' group by 1, 2 having count(distinct v.rep_open_id) > 1`)
    for (const { code, day, reps } of rows) there.set(key(code, day), reps)
  }
  return (main, place) => {
    if (main === null) return []
    const reps = there.get(key(place.customer_code, place.ordered_on)) ?? []
    const partners = reps.includes(main)
      ? reps.filter((openId) => openId !== main && covered.has(openId))
      : []
    const own = { openId: main, share: partners.length > 0 ? 1 - terms.jointShare : 1 }
    const others = partners.map((openId) => ({ openId, share: terms.jointShare / partners.length }))
    return [own, ...others].filter(({ openId, share }) => share > 0 && covered.has(openId))
  }
}
