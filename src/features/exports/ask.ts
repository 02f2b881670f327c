/** Somebody asks for a file: checked now, made by a job that checks again. */
import { and, type Column, eq, gt, isNull } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ask } from '../../../cards/analysis/actions.ts'
import type { ExportWhat, Format } from '../../../cards/exports/actions.ts'
import { exportCard } from '../../../cards/exports/cards.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { exportWanted } from '../../events.ts'
import { exportWords as w } from '../../i18n/exports.ts'
import { inLocale, message } from '../../i18n/t.ts'
import { checkedDays } from '../analysis/answer.ts'
import { subjectsOf } from '../analysis/subjects.ts'
import { scopeOf } from './scope.ts'
import { rightOf, setNamed, setsFor } from './sets.ts'
import { exports } from './tables.ts'
import { type Export, exportThing, viewOf } from './view.ts'

/** While one like it is on its way, a second tap makes no second file. */
const repeatMs = 10 * 60_000

/** The table behind an analysis; who is in it is authorised now, and again when it is made. */
export async function askTable(ctx: ActorCtx, asked: Ask, format: Format): Promise<Reply> {
  const set = setNamed(`analysis.${asked.kind}`)
  if (!set?.who.includes(ctx.actor.role)) throw new UserError(message(w.nothingToSee), 'error')
  const ask = checkedDays(ctx, asked)
  await subjectsOf(ctx, ask.who)
  const { from, to } = ask
  return start(ctx, {
    ...{ kind: set.name, format, from, to, teamCode: null, ofOpenId: null },
    question: JSON.stringify(ask),
  })
}

/**
 * Writes the export down and starts its job. The card goes to the private chat: from a group the file must not
 * land where others see it.
 */
export async function askExport(ctx: ActorCtx, what: ExportWhat): Promise<Reply> {
  const { actor } = ctx
  const set = setNamed(what.kind)
  const offered = setsFor(actor.role)
  if (!set || !offered.includes(set)) {
    const names = (locale: 'zh-CN' | 'en') =>
      offered.map(({ title }) => inLocale(title, locale)).join(locale === 'en' ? ', ' : '、')
    if (offered.length === 0) throw new UserError(message(w.noSets), 'error')
    const word = (locale: 'zh-CN' | 'en') =>
      inLocale(
        message(w.notForRole, { set: set ? inLocale(set.title, locale) : '', sets: names(locale) }),
        locale,
      )
    throw new UserError({ zh: word('zh-CN'), en: word('en') }, 'error')
  }
  const { openIds } = await scopeOf(ctx.tx, actor, rightOf(set), {
    teamCode: what.teamCode,
    ofOpenId: what.openId,
  })
  if (openIds?.length === 0) throw new UserError(message(w.nothingToSee), 'error')

  return start(ctx, {
    ...{ kind: what.kind, format: what.format, teamCode: what.teamCode, ofOpenId: what.openId },
    ...{ from: what.from, to: what.to > ctx.today ? ctx.today : what.to, question: null },
  })
}

type Wanted = Pick<Export, 'kind' | 'format' | 'from' | 'to' | 'teamCode' | 'ofOpenId' | 'question'>

async function start(ctx: ActorCtx, wanted: Wanted): Promise<Reply> {
  const { actor, zone, today } = ctx
  const is = (column: Column, value: string | null) =>
    value === null ? isNull(column) : eq(column, value)
  const like = await ctx.tx.$count(
    exports,
    and(
      eq(exports.openId, actor.openId),
      eq(exports.state, 'waiting'),
      eq(exports.kind, wanted.kind),
      eq(exports.format, wanted.format),
      eq(exports.from, wanted.from),
      eq(exports.to, wanted.to),
      is(exports.teamCode, wanted.teamCode),
      is(exports.ofOpenId, wanted.ofOpenId),
      is(exports.question, wanted.question),
      gt(exports.askedAt, new Date(ctx.now.getTime() - repeatMs)),
    ),
  )
  if (like > 0) return toast('info', ctx.t(w.already))

  const [row] = await ctx.tx
    .insert(exports)
    .values({ id: uuidv7(), openId: actor.openId, askedAt: ctx.now, ...wanted })
    .returning()
  if (!row) throw new Error('the export was not written')
  const locale = ctx.tFor(actor.locale).locale
  await ctx.emit(exportWanted, { exportId: row.id, openId: actor.openId, locale, zone, today })
  const t = ctx.tFor(actor.locale)
  const card = exportCard(await viewOf(ctx, row, t), t)
  if (!ctx.inGroup) return sendCard(card, exportThing(row.id))
  await ctx.show({ openId: actor.openId }, exportThing(row.id), card)
  return toast('success', ctx.t(w.started))
}
