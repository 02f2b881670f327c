/** `久未拜访`: the list to tick; of very many people a job makes it. */
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { batchActions } from '../../../../cards/plans/batch-actions.ts'
import { anyArguments } from '../../../bot/arguments.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { type Arguments, defineCommand, onAction } from '../../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../../bot/reply.ts'
import { type AskingCtx, type SlowCard, workOut } from '../../../bot/slow-card.ts'
import { batchWords as w } from '../../../i18n/plan-batch.ts'
import { planWords } from '../../../i18n/plans.ts'
import { authorize, visibleTeams } from '../../../policies.ts'
import { customerScope } from '../../customers/store.ts'
import { countReps } from '../../org/store.ts'
import { personNamed } from '../named.ts'
import { loadRep } from '../people.ts'
import { neglectedCustomers, reasonOf } from './neglected.ts'
import { cardOfOffer, keepOffer, offerThing } from './offer.ts'

/** Those listed at once: more is nobody's week. */
const listed = 300
/** The customers of so many people are looked through within a click. */
const mostPeople = 300

const ask = z.object({
  /** Under which the list is kept: the card's thing is named after it before the list is made. */
  batchId: z.uuid(),
  /** Whose customers; null: of all whom the asker sees. */
  openId: z.string().nullable(),
  /** Days without a visit; null: by frequency. */
  days: z.number().int().nullable(),
})
type Ask = z.output<typeof ask>

export const slowNeglected: SlowCard<Ask> = {
  name: 'neglected',
  ask,
  title: async (ctx) => ctx.t(w.neglectedTitle),
  card: listCard,
}

async function listCard(ctx: AskingCtx, { batchId, openId, days }: Ask) {
  if (openId !== null) {
    const rep = await loadRep(ctx.tx, openId)
    authorize(ctx.actor, 'plan.see', rep ?? { repOpenId: '', teamPath: [] })
  }
  const scope = openId === null ? customerScope(ctx.actor) : { ownerOpenId: openId }
  const { rows } = await neglectedCustomers(ctx, scope, { days, limit: listed })
  const items = rows.map((row) => ({ customerCode: row.code, reason: reasonOf(row, ctx.t) }))
  const offer = { id: batchId, kind: 'neglected', toOpenId: ctx.actor.openId, items } as const
  return cardOfOffer(ctx, await keepOffer(ctx, offer), 0)
}

async function neglectedReply(
  ctx: ActorCtx,
  openId: string | null,
  days: number | null,
): Promise<Reply> {
  const asked = { batchId: uuidv7(), openId, days }
  const thing = offerThing(asked.batchId)
  const isMany = openId === null && (await countReps(ctx.tx, visibleTeams(ctx.actor))) > mostPeople
  return sendCard(
    isMany ? await workOut(ctx, slowNeglected, asked, thing) : await listCard(ctx, asked),
    thing,
  )
}

function readAsk(args: Arguments): { days: number | null; name: string } {
  let text = args.text.normalize('NFKC')
  for (const { name } of args.mentions) text = text.replaceAll(`@${name}`, ' ')
  const found = /(?<!\S)(\d{1,3})\s*(?:天|d|days?)?(?!\S)/.exec(text)
  const rest = found ? text.replace(found[0], ' ') : text
  const days = found ? Number(found[1]) : 0
  return { days: days > 0 ? days : null, name: rest.trim().replace(/^@/, '') }
}

export const neglectedCommand = defineCommand({
  name: 'neglected',
  aliases: ['久未拜访', '久未', 'neglected'],
  who: ['rep', 'manager', 'admin'],
  summary: w.neglectedSummary,
  usage: w.neglectedUsage,
  example: '久未拜访 30',
  args: anyArguments,
  async run(ctx, args) {
    const { days, name } = readAsk(args)
    const own = ctx.actor.role === 'rep' ? ctx.actor.openId : null
    const openId = args.mentions[0]?.openId ?? (name ? await personNamed(ctx, name) : own)
    if (name && !openId) return sayText(ctx.t(planWords.repUnknown, { name }))
    return neglectedReply(ctx, openId, days)
  },
})

export const onNeglected = onAction(
  batchActions.neglected,
  { who: 'member' },
  async (ctx, { payload }) => neglectedReply(ctx, payload.repOpenId, null),
)
