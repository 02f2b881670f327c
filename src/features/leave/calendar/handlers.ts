/** `日历`: what is ahead, and what an admin adds, removes and takes back. */

import type { Card } from '../../../../cards/kit/card.ts'
import {
  type CompanyDay,
  calendarActions,
  calendarCancelledCard,
  calendarCard,
  calendarChangeCard,
  calendarPreviewCard,
  companyDay,
} from '../../../../cards/leave/calendar.ts'
import { anyArguments } from '../../../bot/arguments.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { admins, defineCommand, onAction } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, toast } from '../../../bot/reply.ts'
import { addDays, daysBetween, type LocalDate, localDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { leaveWords } from '../../../i18n/leave.ts'
import { calendarWords as w } from '../../../i18n/leave-calendar.ts'
import { type Message, message } from '../../../i18n/t.ts'
import { teamsFitting } from '../../groups/store.ts'
import { getTeam } from '../../org/store.ts'
import { followUp } from './follow.ts'
import { type CalendarWords, readCalendarWords } from './read.ts'
import {
  addDaysOf,
  type Change,
  type CompanyDays,
  lockChange,
  removeDaysOf,
  sameChange,
  takeBack,
} from './store.ts'
import { calendarView, changeView, previewView, undoHours } from './view.ts'

const who = { who: admins }
/** What one change may span, in days. */
const limits = { back: 31, ahead: 400, length: 92 }

const changeThing = (id: string) => `calendar:${id}`

/** Why the days cannot be changed, or null. */
function whyNot(ctx: ActorCtx, { from, to }: CompanyDays): Message | null {
  const { back, ahead, length } = limits
  if (to < from) return message(leaveWords.badRange)
  if (daysBetween(from, to) >= length) return message(leaveWords.tooLong, { n: length })
  if (from < addDays(ctx.today, -back)) return message(leaveWords.tooOld, { n: back })
  const latest = addDays(ctx.today, ahead)
  return to > latest ? message(leaveWords.tooFar, { day: latest }) : null
}

export const calendarCommand = defineCommand({
  name: 'calendar',
  aliases: ['日历', '公司日历', '假日', 'calendar'],
  who: 'member',
  summary: w.summary,
  usage: w.usage,
  example: '日历 放假 10-08',
  args: anyArguments,
  run: async (ctx, { text }) =>
    sendCard(await answerWords(ctx, readCalendarWords(text, ctx.today))),
})

/** A whole sentence is shown before it is done; what is missing is asked for in the form. */
async function answerWords(ctx: ActorCtx, words: CalendarWords): Promise<Card> {
  const found = words.team === null ? [] : await teamsFitting(ctx.tx, words.team)
  const team = found.length === 1 ? found[0] : undefined
  const scope = team ? `team:${team.code}` : 'org'
  const { from, to, part, kind, remove } = words
  const isWhole = from !== null && to !== null && (kind !== null || remove)
  const fits = words.team === null || team !== undefined
  if (ctx.actor.role === 'admin' && isWhole && fits) {
    const asked = { scope, from, to, part }
    const refusal = whyNot(ctx, asked)
    if (refusal) throw new UserError(refusal)
    return calendarPreviewCard(await previewView(ctx, { ...asked, kind, remove }), ctx.t)
  }
  const form = {
    ...{ kind, from, to, part, scope },
    unknownTeam: fits ? null : words.team,
    unknownDay: words.unknown,
  }
  return calendarCard(await calendarView(ctx, form), ctx.t)
}

const onAsk = onAction(calendarActions.ask, who, async (ctx, { form }) => {
  const from = localDate.safeParse(form.first).data
  if (!from) return toast('warning', ctx.t(leaveWords.noDate))
  const to = localDate.safeParse(form.last).data ?? from
  const part = form.part === 'am' || form.part === 'pm' ? form.part : ''
  const kind = companyDay.safeParse(form.kind).data ?? 'holiday'
  const asked = { scope: await scopeOf(ctx, form.scope ?? 'org'), from, to, part } as const
  const refusal = whyNot(ctx, asked)
  if (refusal) throw new UserError(refusal)
  const view = await previewView(ctx, { ...asked, kind, remove: false })
  return replaceCard(calendarPreviewCard(view, ctx.t))
})

/** A scope that is there. Throws UserError. */
async function scopeOf(ctx: ActorCtx, scope: string): Promise<string> {
  if (scope === 'org') return scope
  const team = scope.startsWith('team:') ? await getTeam(ctx.tx, scope.slice('team:'.length)) : null
  if (!team) throw new UserError(message(w.noTeam, { name: scope }))
  return `team:${team.code}`
}

interface Asked {
  readonly scope: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly part: '' | 'am' | 'pm'
  readonly kind?: CompanyDay | undefined
}

/** Checks what a click asks for as a form's values are checked. Throws UserError. */
async function checked(ctx: ActorCtx, asked: Asked): Promise<CompanyDays> {
  const { from, to, part } = asked
  const days = { scope: await scopeOf(ctx, asked.scope), from, to, part }
  const refusal = whyNot(ctx, days)
  if (refusal) throw new UserError(refusal)
  return days
}

async function done(ctx: ActorCtx, change: Change): Promise<Reply> {
  return replaceCard(
    calendarChangeCard(await changeView(ctx, change), ctx.t),
    changeThing(change.id),
  )
}

const onAdd = onAction(calendarActions.add, who, async (ctx, { payload }) => {
  const { kind } = payload
  const days = await checked(ctx, payload)
  const made = await addDaysOf(ctx, { ...days, kind })
  if (made) {
    await followUp(ctx, made.days, kind === 'holiday' ? 'free' : 'worked')
    return done(ctx, made.change)
  }
  const before = await sameChange(ctx, { ...days, kind }, 'added')
  return before ? done(ctx, before) : toast('info', ctx.t(w.nothingNew))
})

const onRemove = onAction(calendarActions.remove, who, async (ctx, { payload }) => {
  const kind = payload.kind ?? null
  const days = await checked(ctx, payload)
  const made = await removeDaysOf(ctx, { ...days, kind })
  if (made) {
    await followBoth(ctx, made.days, 'removed')
    return done(ctx, made.change)
  }
  const before = await sameChange(ctx, { ...days, kind }, 'removed')
  return before ? done(ctx, before) : toast('info', ctx.t(w.nothingThere))
})

/** A free day that is gone is worked, a work day that is gone may be free; the other way round for added ones. */
async function followBoth(
  ctx: ActorCtx,
  days: readonly { date: string; kind: CompanyDay }[],
  action: Change['action'],
): Promise<void> {
  const of = (kind: CompanyDay) => days.filter((day) => day.kind === kind)
  const added = action === 'added'
  await followUp(ctx, of('holiday'), added ? 'free' : 'worked')
  await followUp(ctx, of('workday'), added ? 'worked' : 'free')
}

const onCancel = onAction(calendarActions.cancel, who, async (ctx) =>
  replaceCard(calendarCancelledCard(ctx.t)),
)

const onUndo = onAction(calendarActions.undo, who, async (ctx, { payload: { changeId } }) => {
  const change = await lockChange(ctx.tx, changeId)
  if (!change) throw new UserError(message(w.gone))
  if (change.undoneAt) return done(ctx, change)
  if (ctx.now.getTime() - change.at.getTime() > undoHours * 3_600_000)
    throw new UserError(message(w.tooLate))
  const days = await takeBack(ctx, change)
  await followBoth(ctx, days, change.action === 'added' ? 'removed' : 'added')
  return done(ctx, { ...change, undoneAt: ctx.now, undoneBy: ctx.actor.openId })
})

export const calendarHandlers = [onAsk, onAdd, onRemove, onCancel, onUndo]
