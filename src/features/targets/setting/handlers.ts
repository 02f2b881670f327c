/** The buttons and forms of 指标. Each reads again whose target it is, and asks whether the actor may set it. */
import { settingActions as a, type CellKey, cellKey } from '../../../../cards/targets/actions.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { leaders, onAction } from '../../../bot/define.ts'
import { replaceCard, toast } from '../../../bot/reply.ts'
import {
  isRemoval,
  isYear,
  readTargetValue,
  type TargetMetric,
} from '../../../domain/performance/target-words.ts'
import { UserError } from '../../../errors.ts'
import { inLocale, message } from '../../../i18n/t.ts'
import { settingWords as w } from '../../../i18n/target-setting.ts'
import { getTeam, getUser } from '../../org/store.ts'
import type { TargetKey } from '../store.ts'
import { boardCardFor } from './board.ts'
import { cellCardFor } from './cell.ts'
import { applySplit, setOne, undo } from './change.ts'
import { badValue, whoAndGoods } from './command.ts'
import { setFormCardFor } from './form.ts'
import { changesCardFor } from './history.ts'
import { personBoardFor } from './person-board.ts'
import { splitCardFor } from './split.ts'
import { subjectOf, teamSubject, teamsToSet } from './subject.ts'
import { isChatMetric } from './what.ts'

const who = { who: leaders }

const onBoard = onAction(a.board, who, async (ctx, { payload }) =>
  replaceCard(await boardCardFor(ctx, payload)),
)

const onPick = onAction(a.pick, who, async (ctx, { payload: { month }, option }) =>
  replaceCard(await boardCardFor(ctx, { teamCode: option, month, page: 0 })),
)

const onPerson = onAction(a.person, who, async (ctx, { payload }) =>
  replaceCard(await personBoardFor(ctx, payload)),
)

const onCell = onAction(a.cell, who, async (ctx, { payload: { page, ...key } }) =>
  replaceCard(await cellCardFor(ctx, key, { page })),
)

/** A value as it was typed. Throws UserError in words that say what it can be. */
function valueIn(metric: TargetMetric, text: string): number | null {
  if (isRemoval(text)) return null
  const value = readTargetValue(metric, text)
  if (value === null) throw badValue(metric, text)
  return value
}

async function put(ctx: ActorCtx, key: CellKey, value: number | null) {
  const { text, changeId } = await setOne(ctx, key, value)
  const card = await cellCardFor(ctx, key, { said: text, undo: changeId })
  return replaceCard(card, undefined, { type: changeId === null ? 'info' : 'success', text })
}

const onPut = onAction(a.put, who, async (ctx, { payload, form }) => {
  await subjectOf(ctx, payload.scope)
  if (form.value === '') return toast('warning', ctx.t(w.emptyValue))
  return put(ctx, payload, valueIn(payload.metric, form.value))
})

const onRemove = onAction(a.remove, who, async (ctx, { payload }) => put(ctx, payload, null))

const onForm = onAction(a.form, who, async (ctx, { payload: { teamCode, month } }) =>
  replaceCard(await setFormCardFor(ctx, teamCode, { values: { when: month } })),
)

/** What was typed stays in the form when something has to be mended. */
const onSave = onAction(a.save, who, async (ctx, { payload: { teamCode }, form }) => {
  await teamSubject(ctx, teamCode)
  try {
    if (form.value === '') return toast('warning', ctx.t(w.emptyValue))
    const isChosen = /^(team|person):/.test(form.who)
    const rest = [isChosen ? '' : form.who, form.goods].filter(Boolean)
    const named = await whoAndGoods(ctx, { rest }, null, await teamsToSet(ctx))
    const { metric, when: month } = form
    const scope = isChosen ? form.who : named.scope
    if (scope === null) throw new UserError(message(w.unknownWho, { text: form.who.slice(0, 30) }))
    const cell = cellKey.safeParse({ scope, month, metric, goods: named.goods }).data
    if (!cell) return toast('warning', ctx.t(w.incomplete))
    return await put(ctx, cell, valueIn(cell.metric, form.value))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const problem = inLocale(error.said, ctx.t.locale)
    return replaceCard(await setFormCardFor(ctx, teamCode, { values: form, problem }))
  }
})

const onPreview = onAction(a.preview, who, async (ctx, { payload }) =>
  replaceCard(await splitCardFor(ctx, payload)),
)

const onApply = onAction(a.apply, who, async (ctx, { payload: { seen, ...key } }) => {
  const done = await applySplit(ctx, key, seen)
  if (done === null) return replaceCard(await splitCardFor(ctx, key, ctx.t(w.movedOn)))
  const { scope, month, metric, goods } = key
  const { text, changeId } = done
  const card = await cellCardFor(
    ctx,
    { scope, month, metric, goods },
    { said: text, undo: changeId },
  )
  return replaceCard(card, undefined, { type: changeId === null ? 'info' : 'success', text })
})

const onChanges = onAction(a.changes, who, async (ctx, { payload }) =>
  replaceCard(await changesCardFor(ctx, payload)),
)

const onUndo = onAction(a.undo, who, async (ctx, { payload: { changeId, teamCode } }) => {
  const done = await undo(ctx, changeId)
  if (!done) return toast('info', ctx.t(w.undoneAlready))
  const { text, of } = done
  const said = { type: 'info' as const, text }
  if (teamCode !== null)
    return replaceCard(
      await changesCardFor(ctx, { teamCode, page: 0, said: text }),
      undefined,
      said,
    )
  const key = await shownAfter(ctx, of)
  if (!key) return toast('info', text)
  return replaceCard(await cellCardFor(ctx, key, { said: text }), undefined, said)
})

/** Of one target its own card; of the months of a year the year's; of people and teams that of whom they lie under. */
async function shownAfter(ctx: ActorCtx, all: readonly TargetKey[]): Promise<CellKey | null> {
  const [first] = all
  if (!first || !isChatMetric(first.metric)) return null
  const { metric, productCode: goods, month, scope } = first
  const key = { metric, goods, month, scope }
  if (all.length === 1) return key
  if (all.every((one) => one.scope === scope) && !isYear(month))
    return { ...key, month: month.slice(0, 4) }
  const id = scope.slice(scope.indexOf(':') + 1)
  const above = scope.startsWith('person:')
    ? (await getUser(ctx.tx, id))?.teamCode
    : (await getTeam(ctx.tx, id))?.parentCode
  return above ? { ...key, scope: `team:${above}` } : key
}

export const settingHandlers = [
  ...[onBoard, onPick, onPerson, onCell, onPut, onRemove, onForm, onSave],
  ...[onPreview, onApply, onChanges, onUndo],
]
