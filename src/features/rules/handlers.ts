import { inherit, ruleActions } from '../../../cards/rules/actions.ts'
import { allowedText, exampleText, labelText } from '../../../cards/rules/values.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, toast } from '../../bot/reply.ts'
import type { Setting, SettingGroup } from '../../domain/settings/define.ts'
import { readValue } from '../../domain/settings/read-value.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { getUser } from '../org/store.ts'
import { change, type Done, ruleFor, valueFor, valueNow } from './change.ts'
import { readScope, type Scope } from './scopes.ts'
import { lockRule, undoChange } from './store.ts'
import { groupView, historyView, rulesThing, ruleView } from './views.ts'

const who = leaders
const toastOf = ({ text, changed }: Done) => ({
  type: changed ? ('success' as const) : ('info' as const),
  text,
})

const onGroup = async (
  ctx: ActorCtx,
  scope: Scope,
  group: SettingGroup,
  done?: Done,
): Promise<Reply> =>
  replaceCard(
    await groupView(ctx, scope, group, { said: done?.text }),
    rulesThing,
    done && toastOf(done),
  )

const onRule = async (ctx: ActorCtx, scope: Scope, setting: Setting, done?: Done): Promise<Reply> =>
  replaceCard(
    await ruleView(ctx, scope, setting, { said: done?.text }),
    rulesThing,
    done && toastOf(done),
  )

/** The number of a `page:<n>` option, or null for a scope. */
function pageOf(option: string): number | null {
  const found = /^page:(\d{1,4})$/.exec(option)
  return found ? Number(found[1]) : null
}

const newValue = (setting: Setting, option: string) =>
  option === inherit ? null : valueFor(setting, option)

export const ruleHandlers = [
  onAction(ruleActions.open, { who }, async (ctx, { payload }) =>
    onGroup(ctx, await readScope(ctx, payload.scope), payload.group),
  ),

  onAction(ruleActions.scope, { who }, async (ctx, { payload, option }) => {
    const page = pageOf(option)
    const scope = await readScope(ctx, page === null ? option : payload.scope)
    return replaceCard(
      await groupView(ctx, scope, payload.group, { page: page ?? undefined }),
      rulesThing,
    )
  }),

  onAction(ruleActions.set, { who }, async (ctx, { payload, option }) => {
    const scope = await readScope(ctx, payload.scope)
    const setting = ruleFor(payload.key, scope)
    const done = await change(ctx, setting, scope, newValue(setting, option))
    return onGroup(ctx, scope, payload.group, done)
  }),

  onAction(ruleActions.rule, { who }, async (ctx, { payload }) => {
    const scope = await readScope(ctx, payload.scope)
    return onRule(ctx, scope, ruleFor(payload.key, scope))
  }),

  onAction(ruleActions.ruleScope, { who }, async (ctx, { payload, option }) => {
    const page = pageOf(option)
    const scope = await readScope(ctx, page === null ? option : payload.scope)
    const card = await ruleView(ctx, scope, ruleFor(payload.key, scope), {
      page: page ?? undefined,
    })
    return replaceCard(card, rulesThing)
  }),

  onAction(ruleActions.setOne, { who }, async (ctx, { payload, option }) => {
    const scope = await readScope(ctx, payload.scope)
    const setting = ruleFor(payload.key, scope)
    return onRule(ctx, scope, setting, await change(ctx, setting, scope, newValue(setting, option)))
  }),

  onAction(ruleActions.apply, { who }, async (ctx, { payload }) => {
    const scope = await readScope(ctx, payload.scope)
    const setting = ruleFor(payload.key, scope)
    const value = newValue(setting, payload.value)
    return onRule(ctx, scope, setting, await change(ctx, setting, scope, value))
  }),

  onAction(ruleActions.typed, { who }, async (ctx, { payload, form }) => {
    const scope = await readScope(ctx, payload.scope)
    const setting = ruleFor(payload.key, scope)
    const allowed = allowedText(ctx.t, setting)
    if (form.value === '') return toast('warning', ctx.t(w.emptyValue, { allowed }))
    const value = readValue(setting, form.value)
    if (value === undefined) return toast('warning', refusal(ctx, setting, form.value))
    return onRule(ctx, scope, setting, await change(ctx, setting, scope, value))
  }),

  onAction(ruleActions.history, { who }, async (ctx, { payload }) => {
    const scope = await readScope(ctx, payload.scope)
    return replaceCard(await historyView(ctx, scope, payload.group), rulesThing)
  }),

  onAction(ruleActions.undo, { who }, async (ctx, { payload }) => {
    const scope = await readScope(ctx, payload.scope)
    const setting = ruleFor(payload.key, scope)
    await lockRule(ctx.tx, setting.key)
    const overtaken = await undoChange(ctx, setting, scope.scope, payload.version)
    const done = overtaken
      ? { changed: false, text: await overtakenText(ctx, overtaken.by) }
      : {
          changed: true,
          text: ctx.t(w.undone, {
            label: labelText(ctx.t, setting),
            value: await valueNow(ctx, setting, scope),
          }),
        }
    if (payload.view === 'group') return onGroup(ctx, scope, setting.group, done)
    if (payload.view === 'rule') return onRule(ctx, scope, setting, done)
    const card = await historyView(ctx, scope, setting.group, done.text)
    return replaceCard(card, rulesThing, toastOf(done))
  }),
]

/** What a rule cannot be, what it can be, and a call that would be right. */
export function refusal(ctx: ActorCtx, setting: Setting, text: string): string {
  return ctx.t(w.badValue, {
    label: labelText(ctx.t, setting),
    text: text.slice(0, 40),
    allowed: allowedText(ctx.t, setting),
    example: exampleText(ctx.t, setting),
  })
}

async function overtakenText(ctx: ActorCtx, by: string | null): Promise<string> {
  const name = by ? (await getUser(ctx.tx, by))?.name : undefined
  return ctx.t(w.overtaken, { who: name ?? ctx.t(w.overtakenBySomebody) })
}
