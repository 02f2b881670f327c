/** Scores made, changed, published and retired. Published versions never change; they are followed. */
import { and, eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Card } from '../../../cards/kit/card.ts'
import {
  formCard,
  manageCard,
  type ScoreForm,
  scoreCard,
  type VersionView,
} from '../../../cards/scores/manage.ts'
import { faultText, formulaText } from '../../../cards/scores/words.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { isFormula, parseFormula } from '../../domain/formulas/formula.ts'
import { canonicalNames, textOf } from '../../domain/formulas/parts.ts'
import { isMetric, type MetricKey, metricKeys } from '../../domain/performance/metrics.ts'
import { readyScore, type ScoreVersion, scoresIn, scoreUnits } from '../../domain/scores/scores.ts'
import { shippedScores } from '../../domain/scores/shipped.ts'
import { formatLocal, monthOf } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { metricWords } from '../../i18n/metrics.ts'
import { scoreWords as w } from '../../i18n/scores.ts'
import { message } from '../../i18n/t.ts'
import { nextMonth } from '../commission/months.ts'
import { getUsers } from '../org/store.ts'
import { draftOf, drafts, getVersion, publishedVersions, type StoredVersion } from './store.ts'
import { scoreVersions } from './tables.ts'

const stale = () => new UserError(message(botWords.staleCard))

/** Metrics by their names in both languages. */
export const metricNames: ReadonlyMap<string, MetricKey> = new Map(
  metricKeys.flatMap((key) => {
    const { zh, en } = metricWords[key].name
    return [zh, en].filter((name) => !isMetric(name)).map((name) => [name, key] as const)
  }),
)

/** Every version of every score, the newest first: drafts, published ones, shipped ones. */
async function allVersions(ctx: ActorCtx): Promise<VersionView[]> {
  const published = await publishedVersions(ctx.tx)
  const stored = [...(await drafts(ctx.tx)), ...published.toReversed()]
  const inForce = new Set<ScoreVersion>(scoresIn(published, monthOf(ctx.today)))
  const people = await getUsers(
    ctx.tx,
    stored.flatMap(({ publishedBy }) => publishedBy ?? []),
  )
  const view = (one: StoredVersion | ScoreVersion): VersionView => {
    const row = 'id' in one ? one : null
    return {
      id: row?.id ?? null,
      code: one.code,
      name: one.name,
      formula: readyScore(one)?.formula ?? null,
      unit: one.unit,
      full: one.full,
      fromMonth: one.fromMonth,
      status: row?.status ?? 'published',
      isInForce: inForce.has(one),
      published:
        row?.publishedBy && row.publishedAt
          ? {
              by: people.get(row.publishedBy)?.name ?? row.publishedBy,
              at: formatLocal(row.publishedAt, ctx.zone, 'dateTime', ctx.t.locale),
            }
          : null,
    }
  }
  return [...stored.map(view), ...shippedScores.map(view)]
}

export async function manageCardFor(ctx: ActorCtx): Promise<Card> {
  const all = await allVersions(ctx)
  const codes = [...new Set([...shippedScores, ...all].map(({ code }) => code))]
  return manageCard(
    codes.flatMap((code) => {
      const own = all.filter((one) => one.code === code)
      return own.find(({ isInForce }) => isInForce) ?? own[0] ?? []
    }),
    ctx.t,
  )
}

export async function scoreCardFor(ctx: ActorCtx, code: string): Promise<Card> {
  const versions = (await allVersions(ctx)).filter((one) => one.code === code)
  const newest = versions.find(({ status }) => status === 'published') ?? versions[0]
  if (!newest) throw stale()
  const held = versions.find(({ isInForce }) => isInForce)
  return scoreCard(
    {
      code,
      name: (held ?? newest).name,
      versions,
      retireFrom: held ? monthOf(ctx.today) : null,
    },
    ctx.t,
  )
}

const monthsToBegin = (ctx: ActorCtx): string[] => {
  const now = monthOf(ctx.today)
  return [now, nextMonth(now)]
}

/** The form as the draft, or else the newest version, has it. */
export async function formCardFor(ctx: ActorCtx, code: string | null): Promise<Card> {
  const months = monthsToBegin(ctx)
  if (code === null)
    return formCard({ score: null, title: null, values: {}, problem: null, months }, ctx.t)
  const own = (await allVersions(ctx)).filter((one) => one.code === code)
  const last = own.find(({ formula }) => formula !== null)
  if (!last) throw stale()
  const values = {
    name: last.name,
    formula: last.formula ? formulaText(last.formula, ctx.t) : '',
    unit: last.unit,
    full: last.full === null ? undefined : String(last.full),
    from: last.status === 'draft' && months.includes(last.fromMonth) ? last.fromMonth : months[0],
  }
  return formCard({ score: code, title: last.name, values, problem: null, months }, ctx.t)
}

