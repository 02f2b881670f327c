/** Somebody asks for a file: checked now, made by a job that checks again. */
import { and, eq, gt, isNull } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { ExportWhat } from '../../../cards/exports/actions.ts'
import { exportCard } from '../../../cards/exports/cards.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { exportWanted } from '../../events.ts'
import { exportWords as w } from '../../i18n/exports.ts'
import { inLocale, message } from '../../i18n/t.ts'
import { scopeOf } from './scope.ts'
import { rightOf, setNamed, setsFor } from './sets.ts'
import { exports } from './tables.ts'
import { exportThing, viewOf } from './view.ts'

/** While one like it is on its way, a second tap makes no second file. */
const repeatMs = 10 * 60_000

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

  const days = { from: what.from, to: what.to > ctx.today ? ctx.today : what.to }
  const like = await ctx.tx.$count(
    exports,
    and(
      eq(exports.openId, actor.openId),
      eq(exports.state, 'waiting'),
      eq(exports.kind, what.kind),
      eq(exports.format, what.format),
      eq(exports.from, days.from),
      eq(exports.to, days.to),
      what.teamCode === null ? isNull(exports.teamCode) : eq(exports.teamCode, what.teamCode),
      what.openId === null ? isNull(exports.ofOpenId) : eq(exports.ofOpenId, what.openId),
      gt(exports.askedAt, new Date(ctx.now.getTime() - repeatMs)),
    ),
  )
  if (like > 0) return toast('info', ctx.t(w.already))

  const [row] = await ctx.tx
    .insert(exports)
    .values({
      id: uuidv7(),
      openId: actor.openId,
      kind: what.kind,
      format: what.format,
      ...days,
      teamCode: what.teamCode,
      ofOpenId: what.openId,
      askedAt: ctx.now,
    })
    .returning()
  if (!row) throw new Error('the export was not written')
  const { zone, today } = ctx
  const locale = ctx.tFor(actor.locale).locale
  await ctx.emit(exportWanted, { exportId: row.id, openId: actor.openId, locale, zone, today })
  const t = ctx.tFor(actor.locale)
  const card = exportCard(await viewOf(ctx, row, t), t)
  if (!ctx.inGroup) return sendCard(card, exportThing(row.id))
  await ctx.show({ openId: actor.openId }, exportThing(row.id), card)
  return toast('success', ctx.t(w.started))
}
