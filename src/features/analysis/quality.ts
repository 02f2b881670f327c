/** 模板质量: how the fields of the check-out form are filled in by people in a range of days. */
import { type SQL, sql } from 'drizzle-orm'
import type { Ask } from '../../../cards/analysis/actions.ts'
import { type QualityView, qualityCard } from '../../../cards/analysis/quality.ts'
import { rangeBefore } from '../../domain/analysis/ask.ts'
import { type FormField, fieldQuality, formFields } from '../../domain/analysis/form-quality.ts'
import { type Column, table } from '../../domain/performance/table.ts'
import { settings } from '../../domain/settings/index.ts'
import { offeredOutcomes } from '../../domain/visits/outcomes.ts'
import { fieldWords, analysisWords as w } from '../../i18n/analysis.ts'
import { inLocale } from '../../i18n/t.ts'
import { outcomeWords } from '../../i18n/visits.ts'
import { getUser, teamPath } from '../org/store.ts'
import { among, num, type Scope } from '../performance/figures/scope.ts'
import type { Read } from './read.ts'
import { type Asking, openIdsOf, type Subject } from './subjects.ts'

/** What a field holds, as text: spaces and capitals make no other answer of the same words. */
const answerOf: Record<FormField, SQL> = {
  summary: sql`lower(regexp_replace(v.summary, '\\s+', '', 'g'))`,
  outcome: sql`v.outcome`,
  orderAmount: sql`v.order_amount_fen::text`,
  nextStep: sql`lower(regexp_replace(v.next_step, '\\s+', '', 'g'))`,
  nextVisitOn: sql`v.next_visit_on::text`,
}

/** In which visits the field is asked for: an amount only where something was ordered. */
const askedIn = (field: FormField): SQL =>
  field === 'orderAmount' ? sql`v.outcome = 'ordered'` : sql`true`

type Row = Record<'asked' | 'filled' | 'most' | 'repeated', string> & { words: string | null }

async function countOf(scope: Scope, field: FormField) {
  const [row] = await scope.tx.execute<Row>(sql`
    with answers as (
      select nullif(${answerOf[field]}, '') as answer from visits v
      where v.status = 'closed' and v.closed_by = 'rep'
        and v.date between ${scope.from} and ${scope.to}
        and ${among(scope, sql`v.rep_open_id`)} and ${askedIn(field)}
    ), counted as (select answer, count(*) as n from answers group by answer)
    select coalesce(sum(n), 0) as asked, coalesce(sum(n) filter (where answer is not null), 0) as filled,
      coalesce(max(n) filter (where answer is not null), 0) as most,
      coalesce(sum(n) filter (where answer is not null and n > 1), 0) as repeated,
      (select answer from counted where answer is not null order by n desc, answer limit 1) as words
    from counted`)
  return {
    field,
    asked: num(row?.asked ?? 0),
    filled: num(row?.filled ?? 0),
    most: num(row?.most ?? 0),
    repeated: num(row?.repeated ?? 0),
    mostWords: row?.words ?? null,
  }
}

/** How often each result was chosen; those that are offered and never were have 0. */
async function outcomesOf(ctx: Asking, scope: Scope, teams: readonly string[]) {
  const rows = await scope.tx.execute<{ outcome: string; n: string }>(sql`
    select v.outcome, count(*) as n from visits v
    where v.status = 'closed' and v.closed_by = 'rep' and v.outcome is not null
      and v.date between ${scope.from} and ${scope.to} and ${among(scope, sql`v.rep_open_id`)}
    group by 1`)
  const counts = new Map(rows.map(({ outcome, n }) => [outcome, num(n)]))
  const place = { teams }
  const offered = offeredOutcomes({
    hidden: ctx.rules.get(settings.outcomesHidden, place),
    added: ctx.rules.get(settings.outcomesAdded, place),
  })
  return offered.map((one) => ({
    name: 'zh' in one ? inLocale(one, ctx.t.locale) : ctx.t(outcomeWords[one.value]),
    value: one.value,
    n: counts.get(one.value) ?? 0,
  }))
}

export async function qualityView(ctx: Asking, ask: Ask, subject: Subject): Promise<QualityView> {
  const range = { from: ask.from, to: ask.to }
  const scope = { tx: ctx.tx, ...range, openIds: openIdsOf(subject) }
  const fields = []
  for (const field of formFields) fields.push(fieldQuality(await countOf(scope, field)))
  const teams = await teamPath(ctx.tx, await teamCodeOf(ctx, subject))
  const outcomes = await outcomesOf(ctx, scope, teams)
  return {
    ask,
    name: subject.name,
    people: subject.people.length,
    range,
    today: ctx.today,
    before: rangeBefore(range),
    visits: fields[0]?.asked ?? 0,
    fields: fields.map((one) => ({
      ...one,
      mostWords:
        one.field === 'outcome'
          ? (outcomes.find(({ value }) => value === one.mostWords)?.name ?? one.mostWords)
          : one.mostWords,
    })),
    outcomes,
  }
}

export async function readQuality(
  ctx: Asking,
  ask: Ask,
  [subject]: readonly Subject[],
): Promise<Read> {
  if (!subject) throw new Error('a question is about somebody')
  const view = await qualityView(ctx, ask, subject)
  return {
    card: qualityCard(view, ctx.t),
    table: table(
      columns,
      view.fields.map((one) => ({
        field: ctx.t(fieldWords[one.field]),
        asked: one.asked,
        filled: one.filled,
        fillRate: one.fillRate,
        sameShare: one.sameShare,
        repeatedShare: one.repeatedShare,
        verdict: one.verdict,
      })),
    ),
  }
}

async function teamCodeOf(ctx: Asking, subject: Subject): Promise<string | null> {
  if (subject.kind === 'team') return subject.id.slice(2)
  if (subject.kind === 'company') return null
  return (await getUser(ctx.tx, subject.id.slice(2)))?.teamCode ?? null
}

const columns: readonly Column<
  'field' | 'asked' | 'filled' | 'fillRate' | 'sameShare' | 'repeatedShare' | 'verdict'
>[] = [
  { key: 'field', label: w.fieldColumn, kind: 'text' },
  { key: 'asked', label: w.askedColumn, kind: 'integer' },
  { key: 'filled', label: w.filledColumn, kind: 'integer' },
  { key: 'fillRate', label: w.fillColumn, kind: 'rate' },
  { key: 'sameShare', label: w.sameColumn, kind: 'rate' },
  { key: 'repeatedShare', label: w.repeatedColumn, kind: 'rate' },
  { key: 'verdict', label: w.verdictColumn, kind: 'text' },
]
