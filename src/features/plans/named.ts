import type { ActorCtx } from '../../bot/context.ts'
import { may } from '../../policies.ts'
import { findPeople } from '../org/store.ts'
import { loadRep } from './people.ts'

/** The one person of that name whom the actor may see. */
export async function personNamed(ctx: ActorCtx, name: string): Promise<string | null> {
  const people = await findPeople(ctx.tx, name)
  const seen = []
  for (const person of people) {
    const rep = await loadRep(ctx.tx, person.openId)
    if (rep && may(ctx.actor, 'plan.see', rep)) seen.push(rep)
  }
  const exact = seen.filter((rep) => rep.name === name)
  const [only, another] = exact.length > 0 ? exact : seen
  return only && !another ? only.openId : null
}
