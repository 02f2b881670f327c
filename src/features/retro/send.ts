/** 月度复盘 to those who can do something about it, on the first working day of a month. */
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { loadActor } from '../org/store.ts'
import { makeRetro } from './make.ts'
import { recipients, whoseOf } from './people.ts'
import { retroThing, showRetro } from './show.ts'

/** Works a month out and sends it; a month in which nothing was planned or done is quiet. */
export async function sendRetro(ctx: Ctx, scope: string, month: string): Promise<number> {
  const whose = await whoseOf(ctx, scope)
  if (!ctx.rules.get(settings.retroMonthly, whose.place)) return 0
  const people = (await recipients(ctx)).get(scope) ?? []
  if (people.length === 0) return 0
  const facts = await makeRetro(ctx, whose, month)
  if (facts.done === 0 && facts.planned === 0) return 0
  for (const { openId } of people) {
    const reader = await loadActor(ctx.tx, openId)
    if (!reader) continue
    const card = await showRetro(ctx, reader, { scope, month, facts })
    await ctx.show({ openId }, retroThing(scope, month), card)
  }
  return people.length
}
