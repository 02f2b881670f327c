/** The picture of a plan's way: drawn and uploaded apart, and shown as long as the way is the same. */
import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { settings } from '../../domain/settings/index.ts'
import type { RoutePicture } from '../../pictures/route-svg.ts'
import { customers } from '../customers/tables.ts'
import { users } from '../org/tables.ts'
import { dailyPlans, planStops } from './tables.ts'

/** What a picture is of: the routed stops in their order, and where the rep sets out. */
export interface Way {
  readonly of: string
  readonly picture: RoutePicture
}

/** Pictures of fewer stops say nothing that the list does not. */
const leastStops = 2

/** The way of a plan as it is to be drawn; null when there is too little of it. */
export async function wayToDraw(tx: Tx, planId: string): Promise<Way | null> {
  const rows = await tx
    .select({
      sequence: planStops.sequence,
      status: planStops.status,
      routed: planStops.routed,
      lng: customers.lngGcj,
      lat: customers.latGcj,
    })
    .from(planStops)
    .innerJoin(customers, eq(customers.code, planStops.customerCode))
    .where(eq(planStops.planId, planId))
    .orderBy(asc(planStops.sequence), asc(planStops.customerCode))
  const stops = rows.flatMap(({ sequence, status, routed, lng, lat }) =>
    routed && status !== 'skipped' && lng !== null && lat !== null
      ? [
          {
            point: { lng, lat },
            number: sequence,
            state: status === 'visited' ? ('done' as const) : ('open' as const),
          },
        ]
      : [],
  )
  if (stops.length < leastStops) return null
  const [home] = await tx
    .select({ lng: users.homeLngGcj, lat: users.homeLatGcj })
    .from(dailyPlans)
    .innerJoin(users, eq(users.openId, dailyPlans.repOpenId))
    .where(eq(dailyPlans.id, planId))
  const { lng = null, lat = null } = home ?? {}
  const start = lng === null || lat === null ? null : { lng, lat }
  // Visits that are made meanwhile change no number: the picture stands.
  const of = createHash('sha256')
    .update(JSON.stringify([start, stops.map(({ point, number }) => [point, number])]))
    .digest('base64url')
    .slice(0, 22)
  return { of, picture: { start, stops } }
}

/** The image key to show for a plan now; null while none is drawn for this way. */
export async function pictureFor(
  ctx: Ctx,
  plan: typeof dailyPlans.$inferSelect,
  teams: readonly string[],
): Promise<string | null> {
  if (!plan.pictureKey || !ctx.rules.get(settings.planPicture, { teams })) return null
  const way = await wayToDraw(ctx.tx, plan.id)
  return way?.of === plan.pictureOf ? plan.pictureKey : null
}
