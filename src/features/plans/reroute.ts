/** 重新规划: the rest of a day is put in order from here and now, while the person looks. */
import type { Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import { lockFor } from '../../queue/run-job.ts'
import { findPlan } from './generate.ts'
import type { Rep } from './people.ts'
import { type Rerouted, routePlan } from './route.ts'
import { absorbWishes } from './wishes.ts'

/** What the search may take of the seconds that a click has, in milliseconds. */
const searchMs = 50

/**
 * Takes in what was asked for meanwhile and orders the open stops of a day, with the travel times that are
 * known here and now. Answers what it brings; null where there is no plan or nothing left to order.
 */
export async function reroute(ctx: Ctx, rep: Rep, date: LocalDate): Promise<Rerouted | null> {
  await lockFor(ctx.tx, `person:${rep.openId}`)
  const plan = await findPlan(ctx.tx, rep.openId, date)
  if (!plan) return null
  await absorbWishes(ctx, rep, plan)
  const search = { clock: () => performance.now(), maxMs: searchMs }
  return routePlan(ctx, rep, plan.id, { anew: true, search })
}
