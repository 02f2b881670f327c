/** Once a week each rep hears, on one card, which customers nobody has visited for long. */
import { neglectedSection } from '../../../../cards/plans/neglected.ts'
import type { Ctx } from '../../../bot/context.ts'
import { settings } from '../../../domain/settings/index.ts'
import type { LocalDate } from '../../../domain/time.ts'
import type { NudgeKind } from '../../nudges/send.ts'
import { addNudges } from '../../nudges/store.ts'
import type { Rep } from '../people.ts'
import { neglectedCustomers, reasonOf } from './neglected.ts'

export const neglectedKind = 'plan.neglected'
const shown = 5

/** Notes for a rep that there are neglected customers in the week of `monday`; nothing when there are none. */
export async function noteNeglected(ctx: Ctx, rep: Rep, monday: LocalDate): Promise<void> {
  if (!ctx.rules.get(settings.neglectedWeekly, { teams: rep.teamPath })) return
  const { total } = await neglectedCustomers(ctx, { ownerOpenId: rep.openId }, { limit: 1 })
  if (total > 0) await addNudges(ctx, rep.openId, neglectedKind, [monday])
}

export const neglectedNudge: NudgeKind = {
  name: neglectedKind,
  async read(ctx, rep, subjects, t) {
    const own = { ownerOpenId: rep.openId }
    const { rows, total } = await neglectedCustomers(ctx, own, { limit: shown })
    const lines = rows.map((row) => ({ name: row.name, reason: reasonOf(row, t) }))
    return {
      live: total > 0 ? subjects : [],
      section: total > 0 ? neglectedSection({ repOpenId: rep.openId, total, lines }, t) : null,
    }
  },
}
