/** 活动: set by a command, read with what its customers brought beyond their usual. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { CampaignWords } from '../../domain/analysis/campaign-words.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { lockFor } from '../../queue/run-job.ts'
import { teamPath } from '../org/store.ts'
import { type Campaign, readCampaigns, returnOfPart } from './campaign-read.ts'
import { type Asking, companyId, openIdsOf, ownSubject, type Subject } from './subjects.ts'
import { campaigns } from './tables.ts'

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
  /** Only what falls to the subject's people. */
  readonly isPart: boolean
  /** Why there is no figure, or the figure. */
  readonly result: ReturnType<typeof returnOfPart>
}

/**
 * The campaigns of a subject with their days within or after the range. A team has its own and those of the
 * teams below whole; of others it has the part of the customers that its people look after, as a person has,
 * and none where that is nobody.
 */
export async function campaignsOf(
  ctx: Asking,
  subject: Subject,
  from: LocalDate,
): Promise<CampaignRead[]> {
  const codes = new Set(subject.tree.map(({ code }) => code))
  const isWhole = ({ teamCode }: Campaign) =>
    subject.kind === 'company' ||
    (subject.kind === 'team' && teamCode !== null && codes.has(teamCode))
  const openIds = new Set(openIdsOf(subject))
  const reads = await readCampaigns(ctx, sql`${campaigns.toDate} >= ${from}`, ctx.today)
  return reads
    .map((read) => {
      const { campaign, until, isOver } = read
      const isPart = !isWhole(campaign)
      const result = returnOfPart(read, isPart ? openIds : null)
      return { campaign, until, isOver, isPart, result }
    })
    .filter(({ isPart, result }) => !isPart || !('lacks' in result))
}
