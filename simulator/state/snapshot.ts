import type { StateRecord } from './records.ts'
import type { State } from './state.ts'

const KEPT_CARD_TOKENS = 200

/** The shortest list of records that gives this state. */
export function snapshot(state: State): StateRecord[] {
  return [
    ...[...state.people.values()].map((person) => ({ kind: 'person', person }) as const),
    ...[...state.chats.values()].map((chat) => ({ kind: 'chat', chat }) as const),
    ...[...state.reachability].map(
      ([openId, value]) => ({ kind: 'reachability', openId, value }) as const,
    ),
    ...[...state.resources.values()].map((resource) => ({ kind: 'resource', resource }) as const),
    ...[...state.messages.values()].map((message) => ({ kind: 'message', message }) as const),
    ...[...state.reactions.values()].map((reaction) => ({ kind: 'reaction', reaction }) as const),
    ...state.tokens.map((token) => ({ kind: 'token', token }) as const),
    ...[...state.cardTokens.values()]
      .slice(-KEPT_CARD_TOKENS)
      .map((cardToken) => ({ kind: 'cardToken', cardToken }) as const),
    ...[...state.entities.values()].map((entity) => ({ kind: 'entity', entity }) as const),
    ...state.steps.map((kept) => ({ kind: 'step', kept }) as const),
    ...[...state.reads].map(([key, count]) => {
      const [openId = '', chatId = ''] = key.split(' ')
      return { kind: 'read', openId, chatId, count } as const
    }),
    ...[...state.pending.values()].map((push) => ({ kind: 'pending', push }) as const),
    ...state.bases.snapshot(),
  ]
}
