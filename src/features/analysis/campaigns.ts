/** 活动: set by a command, read with what its customers brought beyond their usual. */
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { CampaignWords } from '../../domain/analysis/campaign-words.ts'
import { baselineDays, type CampaignReturn, campaignReturn } from '../../domain/analysis/roi.ts'
import { addDays, daysBetween, type LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { lockFor } from '../../queue/run-job.ts'
import { teamPath } from '../org/store.ts'
import { num } from '../performance/figures/scope.ts'
import { type Asking, companyId, ownSubject, type Subject } from './subjects.ts'
import { campaigns } from './tables.ts'

export type Campaign = typeof campaigns.$inferSelect

/** Sets a campaign of that name, or changes it. Throws UserError for who may not. */
export async function setCampaign(ctx: ActorCtx, words: CampaignWords): Promise<Campaign> {
  const own = await ownSubject(ctx)
  const teamCode = own === companyId ? null : own.slice(2)
  await lockFor(ctx.tx, `campaign:${words.name}`)
  const there = await campaignNamed(ctx, words.name)
  if (there) await authorizeCampaign(ctx, there.teamCode)
  await authorizeCampaign(ctx, there ? there.teamCode : teamCode)
  const { name, tag, from: fromDate, to: toDate, costFen } = words
  const values = { tag, fromDate, toDate, costFen, byOpenId: ctx.actor.openId }
  const [row] = there
    ? await ctx.tx.update(campaigns).set(values).where(eq(campaigns.id, there.id)).returning()
    : await ctx.tx
        .insert(campaigns)
        .values({ id: uuidv7(), name, ...values, teamCode, createdAt: ctx.now })
        .returning()
  if (!row) throw new Error(`campaign ${name} was not written`)
  return row
}

/** Removes it; answers false when there is none of that name that the actor may change. */
export async function removeCampaign(ctx: ActorCtx, name: string): Promise<boolean> {
  const there = await campaignNamed(ctx, name)
  if (!there) return false
  await authorizeCampaign(ctx, there.teamCode)
  await ctx.tx.update(campaigns).set({ removedAt: ctx.now }).where(eq(campaigns.id, there.id))
  return true
}

async function campaignNamed({ tx }: Pick<Ctx, 'tx'>, name: string): Promise<Campaign | null> {
  const [row] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.name, name), isNull(campaigns.removedAt)))
  return row ?? null
}

async function authorizeCampaign(ctx: ActorCtx, teamCode: string | null): Promise<void> {
  const path = await teamPath(ctx.tx, teamCode)
  if (!may(ctx.actor, 'campaign.set', { teamPath: path }))
    throw new UserError(message(botWords.notYours), 'error')
}

export interface CampaignRead {
  readonly campaign: Campaign
  /** The last day that orders are known of, within the campaign. */
  readonly until: LocalDate
  readonly isOver: boolean
  /** Why there is no figure, or the figure. */
  readonly result:
    | CampaignReturn
    | { readonly lacks: 'customers' | 'orders' | 'baseline' | 'begin' }
}

/** The campaigns of a subject with their days within or after the range; of a person none. */
export async function campaignsOf(
  ctx: Asking,
  subject: Subject,
  from: LocalDate,
): Promise<CampaignRead[]> {
  if (subject.kind === 'person') return []
  const codes = subject.tree.map(({ code }) => code)
  const rows = await ctx.tx
    .select()
    .from(campaigns)
    .where(
      and(
        isNull(campaigns.removedAt),
        sql`${campaigns.toDate} >= ${from}`,
        subject.kind === 'company'
          ? undefined
          : or(inArray(campaigns.teamCode, codes.length > 0 ? codes : [''])),
      ),
    )
    .orderBy(campaigns.fromDate, campaigns.name)
  const [span] = await ctx.tx.execute<{ first: LocalDate | null; last: LocalDate | null }>(
    sql`select min(ordered_on)::text as first, max(ordered_on)::text as last from orders`,
  )
  const reads: CampaignRead[] = []
  for (const campaign of rows)
    reads.push(await readCampaign(ctx, campaign, span?.first ?? null, span?.last ?? null))
  return reads
}

async function readCampaign(
  ctx: Asking,
  campaign: Campaign,
  first: LocalDate | null,
  last: LocalDate | null,
): Promise<CampaignRead> {
  const from = campaign.fromDate as LocalDate
  const end = campaign.toDate as LocalDate
  const known = [end, ctx.today, ...(last ? [last] : [])].toSorted()[0] ?? end
  const until = (known < from ? from : known) as LocalDate
  const read = (result: CampaignRead['result']) => ({
    campaign,
    until,
    isOver: end <= ctx.today && until === end,
    result,
  })
  if (last === null || first === null) return read({ lacks: 'orders' })
  if (known < from) return read({ lacks: 'begin' })
  const base = addDays(from, -baselineDays)
  if (first > base) return read({ lacks: 'baseline' })
  const [row] = await ctx.tx.execute<Record<'customers' | 'profit' | 'baseline', string>>(sql`
    with recursive below(code, depth) as (
      select ${campaign.teamCode}::text, 0
      union select t.code, b.depth + 1 from teams t join below b on t.parent_code = b.code where b.depth < 20
    ), members as (
      select c.code from customers c left join users u on u.open_id = c.owner_open_id
      where c.tags @> array[${campaign.tag}]::text[] and c.status = 'active'
        and (${campaign.teamCode}::text is null or coalesce(u.team_code, c.team_code) in (select code from below))
    )
    select (select count(*) from members) as customers,
      coalesce(sum(o.net_fen - o.cost_fen) filter (where o.ordered_on >= ${from}), 0) as profit,
      coalesce(sum(o.net_fen - o.cost_fen) filter (where o.ordered_on < ${from}), 0) as baseline
    from members m join orders o on o.customer_code = m.code
      and o.ordered_on between ${base} and ${until}`)
  const customers = num(row?.customers ?? 0)
  if (customers === 0) return read({ lacks: 'customers' })
  return read(
    campaignReturn({
      customers,
      days: daysBetween(from, until) + 1,
      costFen: campaign.costFen,
      profitFen: num(row?.profit ?? 0),
      baselineFen: num(row?.baseline ?? 0),
    }),
  )
}
