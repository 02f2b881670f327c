/** 月度复盘 as its card shows it, from what is kept. */
import { and, asc, between, eq, inArray } from 'drizzle-orm'
import type { Card } from '../../../cards/kit/card.ts'
import { retroCard } from '../../../cards/retro/card.ts'
import type { IdeaView, Outcome, RetroFacts } from '../../../cards/retro/view.ts'
import { frequencyText, labelText, valueText } from '../../../cards/rules/values.ts'
import type { Actor, Ctx } from '../../bot/context.ts'
import { type LocalDate, monthRange } from '../../domain/time.ts'
import { retroWords as w } from '../../i18n/retro.ts'
import type { T } from '../../i18n/t.ts'
import { getCustomers } from '../customers/store.ts'
import { getUsers } from '../org/store.ts'
import { settingOfIdea } from './ideas.ts'
import { lastMonth } from './make.ts'
import { nameOf, scopesOf } from './people.ts'
import { retroIdeas, retros } from './tables.ts'

export type IdeaRow = typeof retroIdeas.$inferSelect

export const retroThing = (scope: string, month: string) => `retro:${scope}:${month}`

export async function keptFacts(
  ctx: Pick<Ctx, 'tx'>,
  scope: string,
  month: string,
): Promise<RetroFacts | null> {
  const [row] = await ctx.tx
    .select({ facts: retros.facts })
    .from(retros)
    .where(and(eq(retros.scope, scope), eq(retros.month, month)))
  return row?.facts ?? null
}

/** Customers named of an idea. */
const namesShown = 3
/** The order in which ideas stand: what touches customers most first. */
const order = ['frequency', 'capacity', 'neverSells', 'tolerance', 'minStay', 'skipReason']
const placeOf = ({ kind }: { kind: string }) => (order.indexOf(kind) + order.length) % order.length

/** The card of a month that is kept, for a person who may see it. */
export async function showRetro(
  ctx: Ctx,
  reader: Actor,
  { scope, month, facts }: { scope: string; month: string; facts: RetroFacts },
  said?: string,
): Promise<Card> {
  const t = ctx.tFor(reader.locale)
  const { from, to } = monthRange(month)
  const ideas = await ctx.tx
    .select()
    .from(retroIdeas)
    .where(and(eq(retroIdeas.scope, scope), eq(retroIdeas.month, month)))
    .orderBy(asc(retroIdeas.id))
  const accepted = await ctx.tx
    .select()
    .from(retroIdeas)
    .where(
      and(
        eq(retroIdeas.scope, scope),
        inArray(retroIdeas.state, ['accepted', 'reverted']),
        between(retroIdeas.decidedOn, from, to),
      ),
    )
    .orderBy(asc(retroIdeas.decidedAt))
  const words = await wordsFor(ctx, [...ideas, ...accepted])
  return retroCard(
    {
      scope,
      name: await nameOf(ctx, scope, t),
      month,
      facts,
      outcomes: accepted.map(
        (row): Outcome => ({
          ...ideaView(row, words, t),
          measure: row.measure,
          before: row.before,
          beforeSample: row.beforeSample,
          after: row.after,
          afterSample: row.afterSample ?? 0,
          afterFrom: row.afterFrom as LocalDate | null,
          afterTo: row.afterTo as LocalDate | null,
        }),
      ),
      ideas: ideas
        .filter(({ state }) => state !== 'over')
        .toSorted((a, b) => placeOf(a) - placeOf(b))
        .map((row) => ideaView(row, words, t)),
      suggests: month === lastMonth(ctx.today),
      scopes: await scopesOf(ctx, reader, t),
      said,
    },
    t,
  )
}

interface Words {
  readonly people: ReadonlyMap<string, { readonly name: string }>
  readonly customers: ReadonlyMap<string, { readonly name: string }>
}

async function wordsFor(ctx: Ctx, rows: readonly IdeaRow[]): Promise<Words> {
  const people = rows.flatMap(({ byOpenId, revertedBy }) => [byOpenId, revertedBy])
  const codes = rows.flatMap((row) => (row.codes ?? []).slice(0, namesShown))
  return {
    people: await getUsers(
      ctx.tx,
      people.filter((one) => one !== null),
    ),
    customers: await getCustomers(ctx.tx, [...new Set(codes)]),
  }
}

export function ideaView(row: IdeaRow, { people, customers }: Words, t: T): IdeaView {
  const by = row.state === 'reverted' ? row.revertedBy : row.byOpenId
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    why: row.why,
    label: labelOfIdea(row, t),
    from: saidValue(row, row.fromValue, t),
    to: saidValue(row, row.toValue, t),
    sample: row.sample,
    numbers: row.numbers,
    names: (row.codes ?? []).slice(0, namesShown).map((code) => customers.get(code)?.name ?? code),
    state: row.state,
    by: by && (people.get(by)?.name ?? by),
    on: row.decidedOn as LocalDate | null,
    reason: row.reason,
  }
}

/** Which rule it is about, in words. */
export function labelOfIdea({ kind, subject }: Pick<IdeaRow, 'kind' | 'subject'>, t: T): string {
  if (kind === 'frequency')
    return t(subject === 'none' ? w.frequencyNone : w.frequencyOf, { grade: subject })
  const setting = settingOfIdea(kind)
  return setting ? labelText(t, setting) : t(w.neverSellsLabel)
}

/** A value of the rule, in words. */
export function saidValue(row: Pick<IdeaRow, 'kind' | 'subject'>, value: unknown, t: T): string {
  if (row.kind === 'frequency' || row.kind === 'neverSells')
    return typeof value === 'string' ? frequencyText(t, value) : ''
  if (row.kind === 'skipReason') return row.subject
  const setting = settingOfIdea(row.kind)
  return setting ? valueText(t, setting, value) : ''
}

/** Words of one idea alone. */
export async function oneIdea(ctx: Ctx, row: IdeaRow, t: T): Promise<IdeaView> {
  return ideaView(row, await wordsFor(ctx, [row]), t)
}
