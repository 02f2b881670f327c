/** `安排` and the clicks on its cards. */
import { cancelledCard } from '../../../../cards/plans/assign.ts'
import { type AssignDraft, assignActions } from '../../../../cards/plans/assign-actions.ts'
import { newStopsCard } from '../../../../cards/plans/assign-result.ts'
import { anyArguments } from '../../../bot/arguments.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { defineCommand, leaders, onAction } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, toast } from '../../../bot/reply.ts'
import { localDate } from '../../../domain/time.ts'
import { assignWords } from '../../../i18n/assign.ts'
import { authorize } from '../../../policies.ts'
import { getCustomers } from '../../customers/store.ts'
import { getUser } from '../../org/store.ts'
import { filterReply } from '../batch/handlers.ts'
import { listReply, pastedLines } from '../batch/list.ts'
import { loadRep } from '../people.ts'
import { readAssign } from './read.ts'
import { nextStep } from './step.ts'

const filterWord = /^(筛选|filter)$/i

export const assignCommand = defineCommand({
  name: 'assign',
  aliases: ['安排', '派单', '指派', 'assign'],
  who: leaders,
  summary: assignWords.summary,
  usage: assignWords.usage,
  example: '安排 永辉、联华 @李雷 明天 10:00-11:00',
  args: anyArguments,
  async run(ctx, args) {
    const [first = '', ...rest] = args.words
    if (filterWord.test(first)) return filterReply(ctx, rest)
    const pasted = pastedLines(args)
    if (pasted) return listReply(ctx, args, pasted)
    return sendCard(await nextStep(ctx, await readAssign(ctx, args)))
  },
})

const go = async (ctx: ActorCtx, draft: AssignDraft): Promise<Reply> =>
  replaceCard(await nextStep(ctx, draft))

const onTake = onAction(assignActions.take, { who: leaders }, (ctx, { payload }) => {
  const { draft, codes } = payload
  return go(ctx, {
    ...draft,
    asks: draft.asks.slice(1),
    customers: [...new Set([...draft.customers, ...codes])],
  })
})

const onSearch = onAction(assignActions.search, { who: leaders }, (ctx, { payload, form }) => {
  const { draft } = payload
  const words = (form.customer ?? '').split(/[,，、;；]/).map((word) => word.trim().slice(0, 80))
  return go(ctx, {
    ...draft,
    asks: [...words.filter(Boolean), ...draft.asks.slice(1)],
    missing: [],
  })
})

/** A chosen person answers the first of the names that were asked for. */
const withPerson = (draft: AssignDraft, openId: string): AssignDraft => ({
  ...draft,
  people: [...new Set([...draft.people, openId])],
  who: draft.who.slice(1),
  missing: draft.missing.filter((words) => words !== draft.who[0]),
})

const onGive = onAction(assignActions.give, { who: leaders }, (ctx, { payload }) =>
  go(ctx, withPerson(payload.draft, payload.openId)),
)

const onPerson = onAction(assignActions.person, { who: leaders }, (ctx, { payload, option }) =>
  go(ctx, withPerson(payload.draft, option)),
)

const onSearchPerson = onAction(
  assignActions.searchPerson,
  { who: leaders },
  (ctx, { payload, form }) => {
    const { draft } = payload
    const rest = draft.who.slice(1)
    return go(ctx, { ...draft, missing: [], who: form.person ? [form.person, ...rest] : rest })
  },
)

const onDay = onAction(assignActions.onDay, { who: leaders }, (ctx, { payload }) =>
  go(ctx, { ...payload.draft, date: payload.date, sure: false }),
)

const onPickDay = onAction(
  assignActions.pickDay,
  { who: leaders },
  async (ctx, { payload, form }) => {
    const date = localDate.safeParse(form.date)
    if (!date.success) return toast('warning', ctx.t(assignWords.noDay))
    return go(ctx, { ...payload.draft, date: date.data, sure: false })
  },
)

const onSure = onAction(assignActions.sure, { who: leaders }, (ctx, { payload }) =>
  go(ctx, { ...payload.draft, sure: true }),
)

const onEverybody = onAction(assignActions.everybody, { who: leaders }, (ctx, { payload }) =>
  go(ctx, { ...payload.draft, sure: true, each: true }),
)

const onCancel = onAction(assignActions.cancel, { who: leaders }, async (ctx) =>
  replaceCard(cancelledCard(ctx.t)),
)

/** 我知道了: the rep has seen what is new. */
const onGotIt = onAction(assignActions.gotIt, { who: 'member' }, async (ctx, { payload }) => {
  const { repOpenId, date, byOpenId, codes, window } = payload
  const rep = await loadRep(ctx.tx, repOpenId)
  authorize(ctx.actor, 'plan.change', rep ?? { repOpenId: '', teamPath: [] })
  const byCode = await getCustomers(ctx.tx, codes)
  const by = await getUser(ctx.tx, byOpenId)
  const customers = codes.map((code) => ({ code, name: byCode.get(code)?.name ?? code }))
  const view = { repOpenId, date, byOpenId, byName: by?.name ?? '', customers, window, seen: true }
  return replaceCard(newStopsCard(view, ctx.t))
})

export const assignHandlers = [
  onTake,
  onSearch,
  onGive,
  onPerson,
  onSearchPerson,
  onDay,
  onPickDay,
  onSure,
  onEverybody,
  onCancel,
  onGotIt,
]
