import type { ActorCtx } from '../../bot/context.ts'

/** The platform repeats an event for some seven hours; an older time is a time that it did not tell. */
const oldestHours = 24

/** When the person did it: by the platform's clock, or now where it gave no usable time. */
export function happenedAt(ctx: ActorCtx): Date {
  const ageMs = ctx.now.getTime() - ctx.sentAt.getTime()
  return ageMs >= 0 && ageMs <= oldestHours * 3_600_000 ? ctx.sentAt : ctx.now
}
