/** `导出`: a menu, or a file at once; `导出 记录` for admins. */
import { exportKinds } from '../../../cards/exports/actions.ts'
import { logCard, menuCard } from '../../../cards/exports/cards.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand } from '../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { exportWords as w } from '../../i18n/exports.ts'
import { message } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { findTeam } from '../org/find-team.ts'
import { findPeople } from '../org/store.ts'
import { askExport } from './ask.ts'
import { scopeOf } from './scope.ts'
import { rightOf, setsFor } from './sets.ts'
import { logView } from './view.ts'
import { type Read, readWords } from './words.ts'

const logWords = new Set(['记录', '日志', 'log'])

export const exportCommand = defineCommand({
  name: 'export',
  aliases: ['导出', 'export'],
  who: 'member',
  summary: w.summary,
  usage: w.usage,
  example: '导出 拜访 11月',
  args: anyArguments,
  async run(ctx, { text, mentions }): Promise<Reply> {
    const { t, actor, today } = ctx
    const said = text.trim()
    if (said === '') return sendCard(exportMenu(ctx))
    if (logWords.has(said.toLowerCase())) return sendCard(await exportLog(ctx, 0))
    const read = readWords(said, mentions, today)
    if ('problem' in read) {
      const short = read.text.slice(0, 30)
      if (read.problem === 'days') return sayText(t(w.badDays, { text: short }))
      const sets = setsFor(actor.role).map(({ title }) => t(title))
      if (sets.length === 0) return sayText(t(w.noSets))
      return sayText(
        t(w.unknown, { text: short, sets: sets.join(t.locale === 'en' ? ', ' : '、') }),
      )
    }
    const kind = exportKinds.find((one) => one === read.set.name)
    if (!kind) throw new Error(`${read.set.name} is no set of the menu`)
    return askExport(ctx, {
      kind,
      ...read.range,
      format: read.format,
      ...(await narrowedTo(ctx, read)),
    })
  },
})

/** The team or person that is named, if the actor may see anything of it: the words tell nothing of who exists. */
async function narrowedTo(
  ctx: ActorCtx,
  { set, of, mention }: Read,
): Promise<{ teamCode: string | null; openId: string | null }> {
  if (mention !== null) return { teamCode: null, openId: mention }
  if (of === null) return { teamCode: null, openId: null }
  const refused = () => new UserError(message(w.noTeam, { text: of.slice(0, 30) }), 'error')
  const right = rightOf(set)
  const teamCode = await findTeam(ctx.tx, of)
  if (teamCode !== null) {
    const { openIds } = await scopeOf(ctx.tx, ctx.actor, right, { teamCode })
    if (openIds === null || openIds.length > 0) return { teamCode, openId: null }
    throw refused()
  }
  const { openIds } = await scopeOf(ctx.tx, ctx.actor, right)
  const named = (await findPeople(ctx.tx, of)).filter(
    ({ openId, name }) => name === of && (openIds === null || openIds.includes(openId)),
  )
  const [only, another] = named
  if (!only) throw refused()
  if (another) throw new UserError(message(w.severalPeople, { text: of.slice(0, 30) }), 'error')
  return { teamCode: null, openId: only.openId }
}

export function exportMenu(
  ctx: ActorCtx,
  problem?: { problem: string; chosen: { kind?: string; days?: string | undefined } },
) {
  const offered = new Set(setsFor(ctx.actor.role).map(({ name }) => name))
  const kinds = exportKinds.filter((kind) => offered.has(kind))
  if (kinds.length === 0) throw new UserError(message(w.noSets), 'error')
  return menuCard({ kinds, seesLog: may(ctx.actor, 'export.log', {}), ...problem }, ctx.t)
}

export async function exportLog(ctx: ActorCtx, page: number) {
  if (!may(ctx.actor, 'export.log', {})) throw new UserError(message(w.onlyAdmins), 'error')
  return logCard(await logView(ctx, page, ctx.t), ctx.t)
}
