import { randomInt } from 'node:crypto'
import { asArray, asObject, asString, isObject, parseObject } from '../json.ts'
import type { CardEntity } from '../state/records.ts'
import type { Json } from '../types.ts'
import { validateForBot } from '../validator/for-bot.ts'
import { renderProblem } from '../validator/problem.ts'
import {
  addElements,
  changeSettings,
  deleteElements,
  patchElement,
  replaceElement,
  writeText,
} from './card-elements.ts'
import { type Api, bodyOf, type Call, type Platform, requiredString, success } from './context.ts'
import { fieldError, refusal } from './errors.ts'

const LIFE_MS = 14 * 24 * 3600_000
const STREAMING_MS = 10 * 60_000
const MAX_BYTES = 30 * 1024
const MAX_OPERATIONS = 10

/** Card entities: made once, sent once, changed piece by piece with a rising `sequence`. */
export function cardEntityRoutes(api: Api, platform: Platform): void {
  const base = '/open-apis/cardkit/v1/cards'
  api.post(base, (c) => {
    const body = bodyOf(c)
    const card = checkedCard(platform, requiredString(body, 'type'), asString(body.data))
    const cardId = `73${String(randomInt(1e13, 9e13)).padStart(17, '0')}`
    const createdAt = platform.now().getTime()
    const entity: CardEntity = { cardId, card, sequence: 0, createdAt, uuids: [] }
    platform.state.commit({ kind: 'entity', entity: withStreaming(entity, createdAt) })
    return success(c, { card_id: cardId })
  })
  api.put(`${base}/:id`, (c) =>
    operate(c, platform, (body) => {
      const { type, data } = asObject(body.card)
      return checkedCard(platform, asString(type), asString(data))
    }),
  )
  api.patch(`${base}/:id/settings`, (c) =>
    operate(c, platform, (body, card) =>
      changeSettings(card, jsonField(body, 'settings', isObject) as Json),
    ),
  )
  api.post(`${base}/:id/batch_update`, (c) =>
    operate(c, platform, (body, card) => {
      for (const action of jsonField(body, 'actions', Array.isArray) as unknown[]) {
        act(card, asString(asObject(action).action), asObject(asObject(action).params))
      }
    }),
  )
  api.post(`${base}/:id/elements`, (c) =>
    operate(c, platform, (body, card) => {
      const elements = (jsonField(body, 'elements', Array.isArray) as unknown[]).map(asObject)
      addElements(card, asString(body.type), asString(body.target_element_id), elements)
    }),
  )
  api.put(`${base}/:id/elements/:element`, (c) =>
    operate(c, platform, (body, card) => {
      replaceElement(card, c.req.param('element'), jsonField(body, 'element', isObject) as Json)
    }),
  )
  api.patch(`${base}/:id/elements/:element`, (c) =>
    operate(c, platform, (body, card) => {
      const partial = jsonField(body, 'partial_element', isObject) as Json
      patchElement(card, c.req.param('element'), partial)
    }),
  )
  api.delete(`${base}/:id/elements/:element`, (c) =>
    operate(c, platform, (_, card) => deleteElements(card, [c.req.param('element')])),
  )
  api.put(`${base}/:id/elements/:element/content`, (c) =>
    operate(
      c,
      platform,
      (body, card) => writeText(card, c.req.param('element'), asString(body.content)),
      { streaming: true },
    ),
  )
}

function act(card: Json, action: string, params: Json): void {
  const id = asString(params.element_id)
  if (action === 'partial_update_setting') changeSettings(card, asObject(params.settings))
  else if (action === 'add_elements') {
    const elements = asArray(params.elements).map(asObject)
    addElements(card, asString(params.type), asString(params.target_element_id), elements)
  } else if (action === 'delete_elements') {
    deleteElements(card, asArray(params.element_ids).map(asString))
  } else if (action === 'partial_update_element') {
    patchElement(card, id, asObject(params.partial_element))
  } else if (action === 'update_element') replaceElement(card, id, asObject(params.element))
  else throw refusal(10002, `unknown action ${action}`)
}

