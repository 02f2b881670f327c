/** Schemes made, changed, published and ended. Published terms never change; they are followed. */
import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import {
  type SchemeForm,
  type SchemeLine,
  schemeCard,
  schemeFormCard,
  schemesCard,
} from '../../../cards/commission/schemes.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { monthOf } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { schemeWords as s } from '../../i18n/commission-schemes.ts'
import { inLocale, message } from '../../i18n/t.ts'
import { lockCloses, openMonth } from './close.ts'
import { monthBefore } from './months.ts'
import { formOf, termsOf } from './scheme-form.ts'
import { whomText } from './scheme-parts.ts'
import { getScheme, getVersion, type Scheme, type Version, versionsOf } from './schemes.ts'
import { commissionSchemes, commissionVersions } from './tables.ts'

const stale = () => new UserError(message(botWords.staleCard))

export async function schemesCardFor(ctx: ActorCtx): Promise<Card> {
  const all = await ctx.tx.select().from(commissionSchemes).orderBy(commissionSchemes.name)
  const lines: SchemeLine[] = []
  const now = monthOf(ctx.today)
  for (const { id, name } of all) {
    const versions = await versionsOf(ctx.tx, id)
    const published = versions.filter(({ status }) => status === 'published')
    const shown =
      published.find(({ fromMonth }) => fromMonth <= now) ?? published.at(-1) ?? versions[0]
    if (!shown) continue
    const { terms, fromMonth, status } = shown
    lines.push({ id, name, terms, fromMonth, status })
  }
  return schemesCard(lines, monthBefore(now), ctx.t)
}

export async function schemeCardFor(ctx: ActorCtx, schemeId: string): Promise<Card> {
  const scheme = await getScheme(ctx.tx, schemeId)
  if (!scheme) throw stale()
  const versions = await versionsOf(ctx.tx, schemeId)
  const shown = await Promise.all(
    versions.map(async ({ id, fromMonth, status, terms }) => ({
      id,
      fromMonth,
      status,
      terms,
      whom: terms ? await whomText(ctx.tx, terms, ctx.t) : [],
    })),
  )
  return schemeCard(
    { id: schemeId, name: scheme.name, versions: shown, openMonth: await earliest(ctx) },
    ctx.t,
  )
}

/** The first month in which anything can still change. */
async function earliest(ctx: ActorCtx): Promise<string> {
  return (await openMonth(ctx.tx)) ?? monthOf(ctx.today)
}

export async function formCardFor(ctx: ActorCtx, schemeId: string | null): Promise<Card> {
  const from = await earliest(ctx)
  if (schemeId === null) {
    const methods = ctx.rules.get(settings.commissionNotCollected)
    return schemeFormCard({ schemeId, name: null, values: { from, methods }, problem: null }, ctx.t)
  }
  const scheme = await getScheme(ctx.tx, schemeId)
  if (!scheme) throw stale()
  const terms = (await versionsOf(ctx.tx, schemeId)).find((one) => one.terms !== null)?.terms
  const values = terms ? await formOf(ctx, scheme.name, terms, from) : { name: scheme.name, from }
  return schemeFormCard({ schemeId, name: scheme.name, values, problem: null }, ctx.t)
}

/** Saves a draft; what cannot be read leaves the form as it was typed, with what to mend. */
export async function saveScheme(
  ctx: ActorCtx,
  schemeId: string | null,
  form: SchemeForm,
): Promise<Card> {
  const known = schemeId === null ? null : await getScheme(ctx.tx, schemeId)
  if (schemeId !== null && !known) throw stale()
  try {
    const scheme = await savedDraft(ctx, known, form)
    return await schemeCardFor(ctx, scheme)
  } catch (error) {
    if (!(error instanceof UserError) || error.tone !== 'warning') throw error
    const problem = inLocale(error.said, ctx.t.locale)
    return schemeFormCard({ schemeId, name: known?.name ?? null, values: form, problem }, ctx.t)
  }
}

