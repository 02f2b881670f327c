import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'

/** How far back a photo is compared with others. */
export function lookBackFrom(ctx: Ctx, takenAt: Date): Date {
  const days = ctx.rules.get(settings.photoLookBackDays)
  return new Date(takenAt.getTime() - days * 86_400_000)
}