/** One operation: in sequence, once per uuid, not while a click is answered, checked as a whole. */
function operate(
  c: Call,
  platform: Platform,
  change: (body: Json, card: Json) => unknown,
  needs: { streaming?: boolean } = {},
) {
  const { state } = platform
  const body = bodyOf(c)
  const now = platform.now().getTime()
  const entity = entityOf(platform, c.req.param('id') ?? '')
  const sequence = Number(body.sequence)
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 2_147_483_647) {
    throw fieldError('sequence', 'a whole number from 1 to 2147483647', body.sequence)
  }
  const uuid = asString(body.uuid)
  if (uuid && entity.uuids.includes(uuid)) throw refusal(200770)
  if (sequence <= entity.sequence) throw refusal(300317)
  if (entity.messageId && state.isLocked(entity.messageId)) throw refusal(200810)
  const isStreaming = entity.streamingSince !== undefined
  if (needs.streaming && !isStreaming) throw refusal(300309)
  if (isStreaming && now - (entity.streamingSince ?? now) > STREAMING_MS) throw refusal(200850)
  if (!isStreaming) platform.limits.perSecond(`cardkit ${entity.cardId}`, MAX_OPERATIONS, 99991400)
  const card = structuredClone(entity.card)
  const result = change(body, card)
  const changed = isObject(result) ? result : card
  checkWhole(platform, changed)
  const uuids = uuid ? [...entity.uuids.slice(-99), uuid] : entity.uuids
  const next = withStreaming({ ...entity, card: changed, sequence, uuids }, now)
  state.commit({ kind: 'entity', entity: next })
  if (entity.messageId) {
    const content = { content: JSON.stringify(changed), updatedAt: now }
    state.commit({ kind: 'change', messageId: entity.messageId, change: content })
  }
  return success(c)
}

/** The entity behind a `card_id`: it lives 14 days. */
export function entityOf(platform: Platform, cardId: string): CardEntity {
  const entity = platform.state.entities.get(cardId)
  if (!entity) throw refusal(200740)
  if (platform.now().getTime() - entity.createdAt > LIFE_MS) throw refusal(200750)
  return entity
}

/** Streaming begins when it is switched on, and a second switching on begins it anew. */
function withStreaming(entity: CardEntity, now: number): CardEntity {
  const isOn = asObject(entity.card.config).streaming_mode === true
  const { streamingSince: before, ...rest } = entity
  if (!isOn) return rest
  return { ...rest, streamingSince: before ?? now }
}

function checkedCard(platform: Platform, type: string, data: string): Json {
  if (type !== 'card_json') throw refusal(10002, `the simulator knows card_json only, not ${type}`)
  if (data === '') throw refusal(300307)
  const card = parseObject(data)
  if (!card) throw refusal(200220, 'data is no JSON object')
  checkWhole(platform, card)
  return card
}

function checkWhole(platform: Platform, card: Json): void {
  if (card.schema !== '2.0') throw refusal(300303)
  if (asObject(card.config).update_multi === false) throw refusal(300302)
  if (Buffer.byteLength(JSON.stringify(card)) > MAX_BYTES) throw refusal(200860)
  const problem = validateForBot(platform, card, 0)
  if (!problem) return
  if (problem.subCode === 300301) throw refusal(300301, problem.value)
  if (problem.message.includes('element exceeds')) throw refusal(300305)
  throw refusal(200220, renderProblem(problem))
}

/** A field that holds JSON in a string. */
function jsonField(body: Json, name: string, fits: (value: unknown) => boolean): unknown {
  try {
    const value: unknown = JSON.parse(asString(body[name]))
    if (fits(value)) return value
  } catch {}
  throw refusal(10002, `${name} must be JSON in a string`)
}
