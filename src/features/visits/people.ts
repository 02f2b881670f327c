/** The person behind a visit, in a chat and in a job alike. */
import type { Actor } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { Locale } from '../../i18n/t.ts'
import { getUser, teamPath } from '../org/store.ts'

export interface Rep {
  readonly openId: string
  readonly name: string
  readonly locale: Locale | null
  readonly teamCode: string | null
  readonly teamPath: readonly string[]
}

/** The rep of a record; somebody who is not in the list of people has no team and no language. */
export async function repOf(tx: Tx, openId: string, actor?: Actor): Promise<Rep> {
  if (actor?.openId === openId) return actor
  const user = await getUser(tx, openId)
  return {
    openId,
    name: user?.name ?? openId,
    locale: user?.locale ?? null,
    teamCode: user?.teamCode ?? null,
    teamPath: await teamPath(tx, user?.teamCode ?? null),
  }
}
