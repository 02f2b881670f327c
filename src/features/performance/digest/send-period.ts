/** Sends weekly and monthly digests: the whole company is read once, each team is told from it. */
import { uuidv7 } from 'uuidv7'
import { managerPeriodCard, teamPeriodCard } from '../../../../cards/performance/period.ts'
import type { PeriodView } from '../../../../cards/performance/period-view.ts'
import type { Ctx } from '../../../bot/context.ts'
import { isQuiet, toldOn } from '../../../domain/performance/period-digest.ts'
import type { PeriodKind } from '../../../domain/performance/periods.ts'
import { settings } from '../../../domain/settings/index.ts'
import { isoWeekday, type LocalDate } from '../../../domain/time.ts'
import { activeReps, getTeams, type Team, type User } from '../../org/store.ts'
import { leadersIn } from '../../plans/team.ts'
import { digests } from '../tables.ts'
import { ofTeam, readPeriod } from './period.ts'
import { allTrees, periodView } from './period-view.ts'
import { teamsToTell } from './send.ts'

/** When a team wants its week or month: the day (of week or month), and the local time. */
export interface Slot {
  readonly day: number
  readonly at: string
}

export const slotText = ({ day, at }: Slot): string => `${day} ${at}`

function slotOf(ctx: Pick<Ctx, 'rules'>, kind: PeriodKind, path: readonly string[]): Slot {
  const get = ctx.rules.get.bind(ctx.rules)
  const place = { teams: [...path] }
  return kind === 'weekly'
    ? { day: get(settings.digestWeekday, place), at: get(settings.digestWeeklyAt, place) }
    : { day: get(settings.digestMonthlyDay, place), at: get(settings.digestMonthlyAt, place) }
}

/** The slots that teams have, each once: most companies have one, and so one read. */
export async function slots(ctx: Ctx, kind: PeriodKind): Promise<Slot[]> {
  const all = (await teamsToTell(ctx)).map(({ path }) => slotOf(ctx, kind, path))
  return [...new Map(all.map((slot) => [slotText(slot), slot])).values()]
}

/** Whether the day is the slot's. */
export const isSlotDay = (kind: PeriodKind, slot: Slot, date: LocalDate): boolean =>
  (kind === 'weekly' ? isoWeekday(date) : Number(date.slice(8))) === slot.day

/** Sends (or, on a second run, patches) the digests of the teams of a slot. Quiet teams get none. */
export async function sendPeriodDigests(
  ctx: Ctx,
  kind: PeriodKind,
  slot: Slot,
  date: LocalDate,
): Promise<number> {
  const period = toldOn(kind, date)
  const told = (await teamsToTell(ctx)).filter(
    ({ path }) => slotText(slotOf(ctx, kind, path)) === slotText(slot),
  )
  if (told.length === 0) return 0
  const trees = await allTrees(ctx)
  const facts = await readPeriod(
    ctx,
    await activeReps(ctx.tx),
    period,
    told.map(({ code }) => code),
    { withScores: true },
  )
  const codes = [...new Set(told.flatMap(({ path }) => path))]
  const leadersAt = await leadersIn(ctx, codes)
  const known = await getTeams(ctx.tx, codes)
  const sent: (typeof digests.$inferInsert)[] = []
  for (const { code, path } of told) {
    const team = known.get(code)
    const tree = trees.get(code)
    if (!team || !tree || isQuiet(ofTeam(facts, tree).people)) continue
    const view = periodView(ctx, { team, tree, path, period, facts })
    await tell(ctx, team, { path, leaders: leadersAt(path) }, view)
    sent.push({ id: uuidv7(), kind, teamCode: code, date: period.from, sentAt: ctx.now })
  }
  if (sent.length > 0) await ctx.tx.insert(digests).values(sent).onConflictDoNothing()
  return sent.length
}

async function tell(
  ctx: Ctx,
  team: Team,
  { path, leaders }: { path: readonly string[]; leaders: readonly User[] },
  view: PeriodView,
): Promise<void> {
  const audience = ctx.rules.get(settings.digestAudience, { teams: [...path] })
  const { kind, from } = view.now
  const thing = `digest:${kind}:${team.code}:${from}`
  if (audience !== 'managers' && team.chatId)
    await ctx.show({ chatId: team.chatId }, thing, teamPeriodCard(view, 0, ctx.t))
  // Without a group, or where the managers alone are to hear of it, they have the results as well.
  if (audience === 'managers' || !team.chatId)
    for (const { openId, locale } of leaders) {
      const noGroup = audience !== 'managers'
      const card = teamPeriodCard({ ...view, noGroup }, 0, ctx.tFor(locale))
      await ctx.show({ openId }, thing, card)
    }
  if (audience === 'group' || view.concerns.length === 0) return
  const forManagers = `digest:${kind}-managers:${team.code}:${from}`
  if (team.managerChatId)
    return ctx.show({ chatId: team.managerChatId }, forManagers, managerPeriodCard(view, ctx.t))
  for (const { openId, locale } of leaders)
    await ctx.show({ openId }, forManagers, managerPeriodCard(view, ctx.tFor(locale)))
}
