/** Reads what suggestions about territories are made of, and who is in a team. */
import { and, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import type { SuggestionRow } from '../../../../cards/plans/territory.ts'
import type { Ctx } from '../../../bot/context.ts'
import { intervalDays } from '../../../domain/customers/frequency.ts'
import { suggestTerritory, type TerritoryCustomer } from '../../../domain/plans/territory.ts'
import { settings } from '../../../domain/settings/index.ts'
import { customers } from '../../customers/tables.ts'
import { activeReps, allTeamPaths } from '../../org/store.ts'
import { frequencyOf } from '../inputs.ts'
import { dismissedSuggestions } from '../tables.ts'

/**
 * Suggestions for the reps of a team and those below it, at most ten, with names. Paused customers and
 * those without a point are no part of it.
 */
export async function suggestionsFor(ctx: Ctx, teamCode: string): Promise<SuggestionRow[]> {
  const paths = await allTeamPaths(ctx.tx)
  const codes = [...paths].filter(([, path]) => path.includes(teamCode)).map(([code]) => code)
  const reps = await activeReps(ctx.tx, codes.length > 0 ? codes : [teamCode])
  const byId = new Map(reps.map((rep) => [rep.openId, rep]))
  if (byId.size === 0) return []
  const rows = await ctx.tx
    .select()
    .from(customers)
    .where(
      and(
        inArray(customers.ownerOpenId, [...byId.keys()]),
        eq(customers.status, 'active'),
        isNotNull(customers.lngGcj),
        isNotNull(customers.latGcj),
      ),
    )
  const cycleDays = ctx.rules.get(settings.cycleDays)
  const known = rows.flatMap((row): TerritoryCustomer[] => {
    const rep = byId.get(row.ownerOpenId ?? '')
    const isPaused = row.frequency?.trim() === '0' || (row.pausedUntil ?? '') > ctx.today
    if (!rep || isPaused || row.lngGcj === null || row.latGcj === null) return []
    const teamPath = paths.get(rep.teamCode ?? '') ?? []
    const place = { teams: teamPath, type: row.type, grade: row.grade, customerCode: row.code }
    return [
      {
        code: row.code,
        repOpenId: rep.openId,
        point: { lng: row.lngGcj, lat: row.latGcj },
        visitsPerCycle: cycleDays / intervalDays(frequencyOf(ctx, { teamPath }, row)),
        serviceMinutes: row.serviceMinutes ?? ctx.rules.get(settings.serviceMinutes, place),
        visitDays: row.visitDays ?? [],
      },
    ]
  })
  const dismissed = await ctx.tx
    .select({ key: dismissedSuggestions.key })
    .from(dismissedSuggestions)
    .where(gt(dismissedSuggestions.untilDate, ctx.today))
  const turnedDown = new Set(dismissed.map(({ key }) => key))
  const names = new Map(rows.map(({ code, name }) => [code, name]))
  const nameOf = (openId: string) => byId.get(openId)?.name ?? ''
  return suggestTerritory(known, { turnedDown }).map((one) => ({
    ...one,
    name: names.get(one.code) ?? one.code,
    repName: nameOf(one.repOpenId),
    toName: one.kind === 'owner' ? nameOf(one.toOpenId) : '',
  }))
}
