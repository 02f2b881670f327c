/** Baselines of trading customers and average ticket that fell, in words for their managers. */
import { inArray } from 'drizzle-orm'
import type { AskingCtx } from '../../bot/slow-card.ts'
import { tradeDrops } from '../../domain/alarms/trade-drop.ts'
import { formatMoney } from '../../domain/money.ts'
import { settings } from '../../domain/settings/index.ts'
import { alarmActWords as w } from '../../i18n/alarms-acts.ts'
import { allTeamPaths } from '../org/store.ts'
import { teams as teamsTable } from '../org/tables.ts'
import { tradeSpans } from './tables.ts'

/** So many lines a card shows; the rest is on the cards of the teams below. */
const shown = 4

/** For admins the company, for managers the teams that they lead, widest first. */
export async function dropLines(ctx: AskingCtx): Promise<string[]> {
  const { actor, t } = ctx
  const paths = await allTeamPaths(ctx.tx)
  const codes = [...actor.ledTeams].toSorted(
    (a, b) => (paths.get(a)?.length ?? 0) - (paths.get(b)?.length ?? 0) || (a < b ? -1 : 1),
  )
  const scopes = [
    ...(actor.role === 'admin' ? ['org'] : []),
    ...codes.map((code) => `team:${code}`),
  ]
  if (scopes.length === 0) return []
  const spans = await ctx.tx.select().from(tradeSpans).where(inArray(tradeSpans.scope, scopes))
  const teams = await ctx.tx
    .select({ code: teamsTable.code, name: teamsTable.name })
    .from(teamsTable)
    .where(inArray(teamsTable.code, codes.length > 0 ? codes : ['']))
  const names = new Map(teams.map(({ code, name }) => [`team:${code}`, name]))
  const lines = scopes.flatMap((scope) => {
    const path = paths.get(scope.slice('team:'.length)) ?? []
    const pct = ctx.rules.get(settings.baselineDrop, { teams: path })
    const own = spans.filter((span) => span.scope === scope)
    return tradeDrops(own, pct).map(({ what, now, base, fall }) => {
      const text = (value: number) =>
        what === 'customers' ? Math.round(value) : formatMoney(Math.round(value / 100) * 100)
      const values = {
        scope: names.get(scope) ?? t(w.company),
        now: text(now),
        base: text(base),
        change: `−${Math.round(fall * 100)}%`,
      }
      return t(what === 'customers' ? w.dropCustomers : w.dropTicket, values)
    })
  })
  return lines.slice(0, shown)
}
