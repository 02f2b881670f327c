/** A team's base as its card shows it. */
import { eq } from 'drizzle-orm'
import type { BitableView } from '../../../cards/bitable/cards.ts'
import type { Actor, Ctx } from '../../bot/context.ts'
import { formatLocal } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { getTeam, getUser } from '../org/store.ts'
import { teamsOf } from '../performance/private-digest.ts'
import { bitableLinks, bitableTables } from './tables.ts'

export const bitableThing = (teamCode: string) => `bitable:${teamCode}`

export async function bitableView(
  ctx: Ctx,
  actor: Actor,
  teamCode: string,
  t: T,
): Promise<BitableView> {
  const { tx, zone } = ctx
  const [link] = await tx.select().from(bitableLinks).where(eq(bitableLinks.teamCode, teamCode))
  const head = {
    teamCode,
    team: (await getTeam(tx, teamCode))?.name ?? teamCode,
    teams: await teamsOf(ctx, actor),
  }
  if (!link) return { ...head, link: null }
  const tables = await tx.select().from(bitableTables).where(eq(bitableTables.teamCode, teamCode))
  const { lastOkAt } = link
  return {
    ...head,
    link: {
      name: link.name,
      url: link.url,
      isOurs: link.madeByUs,
      kinds: link.kinds,
      tables: tables.map(({ kind, name, rows, fields }) => ({
        kind,
        name,
        rows,
        removedColumns: Object.values(fields).filter((id) => id === '').length,
      })),
      by: (await getUser(tx, link.connectedBy))?.name ?? link.connectedBy,
      isRunning: link.leaseUntil !== null && link.leaseUntil > ctx.now,
      last: lastOkAt && {
        at: formatLocal(lastOkAt, zone, 'dateTime', t.locale),
        created: link.created ?? 0,
        updated: link.updated ?? 0,
        removed: link.removed ?? 0,
      },
      problem: link.problem,
    },
  }
}
