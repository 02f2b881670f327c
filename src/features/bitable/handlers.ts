import { bitableActions as a } from '../../../cards/bitable/actions.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard } from '../../bot/reply.ts'
import { bitableWords as w } from '../../i18n/bitable.ts'
import {
  cardFor,
  connect,
  disconnect,
  ownTeam,
  rebuild,
  restore,
  saveKinds,
  settingsFor,
  startSync,
} from './connect.ts'
import { bitableThing } from './view.ts'

const who = { who: leaders }

/** Does it, if the person leads the team now, and shows the team's card. */
async function shown(
  ctx: ActorCtx,
  teamCode: string,
  act?: (ctx: ActorCtx, teamCode: string) => Promise<void>,
): Promise<Reply> {
  await ownTeam(ctx, teamCode)
  await act?.(ctx, teamCode)
  return replaceCard(await cardFor(ctx, teamCode), bitableThing(teamCode))
}

const onShow = onAction(a.show, who, (ctx, { payload }) => shown(ctx, payload.teamCode))
const onPick = onAction(a.pick, who, (ctx, { option }) => shown(ctx, option))
const onSync = onAction(a.sync, who, (ctx, { payload }) => shown(ctx, payload.teamCode, startSync))
const onRebuild = onAction(a.rebuild, who, (ctx, { payload }) =>
  shown(ctx, payload.teamCode, rebuild),
)
const onRestore = onAction(a.restore, who, (ctx, { payload }) =>
  shown(ctx, payload.teamCode, restore),
)

const onConnect = onAction(a.connect, who, (ctx, { payload, form }) =>
  shown(ctx, payload.teamCode, (of, teamCode) =>
    connect(of, teamCode, { link: form.link, kinds: form.kinds }),
  ),
)

const onSettings = onAction(a.settings, who, async (ctx, { payload: { teamCode } }) => {
  await ownTeam(ctx, teamCode)
  return replaceCard(await settingsFor(ctx, teamCode), bitableThing(teamCode))
})

const onSave = onAction(a.save, who, (ctx, { payload, form }) =>
  shown(ctx, payload.teamCode, (of, teamCode) => saveKinds(of, teamCode, form.kinds)),
)

const onDisconnect = onAction(a.disconnect, who, async (ctx, { payload: { teamCode } }) => {
  await ownTeam(ctx, teamCode)
  await disconnect(ctx, teamCode)
  return replaceCard(await cardFor(ctx, teamCode), bitableThing(teamCode), {
    type: 'success',
    text: ctx.t(w.disconnected),
  })
})

export const bitableHandlers = [
  onShow,
  onPick,
  onSync,
  onRebuild,
  onRestore,
  onConnect,
  onSettings,
  onSave,
  onDisconnect,
]
