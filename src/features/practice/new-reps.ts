/** Who is new: no closed visit yet, and the practice not done. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'

/** Whether a person has neither closed a visit nor done the practice. */
export async function isNewRep(tx: Tx, openId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 where not exists (
        select 1 from visits where rep_open_id = ${openId} and status = 'closed')
      and not exists (
        select 1 from practices where open_id = ${openId} and finished_at is not null)`)
  return rows.length > 0
}

export interface NewRep {
  readonly openId: string
  readonly locale: 'zh-CN' | 'en' | null
}

/** Active reps who are new, by team and name. */
export async function newReps(tx: Tx): Promise<NewRep[]> {
  const rows = await tx.execute<{ open_id: string; locale: NewRep['locale'] }>(sql`
    select open_id, locale from users u
    where status = 'active' and role = 'rep'
      and not exists (
        select 1 from visits v where v.rep_open_id = u.open_id and v.status = 'closed')
      and not exists (
        select 1 from practices p where p.open_id = u.open_id and p.finished_at is not null)
    order by team_code, name, open_id`)
  return rows.map(({ open_id: openId, locale }) => ({ openId, locale }))
}
