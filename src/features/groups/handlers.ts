/** 绑定 and 解绑: said in the group itself, by an admin or a manager of the team. */
import {
  bindingText,
  boundCard,
  chooseTeamCard,
  type GroupKind,
  groupActions,
  kindText,
  notReboundCard,
  rebindCard,
} from '../../../cards/groups/bind.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx, PlaceCtx } from '../../bot/context.ts'
import { type Arguments, defineCommand, leaders, onAction } from '../../bot/define.ts'
import type { BotRemovedEvent } from '../../bot/inbound.ts'
import { nothing, type Reply, replaceCard, sayText, sendCard, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { groupWords as w } from '../../i18n/groups.ts'
import { message } from '../../i18n/t.ts'
import { authorize, may } from '../../policies.ts'
import { lockFor } from '../../queue/run-job.ts'
import { getTeam, managersOf, type Team, teamPath } from '../org/store.ts'
import { type Binding, bindingsOf, groupOf, ownTeams, setGroup, teamsFitting } from './store.ts'

const thingOf = (ctx: ActorCtx) => `group:${ctx.chatId}`

export const bindCommand = defineCommand({
  name: 'bind',
  aliases: ['绑定', 'bind'],
  who: leaders,
  summary: w.bindSummary,
  usage: w.bindUsage,
  example: '绑定 一部 团队群',
  inGroups: true,
  args: anyArguments,
  async run(ctx, args) {
    if (!ctx.inGroup) return sayText(ctx.t(w.inGroupOnly))
    const { said, kind } = readBind(args)
    const own = await ownTeams(ctx.tx, ctx.actor)
    const choose = (fits: boolean, teams: readonly Team[]) =>
      sendCard(chooseTeamCard({ said, fits, teams, kind }, ctx.t), thingOf(ctx))
    if (said === null) return choose(false, own)
    const found = await teamsFitting(ctx.tx, said)
    const ours = found.filter(({ code }) => own.some((team) => team.code === code))
    const [only, another] = ours
    if (only && another) return choose(true, ours)
    // Somebody else's team is refused in words that tell nothing, like any other record.
    if (!only && found.length > 0) throw new UserError(message(botWords.notYours), 'error')
    return only ? sendCard(await bind(ctx, only, kind, false), thingOf(ctx)) : choose(false, own)
  },
})

/** The kind by its word, anywhere behind the command; what is left names the team. */
function readBind({ words }: Arguments): { said: string | null; kind: GroupKind } {
  const isManagers = (word: string) => /^(主管群|主管|managers?)$/i.test(word)
  const isTeam = (word: string) => /^(团队群|team)$/i.test(word)
  const rest = words.filter((word) => !isManagers(word) && !isTeam(word))
  return {
    said: rest.length > 0 ? rest.join(' ').slice(0, 80) : null,
    kind: words.some(isManagers) ? 'managers' : 'team',
  }
}

const sees = async (ctx: ActorCtx, team: Team) =>
  may(ctx.actor, 'team.see', { teamPath: await teamPath(ctx.tx, team.code) })

/** Binds the group that the act came from; what would be given up is asked about unless `sure`. */
async function bind(ctx: ActorCtx, team: Team, kind: GroupKind, sure: boolean) {
  authorize(ctx.actor, 'team.see', { teamPath: await teamPath(ctx.tx, team.code) })
  const { chatId, tx } = ctx
  await lockFor(tx, `group:${chatId}`)
  const now = await bindingsOf(tx, chatId)
  const isIt = (one: Binding) => one.team.code === team.code && one.kind === kind
  const others = now.filter((one) => !isIt(one))
  if (others.length === 0 && now.length > 0) return boundCard({ team, kind, already: true }, ctx.t)
  for (const other of others) {
    if (await sees(ctx, other.team)) continue
    throw new UserError(message(w.boundElsewhere, { team: other.team.name }), 'error')
  }
  const old = groupOf(team, kind)
  const hasOther = old !== null && old !== chatId
  if (!sure && (hasOther || others.length > 0)) {
    return rebindCard({ team, kind, now: others, hasOther }, ctx.t)
  }
  for (const other of others) await setGroup(tx, other.team.code, other.kind, null)
  await setGroup(tx, team.code, kind, chatId)
  if (hasOther) {
    const t = ctx.tFor(null)
    await ctx.say({ chatId: old }, t(w.movedAway, { team: team.name, kind: kindText(t, kind) }))
  }
  ctx.log.info({ team: team.code, kind, chatId, by: ctx.actor.openId }, 'a group was bound')
  return boundCard({ team, kind, already: false }, ctx.t)
}

async function onBind(
  ctx: ActorCtx,
  { teamCode, kind }: { teamCode: string; kind: GroupKind },
  sure: boolean,
): Promise<Reply> {
  const team = await getTeam(ctx.tx, teamCode)
  if (!team) throw new UserError(message(botWords.staleCard))
  authorize(ctx.actor, 'team.see', { teamPath: await teamPath(ctx.tx, team.code) })
  // Which group it is says the message that was clicked, never a payload.
  if (!ctx.inGroup) return toast('warning', ctx.t(w.inGroupOnly))
  return replaceCard(await bind(ctx, team, kind, sure), thingOf(ctx))
}

const onBindClick = onAction(groupActions.bind, { who: leaders }, (ctx, { payload }) =>
  onBind(ctx, payload, false),
)
const onRebindClick = onAction(groupActions.rebind, { who: leaders }, (ctx, { payload }) =>
  onBind(ctx, payload, true),
)
const onCancel = onAction(groupActions.cancel, { who: leaders }, async (ctx) =>
  replaceCard(notReboundCard(ctx.t)),
)
export const groupHandlers = [onBindClick, onRebindClick, onCancel]

export const unbindCommand = defineCommand({
  name: 'unbind',
  aliases: ['解绑', 'unbind'],
  who: leaders,
  summary: w.unbindSummary,
  usage: w.none,
  example: '解绑',
  inGroups: true,
  args: anyArguments,
  async run(ctx) {
    if (!ctx.inGroup) return sayText(ctx.t(w.unbindInGroupOnly))
    const now = await bindingsOf(ctx.tx, ctx.chatId)
    if (now.length === 0) return sayText(ctx.t(w.notBound))
    for (const { team } of now) {
      if (await sees(ctx, team)) continue
      throw new UserError(message(w.boundElsewhere, { team: team.name }), 'error')
    }
    for (const { team, kind } of now) await setGroup(ctx.tx, team.code, kind, null)
    const what = now.map(({ team, kind }) => bindingText(ctx.t, team, kind))
    return sayText(ctx.t(w.unbound, { what: what.join(ctx.t(botWords.and)) }))
  },
})

/** The bot is out of the group, whoever did it: the team's managers hear that nothing comes there. */
export async function onBotRemoved(ctx: PlaceCtx, { chatId }: BotRemovedEvent): Promise<Reply> {
  for (const { team, kind } of await bindingsOf(ctx.tx, chatId)) {
    await setGroup(ctx.tx, team.code, kind, null)
    for (const manager of await managersOf(ctx.tx, { openId: '', teamCode: team.code })) {
      const t = ctx.tFor(manager.locale)
      const what = bindingText(t, team, kind)
      await ctx.say({ openId: manager.openId }, t(w.botRemoved, { what }))
    }
  }
  return nothing
}
