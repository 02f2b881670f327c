import { Actor } from '../client/actor.ts'
import { components, labelOf } from '../client/card-view.ts'
import { cardOf } from '../client/click.ts'
import { textOf } from '../client/message-text.ts'
import { drawnPhoto } from '../client/photo.ts'
import { newChatId, newOpenId } from '../ids.ts'
import type { Chat, Json, Person } from '../types.ts'
import type { World } from '../world.ts'
import type { Day, Step } from './day.ts'

export interface ReplayOptions {
  /**
   * How fast: 1 = as slow as it was, 60 = a minute a second, 0 (default) = each step as soon as
   * the bot has answered the one before.
   */
  speed?: number | undefined
  /** Called before each step, so that a test can set the bot's clock to `start + step.at`. */
  beforeStep?: ((step: Step) => void | Promise<void>) | undefined
  /** How long to wait for what a step `sees`, and for a card to click; default 10 000 ms. */
  patienceMs?: number | undefined
}

export interface StepResult {
  step: Step
  ok: boolean
  error?: string | undefined
}

/** Lets people do what the day says. A step that fails is told; the rest is done all the same. */
export async function replayDay(
  world: World,
  day: Day,
  options: ReplayOptions = {},
): Promise<StepResult[]> {
  for (const person of day.people) addPerson(world, person as Partial<Person> & { name: string })
  for (const group of day.groups) addGroup(world, group)
  const results: StepResult[] = []
  const sent: (string | undefined)[] = []
  let last = 0
  for (const step of day.steps) {
    const { speed = 0 } = options
    if (speed > 0) await new Promise((go) => setTimeout(go, ((step.at - last) * 1000) / speed))
    last = step.at
    try {
      await options.beforeStep?.(step)
      sent.push(await perform(world, step, sent, options.patienceMs ?? 10_000))
      results.push({ step, ok: true })
    } catch (error) {
      sent.push(undefined)
      results.push({ step, ok: false, error: error instanceof Error ? error.message : `${error}` })
    }
  }
  return results
}

function addPerson(world: World, person: Partial<Person> & { name: string }): void {
  const known = [...world.state.people.values()].some(({ name }) => name === person.name)
  if (known) return
  const openId = person.openId ?? newOpenId()
  world.state.commit({ kind: 'person', person: { ...person, openId } })
}

function addGroup(world: World, { name, members }: { name: string; members: string[] }): void {
  if (groupNamed(world, name)) return
  const ids = members.map((member) => new Actor(world, member).openId)
  const chat: Chat = { chatId: newChatId(), type: 'group', name, members: ids, botIsMember: true }
  world.state.commit({ kind: 'chat', chat })
}

const groupNamed = (world: World, name: string) =>
  [...world.state.chats.values()].find((chat) => chat.type === 'group' && chat.name === name)

/** Does the step; gives the id of the message that it sent, if any. */
async function perform(
  world: World,
  step: Step,
  sent: (string | undefined)[],
  patienceMs: number,
): Promise<string | undefined> {
  const actor = new Actor(world, step.as)
  const chat = step.chat === undefined ? undefined : groupNamed(world, step.chat)?.chatId
  if (step.chat !== undefined && !chat) throw new Error(`there is no group ${step.chat}`)
  const messageId = await act(world, actor, step, { chat, sent, patienceMs })
  for (const text of step.sees ?? []) {
    await actor.waitForMessage((message) => textOf(message).includes(text), {
      timeoutMs: patienceMs,
      ...(chat ? { chat } : {}),
    })
  }
  return messageId
}

async function act(
  world: World,
  actor: Actor,
  step: Step,
  given: { chat: string | undefined; sent: (string | undefined)[]; patienceMs: number },
): Promise<string | undefined> {
  const { chat } = given
  if (step.says !== undefined) {
    return heard(await actor.says(step.says, { chat, mentions: step.mentions ?? [] })).messageId
  }
  if (step.sendsLocation)
    return heard(await actor.sendsLocation(step.sendsLocation, { chat })).messageId
  if (step.sendsPhoto) {
    return heard(await actor.sendsPhoto(await drawnPhoto(step.sendsPhoto), { chat })).messageId
  }
  if (step.sendsPost) {
    const { text, photos } = step.sendsPost
    const drawn = await Promise.all(Array.from({ length: photos }, () => drawnPhoto()))
    return heard(await actor.sendsPost(text, drawn, { chat })).messageId
  }
  if (step.sendsFile) {
    const { name, base64 } = step.sendsFile
    return heard(await actor.sendsFile(name, Buffer.from(base64, 'base64'), { chat })).messageId
  }
  if (step.opensChat) heard(await actor.opensChat())
  if (step.tapsMenu) heard(await actor.tapsMenu(step.tapsMenu))
  if (step.clicks !== undefined) await clicked(world, actor, step, given)
  if (step.selects !== undefined) {
    const { ok, error } = await actor.selects(step.selects, step.value, { chat })
    if (!ok) throw new Error(`the client shows an error: ${error}`)
  }
  if (step.recallsStep) {
    const messageId = given.sent[step.recallsStep - 1]
    if (!messageId) throw new Error(`step ${step.recallsStep} has sent no message`)
    heard(await actor.recalls(messageId))
  }
  if (step.reacts) {
    const { emoji, to } = step.reacts
    const message = world.state
      .inChat(chat ?? actor.chatId)
      .findLast((one) => textOf(one).includes(to))
    if (!message) throw new Error(`no message says ${to}`)
    heard(await actor.reacts(message.messageId, emoji))
  }
  return undefined
}

/** Waits for a card with the button, then clicks: on the newest one that has it. */
async function clicked(
  world: World,
  actor: Actor,
  step: Step,
  { chat, patienceMs }: { chat: string | undefined; patienceMs: number },
): Promise<void> {
  const label = step.clicks ?? ''
  const nth = step.nth ?? 1
  const nthOf = (card: Json) =>
    components(card).filter(({ element }) => labelOf(element) === label)[nth - 1]?.element
  await actor.waitForCard((card) => nthOf(card) !== undefined, {
    timeoutMs: patienceMs,
    ...(chat ? { chat } : {}),
  })
  const message = actor
    .cardMessages(chat)
    .findLast(({ messageId }) => nthOf(cardOf(world, messageId)) !== undefined)
  if (!message) throw new Error(`the card with ${label} is gone`)
  let seen = 0
  const button = (element: Json) => labelOf(element) === label && ++seen === nth
  const { ok, error } = await actor.clicks(button, step.values, { chat, card: message.messageId })
  if (!ok) throw new Error(`the client shows an error: ${error}`)
}

/** What the bot did not take is an error, except what it may not hear. */
function heard<T extends { status: number; failure?: string | undefined }>(result: T): T {
  const isFine = result.status === 200 || result.failure === 'not-subscribed'
  if (!isFine) throw new Error(`the bot answered ${result.failure ?? result.status}`)
  return result
}