async function savedDraft(ctx: ActorCtx, known: Scheme | null, form: SchemeForm): Promise<string> {
  const name = (form.name ?? '').trim()
  if (name === '' || [...name].length > 30) throw new UserError(message(s.badName), 'warning')
  const from = (form.from ?? '').normalize('NFKC').trim()
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(from)) throw new UserError(message(s.badMonth), 'warning')
  const first = await openMonth(ctx.tx)
  if (first !== null && from < first)
    throw new UserError(message(s.monthClosed, { month: from, open: first }), 'warning')
  const [other] = await ctx.tx
    .select({ id: commissionSchemes.id })
    .from(commissionSchemes)
    .where(eq(commissionSchemes.name, name))
  if (other && other.id !== known?.id)
    throw new UserError(message(s.nameTaken, { name }), 'warning')
  const terms = await termsOf(ctx, form)
  const id = known?.id ?? uuidv7()
  const by = { createdAt: ctx.now, createdBy: ctx.actor.openId }
  if (!known) await ctx.tx.insert(commissionSchemes).values({ id, name, ...by })
  else if (known.name !== name)
    await ctx.tx.update(commissionSchemes).set({ name }).where(eq(commissionSchemes.id, id))
  // One draft a scheme: saving again changes it.
  await ctx.tx
    .delete(commissionVersions)
    .where(and(eq(commissionVersions.schemeId, id), eq(commissionVersions.status, 'draft')))
  const draft = { id: uuidv7(), schemeId: id, fromMonth: from, terms, status: 'draft' as const }
  await ctx.tx.insert(commissionVersions).values({ ...draft, ...by })
  return id
}

export async function draftOf(ctx: ActorCtx, versionId: string): Promise<Version> {
  const version = await getVersion(ctx.tx, versionId)
  if (!version) throw stale()
  return version
}

/** Publishes a draft from its month on; the lock keeps a close from running past it. */
export async function publishVersion(ctx: ActorCtx, versionId: string): Promise<Version> {
  await lockCloses(ctx.tx)
  const version = await draftOf(ctx, versionId)
  if (version.status === 'published') throw new UserError(message(s.alreadyPublished))
  await mayBegin(ctx, version.schemeId, version.fromMonth)
  await ctx.tx
    .update(commissionVersions)
    .set({ status: 'published', publishedAt: ctx.now, publishedBy: ctx.actor.openId })
    .where(eq(commissionVersions.id, versionId))
  ctx.log.info({ versionId, by: ctx.actor.openId }, 'commission scheme published')
  return version
}

async function mayBegin(ctx: ActorCtx, schemeId: string, month: string): Promise<void> {
  const first = await openMonth(ctx.tx)
  if (first !== null && month < first)
    throw new UserError(message(s.monthClosed, { month, open: first }))
  const versions = await versionsOf(ctx.tx, schemeId)
  if (versions.some((one) => one.status === 'published' && one.fromMonth === month))
    throw new UserError(message(s.monthTaken, { month }))
}

export async function discardDraft(ctx: ActorCtx, versionId: string): Promise<string | null> {
  const version = await draftOf(ctx, versionId)
  if (version.status === 'published') throw new UserError(message(s.alreadyPublished))
  await ctx.tx.delete(commissionVersions).where(eq(commissionVersions.id, versionId))
  if ((await versionsOf(ctx.tx, version.schemeId)).length > 0) return version.schemeId
  await ctx.tx.delete(commissionSchemes).where(eq(commissionSchemes.id, version.schemeId))
  return null
}

/** From the first open month on the scheme pays nothing. */
export async function endScheme(ctx: ActorCtx, schemeId: string): Promise<void> {
  await lockCloses(ctx.tx)
  if (!(await getScheme(ctx.tx, schemeId))) throw stale()
  const fromMonth = await earliest(ctx)
  await mayBegin(ctx, schemeId, fromMonth)
  const by = { openId: ctx.actor.openId, at: ctx.now }
  await ctx.tx.insert(commissionVersions).values({
    id: uuidv7(),
    schemeId,
    fromMonth,
    terms: null,
    status: 'published',
    createdAt: by.at,
    createdBy: by.openId,
    publishedAt: by.at,
    publishedBy: by.openId,
  })
}
