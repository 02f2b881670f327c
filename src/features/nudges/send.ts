/** One card of what a person is to hear unasked. */
import { type NudgeSection, nudgesCard } from '../../../cards/nudges/nudges.ts'
import type { Ctx } from '../../bot/context.ts'
import type { T } from '../../i18n/t.ts'
import type { Rep } from '../plans/people.ts'
import { isAtWork } from './hours.ts'
import { countUnasked, mayBeTold, settleNudges, waitingFor } from './store.ts'

/** What a feature declares so that its nudges can be worded: they stand in `src/nudge-kinds.ts`. */
export interface NudgeKind {
  readonly name: string
  /** Reads the facts as they are now. What is no longer worth a word is left out of `live`. */
  read(
    ctx: Ctx,
    person: Rep,
    subjects: readonly string[],
    t: T,
  ): Promise<{ readonly live: readonly string[]; readonly section: NudgeSection | null }>
}

/**
 * Says to a person what waits, on one card, if this is a time for it: at work, below the day's cap, and
 * not right after the last unasked message. Otherwise it waits on; what is over meanwhile is dropped. The
 * caller holds the person's lock. Answers whether a card was written.
 */
export async function sendNudges(
  ctx: Ctx,
  kinds: readonly NudgeKind[],
  person: Rep,
): Promise<boolean> {
  const waiting = await waitingFor(ctx, person.openId)
  if (waiting.length === 0) return false
  if (!(await isAtWork(ctx, person)) || !(await mayBeTold(ctx, person))) return false
  const t = ctx.tFor(person.locale)
  const sections: NudgeSection[] = []
  const said: string[] = []
  for (const kind of kinds) {
    const own = waiting.filter((nudge) => nudge.kind === kind.name)
    if (own.length === 0) continue
    const subjects = own.map(({ subject }) => subject)
    const { live, section } = await kind.read(ctx, person, subjects, t)
    if (section) sections.push(section)
    said.push(...own.filter(({ subject }) => live.includes(subject)).map(({ id }) => id))
  }
  const over = waiting.filter(({ id }) => !said.includes(id)).map(({ id }) => id)
  await settleNudges(ctx, over, 'dropped')
  if (sections.length === 0) return false
  await ctx.say({ openId: person.openId }, nudgesCard({ date: ctx.today, sections }, t))
  await settleNudges(ctx, said, 'said')
  await countUnasked(ctx, person.openId, 'nudges')
  return true
}
