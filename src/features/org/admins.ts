/** Roles given from outside the chat: by the environment at the start, and by the operator. */
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { OperatorError } from '../../errors.ts'
import { findPeople } from './store.ts'
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
 * Gives a person a role. `person` is an open_id, employee number, mobile or name; an open_id that is not
 * there yet is entered. Throws OperatorError when nobody or several people fit.
 */
export async function grant(
  db: Tx,
  person: string,
  role: Role,
  now: Date,
): Promise<{ openId: string; name: string }> {
  const found = await findPeople(db, person)
  const exact = found.filter((one) => one.openId === person || one.name === person)
  const [one, ...others] = exact.length > 0 ? exact : found
  if (others.length > 0) {
    const list = [one, ...others].map((p) => `${p?.name} ${p?.openId}`).join(', ')
    throw new OperatorError(`${person} fits several people, name one by open_id: ${list}`)
  }
  if (one) {
    await db.update(users).set({ role }).where(eq(users.openId, one.openId))
    return { openId: one.openId, name: one.name }
  }
  if (!/^ou_\w+$/.test(person))
    throw new OperatorError(
      `Nobody active fits ${person}: import the users file first, or name an open_id (ou_…)`,
    )
  const name = role === 'admin' ? unnamed : person
  const entered = { openId: person, name, role, status: 'active' as const }
  await db
    .insert(users)
    .values({ ...entered, createdAt: now })
    .onConflictDoUpdate({ target: users.openId, set: { role, status: 'active' } })
  return { openId: person, name }
}
