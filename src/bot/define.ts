/** What can be invoked is declared as one object: routing, help, checks and docs follow from it. */
import type { z } from 'zod'
import type { Action, ActionSpec, FormOf, OptionOf, PayloadOf } from '../../cards/kit/action.ts'
import type { Word } from '../i18n/t.ts'
import type { Actor, ActorCtx, PlaceCtx } from './context.ts'
import type {
  AttendanceEvent,
  BotAddedEvent,
  BotRemovedEvent,
  ChatEnteredEvent,
  FileEvent,
  ImageEvent,
  LocationEvent,
  Mention,
  MenuEvent,
  PageEvent,
  PersonChangedEvent,
  TextEvent,
} from './inbound.ts'
import type { Reply } from './reply.ts'

export type Role = Actor['role']
/** Who may: everybody registered, or those roles. Record by record `policies.ts` decides. */
export type Who = 'member' | readonly Role[]
export const visitors: readonly Role[] = ['rep', 'manager']
export const leaders: readonly Role[] = ['manager', 'admin']
export const admins: readonly Role[] = ['admin']
/** Who looks at teams; viewers act on nothing. */
export const readers: readonly Role[] = ['manager', 'admin', 'viewer']

export function mayInvoke(who: Who, role: Role): boolean {
  return who === 'member' || who.includes(role)
}

/** The words behind a command, and the people mentioned in it. */
export interface Arguments {
  /** Everything behind the command word, mentions replaced by `@name`. */
  readonly text: string
  readonly words: readonly string[]
  /** The same with its line breaks and tabs: a list that was pasted. */
  readonly raw: string
  readonly mentions: readonly Mention[]
}

export interface Command {
  readonly name: string
  /** Chinese and English words that invoke it; the first is shown. */
  readonly aliases: readonly string[]
  readonly who: Who
  readonly summary: Word<never>
  /** What follows the command word, e.g. `<客户>`; empty for none. */
  readonly usage: Word<never>
  readonly example: string
  /** Works in a group too; otherwise the answer is a hint to the private chat. */
  readonly inGroups?: boolean
  run(ctx: ActorCtx, args: Arguments): Promise<Reply>
}

/** Declares a command whose arguments are checked by a schema: a mismatch answers with usage and example. */
export function defineCommand<A>(
  command: Omit<Command, 'run'> & {
    args: z.ZodType<A, Arguments>
    run(ctx: ActorCtx, args: A): Promise<Reply>
  },
): Command & { readonly args: z.ZodType<A, Arguments> } {
  return {
    ...command,
    run: async (ctx, args) => {
      const parsed = command.args.safeParse(args)
      if (!parsed.success) throw new UsageError(command.name)
      return command.run(ctx, parsed.data)
    },
  }
}

/** A command was called with arguments that do not fit; the router answers with usage and example. */
export class UsageError extends Error {
  readonly command: string
  constructor(command: string) {
    super(`usage of ${command}`)
    this.name = 'UsageError'
    this.command = command
  }
}

export interface ActionHandler {
  readonly action: Action
  readonly who: Who
  run(ctx: ActorCtx, input: { payload: unknown; form: unknown; option: unknown }): Promise<Reply>
}

/** Registers the handler of a card action; payload, form and option arrive checked and typed. */
export function onAction<S extends ActionSpec>(
  action: Action<S>,
  options: { who: Who },
  run: (
    ctx: ActorCtx,
    input: { payload: PayloadOf<Action<S>>; form: FormOf<Action<S>>; option: OptionOf<Action<S>> },
  ) => Promise<Reply>,
): ActionHandler {
  return {
    action: action as unknown as Action,
    who: options.who,
    run: run as ActionHandler['run'],
  }
}

/** Answers a message, or returns null to leave it to the next feature of the list. */
export type MessageHandler<E> = (ctx: ActorCtx, event: E) => Promise<Reply | null>

/** The same for what happens to a group, also when somebody unknown does it (`actor` is null). */
export type GroupHandler<E> = (ctx: PlaceCtx, event: E) => Promise<Reply | null>

export interface Feature {
  readonly name: string
  readonly commands?: readonly Command[]
  readonly actions?: readonly ActionHandler[]
  readonly onText?: MessageHandler<TextEvent>
  readonly onImage?: MessageHandler<ImageEvent>
  readonly onLocation?: MessageHandler<LocationEvent>
  readonly onFile?: MessageHandler<FileEvent>
  readonly onMenu?: MessageHandler<MenuEvent>
  readonly onChatEntered?: MessageHandler<ChatEnteredEvent>
  readonly onBotAdded?: GroupHandler<BotAddedEvent>
  readonly onBotRemoved?: GroupHandler<BotRemovedEvent>
  readonly onPersonChanged?: MessageHandler<PersonChangedEvent>
  readonly onAttendance?: GroupHandler<AttendanceEvent>
  readonly onPage?: MessageHandler<PageEvent>
}
