/** 阈值建议: rulings say which rules ask for nothing; an admin accepts a change, nothing changes by itself. */
import { and, eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { LearnView, RulePrecision, SuggestionView } from '../../../cards/trust/learn.ts'
import type { Ctx } from '../../bot/context.ts'
import type { Setting } from '../../domain/settings/define.ts'
import { settingOfKey } from '../../domain/settings/find-rules.ts'
import { thresholdKey } from '../../domain/settings/trust.ts'
import { addDays } from '../../domain/time.ts'
import type { Threshold } from '../../domain/trust/rule.ts'
import { ruleOf, trustRules } from '../../domain/trust/rules/index.ts'
import {
  leastRuled,
  precisionOf,
  type RuledCase,
  type Suggestion,
  suggestThreshold,
  type Verdict,
} from '../../domain/trust/suggest.ts'
import { inLocale, type T } from '../../i18n/t.ts'
import { thresholdSuggestions } from './tables.ts'

/** Older rulings are about other shops, people and phones. */
export const learnDays = 90
/** With fewer rulings a share says nothing. */
const leastForShare = 5

export type SuggestionRow = typeof thresholdSuggestions.$inferSelect

/** The setting of a rule's threshold. */
export function settingOf(ruleId: string, name: string): Setting<number> | null {
  return settingOfKey(thresholdKey(ruleId, name)) as Setting<number> | null
}

interface Flagged {
  readonly ruleId: string
  readonly numbers: Readonly<Record<string, number | string>>
  readonly verdict: Verdict
}

/** Every flag of a visit that was ruled on in the last months, with the verdict that stands. */
async function ruledFlags(ctx: Ctx): Promise<Flagged[]> {
  const rows = await ctx.tx.execute<{
    rule_id: string
    numbers: Record<string, number | string>
    verdict: Verdict
  }>(sql`
    select s.rule_id, s.numbers, a.ruled_as as verdict
    from visit_assessments a
    join visit_signals s on s.visit_id = a.visit_id and s.state = 'flag' and s.strength <> 'info'
    where a.ruled_as is not null and a.date >= ${addDays(ctx.today, -learnDays)}
      and not exists (select 1 from visit_appeals p where p.visit_id = a.visit_id and p.state = 'open')`)
  return rows.map(({ rule_id: ruleId, numbers, verdict }) => ({ ruleId, numbers, verdict }))
}

interface Found {
  readonly ruleId: string
  readonly name: string
  readonly suggestion: Suggestion
}

/** What the rulings suggest now, with the thresholds in force for the company. */
function suggestionsNow(ctx: Ctx, flags: readonly Flagged[]): Found[] {
  return trustRules.flatMap((rule) =>
    Object.entries(rule.thresholds).flatMap(([name, threshold]): Found[] => {
      const { of } = threshold
      const setting = of && settingOf(rule.id, name)
      if (!of || !setting) return []
      const now = ctx.rules.get(setting)
      const cases = flags.flatMap(({ ruleId, numbers, verdict }): RuledCase[] => {
        const value = numbers[of.number]
        return ruleId === rule.id && typeof value === 'number' ? [{ value, verdict }] : []
      })
      // What the threshold in force would not ask about any more says nothing about it.
      const still = cases.filter(({ value }) =>
        of.direction === 'above' ? value >= now : value <= now,
      )
      const { step, min, max } = threshold
      const suggestion = suggestThreshold(still, { now, direction: of.direction, step, min, max })
      return suggestion ? [{ ruleId: rule.id, name, suggestion }] : []
    }),
  )
}

/** Brings the open suggestions up to date with the rulings; answers how many are new. */
export async function refreshSuggestions(ctx: Ctx): Promise<number> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('trust-learn', 0))`)
  const found = suggestionsNow(ctx, await ruledFlags(ctx))
  const open = await openSuggestions(ctx)
  for (const row of open) {
    const same = found.find((one) => isSame(one, row))
    const set = same
      ? { figures: figuresOf(same.suggestion) }
      : { state: 'over' as const, decidedAt: ctx.now }
    await ctx.tx.update(thresholdSuggestions).set(set).where(eq(thresholdSuggestions.id, row.id))
  }
  let added = 0
  for (const one of found) {
    if (open.some((row) => isSame(one, row)) || (await wasDismissed(ctx, one))) continue
    await ctx.tx.insert(thresholdSuggestions).values({
      id: uuidv7(),
      ruleId: one.ruleId,
      threshold: one.name,
      fromValue: one.suggestion.from,
      toValue: one.suggestion.to,
      figures: figuresOf(one.suggestion),
      madeAt: ctx.now,
      state: 'open',
    })
    added += 1
  }
  return added
}

const isSame = ({ ruleId, name, suggestion }: Found, row: SuggestionRow) =>
  row.ruleId === ruleId &&
  row.threshold === name &&
  row.fromValue === suggestion.from &&
  row.toValue === suggestion.to

/** What a person has put aside comes again only with as many rulings more as make a suggestion. */
async function wasDismissed(ctx: Ctx, { ruleId, name, suggestion }: Found): Promise<boolean> {
  const rows = await ctx.tx
    .select()
    .from(thresholdSuggestions)
    .where(
      and(
        eq(thresholdSuggestions.ruleId, ruleId),
        eq(thresholdSuggestions.threshold, name),
        eq(thresholdSuggestions.state, 'dismissed'),
      ),
    )
  return rows.some(({ figures }) => suggestion.before.ruled < (figures.ruled ?? 0) + leastRuled)
}

const figuresOf = ({ before, after, honestSpared, upheldLost }: Suggestion) => ({
  ruled: before.ruled,
  honest: before.honest,
  upheld: before.upheld,
  share: before.share ?? 0,
  low: before.low,
  high: before.high,
  honestSpared,
  upheldLost,
  ...(after.share === null ? {} : { shareAfter: after.share }),
})

export async function openSuggestions(ctx: Ctx): Promise<SuggestionRow[]> {
  return ctx.tx
    .select()
    .from(thresholdSuggestions)
    .where(eq(thresholdSuggestions.state, 'open'))
    .orderBy(thresholdSuggestions.ruleId, thresholdSuggestions.threshold)
}

/** What the card shows. */
export async function learnView(ctx: Ctx, t: T): Promise<LearnView> {
  const flags = await ruledFlags(ctx)
  const rules = trustRules.flatMap((rule): RulePrecision[] => {
    const { ruled, share } = precisionOf(flags.filter(({ ruleId }) => ruleId === rule.id))
    if (ruled === 0) return []
    return [{ label: t(rule.title), ruled, share: ruled < leastForShare ? null : share }]
  })
  return {
    days: learnDays,
    least: leastRuled,
    suggestions: (await openSuggestions(ctx)).map((row) => suggestionView(row, t)),
    rules: rules.toSorted((a, b) => b.ruled - a.ruled),
  }
}

function suggestionView(row: SuggestionRow, t: T): SuggestionView {
  const { figures } = row
  const threshold = thresholdOf(row)
  const number = (key: string) => figures[key] ?? 0
  return {
    id: row.id,
    label: labelOf(row, t),
    unit: threshold?.unit ? inLocale(threshold.unit, t.locale) : '',
    from: row.fromValue,
    to: row.toValue,
    ruled: number('ruled'),
    honest: number('honest'),
    upheld: number('upheld'),
    share: number('share'),
    low: number('low'),
    high: number('high'),
    honestSpared: number('honestSpared'),
    upheldLost: number('upheldLost'),
    shareAfter: figures.shareAfter ?? null,
  }
}

const thresholdOf = (row: SuggestionRow): Threshold | null =>
  ruleOf(row.ruleId)?.thresholds[row.threshold] ?? null

/** The rule and its threshold, in words. */
export function labelOf(row: SuggestionRow, t: T): string {
  const rule = ruleOf(row.ruleId)
  const threshold = thresholdOf(row)
  return [rule ? t(rule.title) : row.ruleId, threshold ? t(threshold.label) : row.threshold].join(
    ' · ',
  )
}
