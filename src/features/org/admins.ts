/** Roles given from outside the chat: by the environment at the start, and by the operator. */
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { OperatorError } from '../../errors.ts'
import { loadPeople } from '../imports/people.ts'
import { getUser } from './store.ts'
import { type Role, users } from './tables.ts'

/** A name to begin with, until a users file or the person's own row says another. */
const unnamed = '管理员'

/**
 * Makes the people of ROUNDS_ADMINS admins. Keeps the name of who is there already, and does not let in
 * again who has left.
 */
export async function ensureAdmins(db: Tx, openIds: readonly string[], now: Date): Promise<void> {
  if (openIds.length === 0) return
  await db
    .insert(users)
    .values(
      openIds.map((openId) => ({ openId, name: unnamed, role: 'admin' as const, createdAt: now })),
    )
    .onConflictDoNothing()
  await db
    .update(users)
    .set({ role: 'admin' })
    .where(
      and(inArray(users.openId, [...openIds]), eq(users.status, 'active'), ne(users.role, 'admin')),
    )
}

/**
 * Gives a person a role. `person` is an open_id, employee number, mobile, e-mail or a name that only one
 * person has; an open_id that is not there yet is entered. Throws OperatorError when nobody, several
 * people, or somebody who has left fits.
 */
export async function grant(
  db: Tx,
  person: string,
  role: Role,
  now: Date,
): Promise<{ openId: string; name: string }> {
  const openId = (await loadPeople(db)).find(person.trim())
  if (typeof openId !== 'string') throw new OperatorError(openId.reason.en)
  const known = await getUser(db, openId)
  if (known?.status === 'left')
    throw new OperatorError(
      `${known.name} (${openId}) has left: import the person with status active first`,
    )
  if (known) {
    await db.update(users).set({ role }).where(eq(users.openId, openId))
    return { openId, name: known.name }
  }
  if (!openId.startsWith('ou_'))
    throw new OperatorError(`Nobody has ${person}: import the users file first, or name an open_id`)
  const name = role === 'admin' ? unnamed : openId
  await db.insert(users).values({ openId, name, role, createdAt: now })
  return { openId, name }
}
