import { asc, eq, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { teams } from './tables.ts'

/** The code of the one team of that code or name; null when there is none or there are several. */
export async function findTeam(tx: Tx, words: string): Promise<string | null> {
  const text = words.trim()
  if (text === '') return null
  const found = await tx
    .select({ code: teams.code, name: teams.name })
    .from(teams)
    .where(or(eq(sql`lower(${teams.code})`, text.toLowerCase()), eq(teams.name, text)))
    .orderBy(asc(teams.code))
    .limit(2)
  const [only, another] = found
  return only && !another ? only.code : null
}