/** Saves a draft; what cannot be read leaves the form as it was typed, with what to mend and where. */
export async function saveScore(
  ctx: ActorCtx,
  code: string | null,
  form: ScoreForm,
): Promise<Card> {
  const all = await allVersions(ctx)
  const known = code === null ? null : all.find((one) => one.code === code)
  if (known === undefined) throw stale()
  const read = readForm(ctx, form, all, code)
  if ('problem' in read) {
    const shown = { score: code, title: known?.name ?? null, months: monthsToBegin(ctx) }
    return formCard({ ...shown, values: form, problem: read.problem }, ctx.t)
  }
  const own = code ?? uuidv7()
  // One draft a score: saving again changes it.
  await ctx.tx
    .delete(scoreVersions)
    .where(and(eq(scoreVersions.code, own), eq(scoreVersions.status, 'draft')))
  await ctx.tx.insert(scoreVersions).values({
    ...read,
    id: uuidv7(),
    code: own,
    status: 'draft',
    createdAt: ctx.now,
    createdBy: ctx.actor.openId,
  })
  return scoreCardFor(ctx, own)
}

type Read = Pick<ScoreVersion, 'name' | 'unit' | 'full' | 'fromMonth'> & { formula: string }

function readForm(
  ctx: ActorCtx,
  form: ScoreForm,
  all: readonly VersionView[],
  code: string | null,
): Read | { problem: string } {
  const name = (form.name ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (name === '' || [...name].length > 20) return { problem: ctx.t(w.badName) }
  if (all.some((one) => one.name === name && one.code !== code))
    return { problem: ctx.t(w.nameTaken, { name }) }
  const typed = form.formula ?? ''
  const formula = parseFormula(typed, metricNames)
  if (!isFormula(formula)) return { problem: faultText(formula, typed, ctx.t) }
  const full = (form.full ?? '').normalize('NFKC').trim()
  if (full !== '' && !(Number(full) > 0 && Number.isFinite(Number(full))))
    return { problem: ctx.t(w.badFull, { text: full.slice(0, 20) }) }
  return {
    name,
    formula: textOf(formula.root, canonicalNames),
    unit: scoreUnits.find((one) => one === form.unit) ?? 'points',
    full: full === '' ? null : Number(full),
    fromMonth: monthsToBegin(ctx).find((one) => one === form.from) ?? monthOf(ctx.today),
  }
}

/** Publishing and retiring one at a time: of two, the later click sees what the earlier one did. */
const lock = (ctx: ActorCtx) =>
  ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtext('score_versions'))`)

async function draft(ctx: ActorCtx, versionId: string): Promise<StoredVersion> {
  const version = await getVersion(ctx.tx, versionId)
  if (!version) throw stale()
  if (version.status === 'published') throw new UserError(message(w.alreadyPublished))
  return version
}

/** Publishes a draft from its month on. Months that are over keep the version that they had. */
export async function publishVersion(ctx: ActorCtx, versionId: string): Promise<StoredVersion> {
  await lock(ctx)
  const version = await draft(ctx, versionId)
  const { fromMonth: month } = version
  if (month < monthOf(ctx.today)) throw new UserError(message(w.monthOver, { month }))
  await ctx.tx
    .update(scoreVersions)
    .set({ status: 'published', publishedAt: ctx.now, publishedBy: ctx.actor.openId })
    .where(eq(scoreVersions.id, versionId))
  ctx.log.info({ versionId, score: version.code, by: ctx.actor.openId }, 'score published')
  return version
}

/** Answers the score of which there is something left; null: it was a draft alone. */
export async function discardDraft(ctx: ActorCtx, versionId: string): Promise<string | null> {
  const { code } = await draft(ctx, versionId)
  await ctx.tx.delete(scoreVersions).where(eq(scoreVersions.id, versionId))
  return (await allVersions(ctx)).some((one) => one.code === code) ? code : null
}

/** From this month on the score is not worked out any more. */
export async function retireScore(ctx: ActorCtx, code: string): Promise<string> {
  await lock(ctx)
  const month = monthOf(ctx.today)
  const held = scoresIn(await publishedVersions(ctx.tx), month).find((one) => one.code === code)
  if (!held) throw stale()
  const open = await draftOf(ctx.tx, code)
  if (open) await ctx.tx.delete(scoreVersions).where(eq(scoreVersions.id, open.id))
  const { name, unit, full } = held
  await ctx.tx.insert(scoreVersions).values({
    ...{ id: uuidv7(), code, name, unit, full, formula: null, fromMonth: month },
    ...{ status: 'published', createdAt: ctx.now, createdBy: ctx.actor.openId },
    ...{ publishedAt: ctx.now, publishedBy: ctx.actor.openId },
  })
  return month
}
