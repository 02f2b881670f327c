/** From what is known of a handover to the next question, or to its preview. Nothing is changed here. */

import {
  chooseFromCard,
  chooseToCard,
  listedPeople,
  previewCard,
  type Said,
} from '../../../cards/handover/handover.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { Arguments } from '../../bot/define.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { handoverWords as w } from '../../i18n/handover.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import {
  canTake,
  fitting,
  givers,
  type Listed,
  type Party,
  parties,
  partyOf,
  takers,
} from './people.ts'
import { listIdOf } from './store/lists.ts'
import { countWhat, picksOf } from './store/what.ts'

export interface Known {
  readonly fromOpenId: string | null
  readonly toOpenId: string | null
  readonly pick: string
}

/** Who may be asked about at all: refused in words that tell nothing. */
export async function giverOf(ctx: ActorCtx, openId: string): Promise<Party> {
  const from = await partyOf(ctx.tx, openId)
  if (!from) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'handover.make', { from, to: from })
  return from
}

/** Both people of a handover that the actor may make. Throws UserError with the reason. */
export async function pairOf(
  ctx: ActorCtx,
  fromOpenId: string,
  toOpenId: string,
): Promise<{ from: Party; to: Party }> {
  const from = await giverOf(ctx, fromOpenId)
  const to = await partyOf(ctx.tx, toOpenId)
  if (!to) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'handover.make', { from, to })
  if (from.openId === to.openId) throw new UserError(message(w.samePerson))
  if (!canTake(to)) throw new UserError(message(w.cannotTake, { name: to.name }))
  return { from, to }
}

/** The card of the first thing that is not known, or the preview. */
export async function nextCard(ctx: ActorCtx, known: Known): Promise<Card> {
  const { fromOpenId, toOpenId, pick } = known
  if (fromOpenId === null) {
    const people = givers(await parties(ctx))
    return chooseFromCard({ people, toOpenId, said: null }, ctx.t)
  }
  if (toOpenId === null) return toCard(ctx, fromOpenId, pick, null, null)
  const { from, to } = await pairOf(ctx, fromOpenId, toOpenId)
  const what = { fromOpenId, today: ctx.today, pick }
  const counts = await countWhat(ctx.tx, what)
  const all = pick === 'all' ? counts : await countWhat(ctx.tx, { ...what, pick: 'all' })
  const lines = await picksOf(ctx.tx, fromOpenId)
  const listed = listIdOf(pick) ? [{ pick, customers: counts.customers }] : []
  const picks = [...listed, ...lines]
  return previewCard({ from, to, pick, picks, total: all.customers, counts }, ctx.t)
}

async function toCard(
  ctx: ActorCtx,
  fromOpenId: string,
  pick: string,
  said: Said,
  among: readonly Listed[] | null,
): Promise<Card> {
  const from = await giverOf(ctx, fromOpenId)
  const people = takers(among ?? (await parties(ctx)), from)
  const counts = await countWhat(ctx.tx, { fromOpenId, today: ctx.today, pick })
  return chooseToCard({ from, pick, people, counts, said }, ctx.t)
}

/** Words that only join the names: 把 甲 交给 乙. */
const filler = /^(把|将|从|的客户|给|交给|到|→|->|to|from)$/i

/** Reads the names behind `交接`: mentions and words in the order in which they were said. */
export async function readCard(ctx: ActorCtx, args: Arguments): Promise<Card> {
  const ids = new Map<string, string>()
  let text = args.text
  for (const [i, { name, openId }] of args.mentions.entries()) {
    ids.set(`@${i}`, openId)
    text = text.replace(`@${name}`, ` @${i} `)
  }
  const words = text
    .normalize('NFKC')
    .split(/[\s,、;]+|→|->/)
    .filter((word) => word !== '' && !filler.test(word))
  const [first, second] = words
  if (first === undefined) {
    return nextCard(ctx, { fromOpenId: null, toOpenId: null, pick: 'all' })
  }
  const all = await parties(ctx)
  const find = (word: string, among: readonly Listed[]): string | readonly Listed[] => {
    const id = ids.get(word)
    if (id) return id
    const found = fitting(among, word.replace(/^@/, ''))
    const [only, another] = found
    return only && !another ? only.openId : found
  }
  const said = (word: string, found: readonly Listed[]): Said => ({
    name: word.replace(/^@/, ''),
    several: found.length > 0,
  })
  const from = find(first, givers(all))
  const to = second === undefined ? null : find(second, all.filter(canTake))
  const toOpenId = typeof to === 'string' ? to : null
  if (typeof from !== 'string') {
    const people = from.length > 0 ? from : givers(all)
    return chooseFromCard({ people, toOpenId, said: said(first, from) }, ctx.t)
  }
  if (second !== undefined && to !== null && typeof to !== 'string') {
    const among = to.length > 0 ? to.slice(0, listedPeople) : all
    return toCard(ctx, from, 'all', said(second, to), among)
  }
  return nextCard(ctx, { fromOpenId: from, toOpenId, pick: 'all' })
}
