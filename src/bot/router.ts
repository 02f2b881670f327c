/** Finds who answers an event, and checks that the person may. */
import { readWire } from '../../cards/kit/action.ts'
import { UserError } from '../errors.ts'
import { botWords } from '../i18n/bot.ts'
import { message } from '../i18n/t.ts'
import { readCommand } from './arguments.ts'
import type { ActorCtx, PlaceCtx } from './context.ts'
import { type Command, type Feature, mayInvoke, type Role, UsageError, type Who } from './define.ts'
import { usageCard } from './help.ts'
import type {
  AttendanceEvent,
  BotAddedEvent,
  BotRemovedEvent,
  CardActionEvent,
  Inbound,
  TextEvent,
} from './inbound.ts'
import type { Registry } from './registry.ts'
import { nothing, type Reply, sayText, sendCard } from './reply.ts'

const roleWords: Record<Role, { zh: string; en: string }> = {
  rep: botWords.roleRep,
  manager: botWords.roleManager,
  admin: botWords.roleAdmin,
  viewer: botWords.roleViewer,
  finance: botWords.roleFinance,
}

function refuseUnlessAllowed(who: Who, role: Role): void {
  if (mayInvoke(who, role)) return
  const roles = who === 'member' ? [] : who
  const zh = roles.map((r) => roleWords[r].zh).join('、')
  const en = roles.map((r) => roleWords[r].en).join(', ')
  throw new UserError(
    {
      zh: message(botWords.notAllowed, { who: zh }).zh,
      en: message(botWords.notAllowed, { who: en }).en,
    },
    'error',
  )
}

/** Routes one event of a registered person. */
export async function route(registry: Registry, ctx: ActorCtx, event: Inbound): Promise<Reply> {
  switch (event.kind) {
    case 'text':
      return routeText(registry, ctx, event)
    case 'cardAction':
      return routeAction(registry, ctx, event)
    case 'image':
      return ask(registry, ctx, 'onImage', event)
    case 'location':
      return ask(registry, ctx, 'onLocation', event)
    case 'file':
      return ask(registry, ctx, 'onFile', event)
    case 'menu':
      return routeMenu(registry, ctx, event)
    case 'chatEntered':
      return ask(registry, ctx, 'onChatEntered', event, nothing)
    case 'botAdded':
    case 'botRemoved':
    case 'attendance':
      return routeGroup(registry, ctx, event)
    case 'personChanged':
      return ask(registry, ctx, 'onPersonChanged', event, nothing)
    case 'page':
      return ask(registry, ctx, 'onPage', event)
    case 'otherMessage':
      return sayText(ctx.t(botWords.unknownMessage))
  }
}

/** What happens without a registered person acting: to a group, whoever did it, or in attendance. */
export async function routeGroup(
  registry: Registry,
  ctx: PlaceCtx,
  event: BotAddedEvent | BotRemovedEvent | AttendanceEvent,
): Promise<Reply> {
  for (const { onBotAdded, onBotRemoved, onAttendance } of registry.features) {
    const reply =
      event.kind === 'botAdded'
        ? await onBotAdded?.(ctx, event)
        : event.kind === 'botRemoved'
          ? await onBotRemoved?.(ctx, event)
          : await onAttendance?.(ctx, event)
    if (reply) return reply
  }
  return nothing
}

type MessageHook =
  | 'onText'
  | 'onImage'
  | 'onLocation'
  | 'onFile'
  | 'onMenu'
  | 'onChatEntered'
  | 'onPersonChanged'
  | 'onPage'
type EventOf<K extends MessageHook> = Parameters<NonNullable<Feature[K]>>[1]

async function ask<K extends MessageHook>(
  registry: Registry,
  ctx: ActorCtx,
  hook: K,
  event: EventOf<K>,
  otherwise: Reply = sayText(ctx.t(botWords.unknownMessage)),
): Promise<Reply> {
  for (const feature of registry.features) {
    const handler = feature[hook] as
      | ((c: ActorCtx, e: EventOf<K>) => Promise<Reply | null>)
      | undefined
    const reply = await handler?.(ctx, event)
    if (reply) return reply
  }
  return otherwise
}

async function routeText(registry: Registry, ctx: ActorCtx, event: TextEvent): Promise<Reply> {
  const call = event.imageKeys.length === 0 ? readCommand(event, registry.byAlias) : null
  return call ? runCommand(ctx, call.command, call.args) : ask(registry, ctx, 'onText', event)
}

async function runCommand(
  ctx: ActorCtx,
  command: Command,
  args: Parameters<Command['run']>[1],
): Promise<Reply> {
  refuseUnlessAllowed(command.who, ctx.actor.role)
  if (ctx.inGroup && !command.inGroups) {
    return sayText(ctx.t(botWords.privateOnly, { example: command.example }))
  }
  try {
    return await command.run(ctx, args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return sendCard(usageCard(command, ctx.t))
  }
}

/** A menu entry's key is a command word: the console's menu needs no code of its own. */
async function routeMenu(
  registry: Registry,
  ctx: ActorCtx,
  event: Extract<Inbound, { kind: 'menu' }>,
): Promise<Reply> {
  const command = registry.byAlias.get(event.eventKey.toLowerCase())
  if (command) return runCommand(ctx, command, { text: '', words: [], raw: '', mentions: [] })
  return ask(registry, ctx, 'onMenu', event)
}

async function routeAction(
  registry: Registry,
  ctx: ActorCtx,
  event: CardActionEvent,
): Promise<Reply> {
  const wire = readWire(event.value)
  const handler = wire ? registry.handler(wire.action) : undefined
  if (!wire || !handler || wire.v !== handler.action.v)
    throw new UserError(message(botWords.staleCard))
  refuseUnlessAllowed(handler.who, ctx.actor.role)
  const { spec } = handler.action
  const payload = spec.payload.safeParse(wire.payload)
  if (!payload.success) throw new UserError(message(botWords.staleCard))
  const form = spec.form?.safeParse(event.formValue)
  const option = spec.option?.safeParse(event.option ?? event.options?.[0])
  if (form?.success === false || option?.success === false)
    throw new UserError(message(botWords.formProblem))
  return handler.run(ctx, { payload: payload.data, form: form?.data, option: option?.data })
}
