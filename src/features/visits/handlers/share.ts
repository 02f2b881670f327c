/** 分享: a rep posts what came of a visit to the team's group, once. */
import { visitActions } from '../../../../cards/visits/actions.ts'
import { onAction, visitors } from '../../../bot/define.ts'
import { replaceCard, type ToastType, toast } from '../../../bot/reply.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { message } from '../../../i18n/t.ts'
import { visitShareWords as w } from '../../../i18n/visits-share.ts'
import { authorize } from '../../../policies.ts'
import { visitThing } from '../open-visit.ts'
import { type Scene, sceneOf } from '../scene.ts'
import { groupOfRep, isShareable, sharedCard } from '../share.ts'
import { getVisit, updateVisit } from '../store/visits.ts'
import { visitCard } from '../views.ts'

export const shareActions = [
  onAction(visitActions.share, { who: visitors }, async (ctx, { payload }) => {
    // Locked: of two taps at once the second finds it shared.
    const visit = await getVisit(ctx.tx, payload.visitId)
    if (!visit) throw new UserError(message(botWords.notYours), 'error')
    authorize(ctx.actor, 'visit.change', { repOpenId: visit.repOpenId, teamPath: [] })
    const scene = await sceneOf(ctx, visit, ctx.actor)
    const reply = async (now: Scene, type: ToastType, text: string) =>
      replaceCard(await visitCard(ctx, now, ctx.t), visitThing(visit), { type, text })
    if (!isShareable(scene)) return toast('warning', ctx.t(w.notDone))
    if (visit.sharedAt) return reply(scene, 'info', ctx.t(w.before))
    const group = await groupOfRep(ctx, scene)
    if (!group) return toast('warning', ctx.t(w.noGroup))
    const card = sharedCard(ctx, scene, ctx.tFor(null))
    await ctx.show({ chatId: group.chatId }, `visit-shared:${visit.id}`, card)
    const shared = await updateVisit(ctx.tx, visit.id, { sharedAt: ctx.now })
    return reply({ ...scene, visit: shared }, 'success', ctx.t(w.done))
  }),
]
