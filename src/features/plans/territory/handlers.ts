/** `片区`: suggestions, accepted or dismissed by a person. */
import { eq } from 'drizzle-orm'
import { territoryActions, territoryCard } from '../../../../cards/plans/territory.ts'
import { anyArguments } from '../../../bot/arguments.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { defineCommand, leaders, onAction } from '../../../bot/define.ts'
import { replaceCard, sayText, sendCard, type Toast } from '../../../bot/reply.ts'
import { addDays } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { territoryWords as w } from '../../../i18n/plan-territory.ts'
import { message } from '../../../i18n/t.ts'
import { authorize } from '../../../policies.ts'
import { type Customer, getCustomer } from '../../customers/store.ts'
import { customers } from '../../customers/tables.ts'
import { makeHandover } from '../../handover/make.ts'
import { pickOf, startList, tick } from '../../handover/store/lists.ts'
import { findTeam } from '../../org/find-team.ts'
import { getTeam, teamPath } from '../../org/store.ts'
import { loadRep } from '../people.ts'
import { dismissedSuggestions } from '../tables.ts'
import { suggestionsFor } from './suggest.ts'

const dismissedDays = 90

async function cardOf(ctx: ActorCtx, teamCode: string) {
  const team = await getTeam(ctx.tx, teamCode)
  const rows = await suggestionsFor(ctx, teamCode)
  return territoryCard({ teamCode, teamName: team?.name ?? teamCode, rows }, ctx.t)
}

const ledTeam = async (ctx: ActorCtx, teamCode: string): Promise<void> =>
  authorize(ctx.actor, 'team.see', { teamPath: await teamPath(ctx.tx, teamCode) })

export const territoryCommand = defineCommand({
  name: 'territory',
  aliases: ['片区', 'territory'],
  who: leaders,
  summary: w.summary,
  usage: w.usage,
  example: '片区 一部',
  args: anyArguments,
  async run(ctx, { text }) {
    const name = text.trim()
    const home = ctx.actor.ledTeams[0] ?? ctx.actor.teamCode
    const teamCode = name ? await findTeam(ctx.tx, name) : home
    if (!teamCode) return sayText(name ? ctx.t(w.teamUnknown, { name }) : ctx.t(w.noTeam))
    await ledTeam(ctx, teamCode)
    return sendCard(await cardOf(ctx, teamCode))
  },
})

type Asked = {
  readonly teamCode: string
  readonly code: string
  readonly repOpenId: string
  readonly to: string | number
}

/** The customer as it was when it was suggested. Throws UserError when it is not any more. */
async function unchanged(ctx: ActorCtx, { code, repOpenId }: Asked): Promise<Customer> {
  const customer = await getCustomer(ctx.tx, code)
  const rep = await loadRep(ctx.tx, repOpenId)
  authorize(ctx.actor, 'plan.assign', rep ?? { repOpenId: '', teamPath: [] })
  if (customer?.status !== 'active' || customer.ownerOpenId !== repOpenId) {
    throw new UserError(message(w.changed))
  }
  return customer
}

async function accept(ctx: ActorCtx, asked: Asked): Promise<Customer> {
  const customer = await unchanged(ctx, asked)
  const { to, repOpenId: fromOpenId } = asked
  if (typeof to === 'string') {
    const list = await startList(ctx, { fromOpenId, toOpenId: to, among: 'all' })
    await tick(ctx.tx, list, customer.code, true)
    await makeHandover(ctx, { fromOpenId, toOpenId: to, pick: pickOf(list) })
    return customer
  }
  if (customer.visitDays?.length !== 1 || customer.visitDays[0] === to) {
    throw new UserError(message(w.changed))
  }
  await ctx.tx
    .update(customers)
    .set({ visitDays: [to], updatedAt: ctx.now })
    .where(eq(customers.code, customer.code))
  return customer
}

const onAccept = onAction(territoryActions.accept, { who: leaders }, async (ctx, { payload }) => {
  await ledTeam(ctx, payload.teamCode)
  const { name } = await accept(ctx, payload)
  const said: Toast = { type: 'success', text: ctx.t(w.accepted, { name }) }
  return replaceCard(await cardOf(ctx, payload.teamCode), undefined, said)
})

const onDismiss = onAction(territoryActions.dismiss, { who: leaders }, async (ctx, { payload }) => {
  await ledTeam(ctx, payload.teamCode)
  const { code } = await unchanged(ctx, payload)
  const kind = typeof payload.to === 'string' ? 'owner' : 'day'
  const row = {
    byOpenId: ctx.actor.openId,
    at: ctx.now,
    untilDate: addDays(ctx.today, dismissedDays),
  }
  await ctx.tx
    .insert(dismissedSuggestions)
    .values({ key: `${kind}:${code}:${payload.to}`, ...row })
    .onConflictDoUpdate({ target: dismissedSuggestions.key, set: row })
  const said: Toast = { type: 'info', text: ctx.t(w.dismissed) }
  return replaceCard(await cardOf(ctx, payload.teamCode), undefined, said)
})

export const territoryHandlers = [onAccept, onDismiss]
