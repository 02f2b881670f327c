/** Every idea that a month gives about the rules of the company or a team, with the data behind it. */
import { skipLabel } from '../../../cards/plans/words.ts'
import type { Ctx } from '../../bot/context.ts'
import { intervalDays, parseFrequency } from '../../domain/customers/frequency.ts'
import type { Idea } from '../../domain/retro/idea.ts'
import { toleranceIdea } from '../../domain/retro/places.ts'
import {
  capacityIdea,
  frequencyIdeas,
  type GradeMonth,
  neverSellsIdea,
  rarely,
} from '../../domain/retro/plans.ts'
import { skipApprovalIdea, skipReasonIdea } from '../../domain/retro/skips.ts'
import { digestTimeIdea, minStayIdea } from '../../domain/retro/times.ts'
import type { Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { offeredSkips } from '../../domain/settings/skip-reasons.ts'
import type { LocalDate } from '../../domain/time.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { allTeamPaths, type User } from '../org/store.ts'
import { measuredBy } from '../performance/metrics/read.ts'
import { frequencyOf } from '../plans/inputs.ts'
import {
  customersByGrade,
  distancesIn,
  endsIn,
  neverSoldTo,
  plannedDaysIn,
  type Span,
  skipsIn,
  staysIn,
} from './facts.ts'
import type { Whose } from './people.ts'

export type FoundIdea = Idea & { readonly codes?: readonly string[] }

/** The setting that an idea changes; null for customers' own frequencies. */
export const settingOfIdea = (kind: Idea['kind']): Setting | null =>
  kind === 'neverSells' ? null : (settingOf[kind] as Setting)

const settingOf = {
  frequency: settings.frequencyByGrade,
  capacity: settings.capacity,
  minStay: settings.minStayMinutes,
  tolerance: settings.toleranceM,
  digestTime: settings.digestDaily,
  skipReason: settings.skipReasons,
  skipApproval: settings.skipNeedsApproval,
} as const

/** The people for whom the value of the scope is in force: others say nothing about it. */
export async function ruledBy(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  whose: Whose,
  reps: readonly User[],
  setting: Setting,
): Promise<string[]> {
  const paths = await allTeamPaths(ctx.tx)
  const here = JSON.stringify(ctx.rules.get(setting, whose.place))
  return reps
    .filter(({ teamCode }) => {
      const place = { teams: paths.get(teamCode ?? '') ?? [] }
      return JSON.stringify(ctx.rules.get(setting, place)) === here
    })
    .map(({ openId }) => openId)
}

/** All ideas of a month that is over; each only from enough data. */
export async function ideasOf(
  ctx: Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today'>,
  whose: Whose,
  reps: readonly User[],
  month: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<FoundIdea[]> {
  const { place } = whose
  const { values } = await loadSettingValues(ctx.tx)
  const spanOf = async (setting: unknown): Promise<Span> => ({
    openIds: await ruledBy(ctx, whose, reps, setting as Setting),
    ...month,
  })
  const now = ctx.rules.get.bind(ctx.rules)
  const { frequencyByGrade, capacity, minStayMinutes, toleranceM, graceM, digestDaily } = settings
  const { skipReasons, skipNeedsApproval } = settings
  const skipList = now(skipReasons, place)
  const names = offeredSkips(skipList).flatMap((reason) => skipLabel(reason).zh)
  const found: (FoundIdea | null)[] = [
    ...frequencyIdeas(
      await gradesIn(ctx, await spanOf(frequencyByGrade)),
      now(frequencyByGrade, place),
    ),
    capacityIdea(await plannedDaysIn(ctx, await spanOf(capacity)), now(capacity, place)),
    await neverSells(ctx, reps, month.to),
    minStayIdea(
      await staysIn(ctx, await spanOf(minStayMinutes), values),
      now(minStayMinutes, place),
    ),
    toleranceIdea(await distancesIn(ctx, await spanOf(toleranceM), values), {
      toleranceM: now(toleranceM, place),
      graceM: now(graceM, place),
    }),
    digestTimeIdea(await endsIn(ctx, await spanOf(digestDaily)), now(digestDaily, place)),
    skipReasonIdea(await skipsIn(ctx, await spanOf(skipReasons)), skipList, names),
    skipApprovalIdea(
      await skipsIn(ctx, await spanOf(skipNeedsApproval)),
      now(skipNeedsApproval, place),
    ),
  ]
  return found.filter((one) => one !== null).filter(isAllowed)
}

/** What the rule itself would refuse is no suggestion. */
function isAllowed({ kind, to }: FoundIdea): boolean {
  const setting = settingOfIdea(kind)
  if (!setting) return true
  return kind === 'frequency'
    ? parseFrequency(String(to)) !== null
    : setting.schema.safeParse(to).success
}

async function gradesIn(
  ctx: Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today'>,
  span: Span,
): Promise<GradeMonth[]> {
  if (span.openIds.length === 0) return []
  const keys = ['strike_rate', 'frequency_attainment', 'trading_customers'] as const
  const byGrade = await measuredBy(ctx, { ...span, keys: [...keys] }, 'grade')
  const customers = await customersByGrade(ctx, span.openIds)
  return [...byGrade].map(([grade, { figures, frequency }]) => ({
    grade: grade === '' ? 'none' : grade,
    customers: customers.get(grade) ?? 0,
    visits: figures.done,
    sold: figures.sales === null ? 0 : figures.strikes,
    due: frequency?.due ?? 0,
    made: frequency?.made ?? 0,
  }))
}

async function neverSells(
  ctx: Pick<Ctx, 'tx' | 'rules' | 'zone'>,
  reps: readonly User[],
  to: LocalDate,
): Promise<FoundIdea | null> {
  const paths = await allTeamPaths(ctx.tx)
  const byId = new Map(reps.map((rep) => [rep.openId, rep]))
  const rare = intervalDays(parseFrequency(rarely) ?? { times: 1, per: { days: 28 } })
  const rows = await neverSoldTo(ctx, [...byId.keys()], to)
  return neverSellsIdea(
    rows.filter(({ ownerOpenId, frequency, grade }) => {
      if (frequency === '0') return false
      const teamPath = paths.get(byId.get(ownerOpenId)?.teamCode ?? '') ?? []
      return intervalDays(frequencyOf(ctx, { teamPath }, { frequency, grade })) < rare
    }),
  )
}
