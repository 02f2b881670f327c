import { emitEvent } from './push/emit.ts'
import { groupEvent, memberView } from './push/events.ts'
import type { Chat, Json, PushResult } from './types.ts'
import { idsOf, personOf, type World } from './world.ts'

/** What members do to a group that the bot is in; the bot hears of it. */
export function changeGroup(
  world: World,
  chat: Chat,
  operator: string,
  change: Partial<Chat>,
): Promise<PushResult> {
  const after = { ...chat, ...change }
  world.state.commit({ kind: 'chat', chat: after })
  const more = { before_change: settings(world, chat), after_change: settings(world, after) }
  return tell(world, 'im.chat.updated_v1', after, operator, more)
}

/** Puts the bot in or takes it out; both are told to it. */
export function setBot(
  world: World,
  chat: Chat,
  operator: string,
  botIsMember: boolean,
): Promise<PushResult> {
  world.state.commit({ kind: 'chat', chat: { ...chat, botIsMember } })
  const type = `im.chat.member.bot.${botIsMember ? 'added' : 'deleted'}_v1`
  return emitEvent(world, type, groupEvent(world, chat, personOf(world, operator).openId))
}

export function changeMembers(
  world: World,
  chat: Chat,
  operator: string,
  people: string[],
  what: 'added' | 'deleted',
): Promise<PushResult> {
  const ids = people.map((person) => personOf(world, person).openId)
  const kept = chat.members.filter((openId) => !ids.includes(openId))
  const after = { ...chat, members: what === 'added' ? [...kept, ...ids] : kept }
  world.state.commit({ kind: 'chat', chat: after })
  const users = ids.map((openId) => memberView(world, openId))
  return tell(world, `im.chat.member.user.${what}_v1`, after, operator, { users })
}

export function disband(world: World, chat: Chat, operator: string): Promise<PushResult> {
  world.state.commit({ kind: 'chat', chat: { ...chat, dissolved: true, members: [] } })
  return tell(world, 'im.chat.disbanded_v1', chat, operator)
}

function tell(world: World, type: string, chat: Chat, operator: string, more: Json = {}) {
  const { openId } = personOf(world, operator)
  const heard = chat.botIsMember && world.scopes.hears(type)
  return emitEvent(world, type, groupEvent(world, chat, openId, more), { heard })
}

function settings(world: World, chat: Chat): Json {
  const isPerson = chat.owner !== undefined && chat.owner !== 'bot'
  return {
    name: chat.name,
    description: chat.description ?? '',
    at_all_permission: chat.atAll ?? 'all_members',
    edit_permission: chat.edit ?? 'all_members',
    add_member_permission: chat.addMembers ?? 'all_members',
    ...(isPerson ? { owner_id: idsOf(world, chat.owner as string) } : {}),
  }
}
