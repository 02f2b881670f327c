import type { Hono } from 'hono'
import sharp from 'sharp'
import { z } from 'zod'
import { callbackEvent } from '../client/click.ts'
import type { Control } from '../control/routes.ts'
import { newImageKey } from '../ids.ts'
import { isObject, parseObject } from '../json.ts'
import { currentToken } from '../platform/token.ts'
import { envelopeOf } from '../push/envelope.ts'
import type { Json } from '../types.ts'
import { problemsForBot } from '../validator/for-bot.ts'
import { MAX_REQUEST_BYTES, requestBytes } from '../validator/limits.ts'
import { renderProblem } from '../validator/problem.ts'
import { countElements } from '../validator/walk.ts'
import { personOf } from '../world.ts'

/** The platform's limit of components and texts in a card. */
const MAX_ELEMENTS = 200

const sending = z.object({ chatId: z.string(), card: z.record(z.string(), z.unknown()) })
const clicking = z.object({
  as: z.string(),
  chatId: z.string().optional(),
  action: z.record(z.string(), z.unknown()),
})

/**
 * What stands behind the card workshop, under `/simulator/api/desk`:
 *
 * POST /validate   `{card}` → `{problems, bytes, maxBytes, elements, maxElements}`
 * POST /send-card  `{chatId, card}`: the bot's own API call → `{messageId}`, or the platform's refusal
 * POST /callback   `{as, chatId?, action}` → the envelope that a click would send; nothing is sent
 * POST /image      multipart `file` → `{imageKey}`, uploaded by the bot
 */
export function workshopRoutes(app: Hono, control: Control): void {
  const { platform } = control
  app.post('/api/desk/validate', async (c) => {
    const { card } = (await c.req.json()) as { card: unknown }
    const problems = problemsForBot(platform, card).map((one) => ({
      ...one,
      refusal: renderProblem(one),
    }))
    const known = isObject(card) ? card : {}
    return c.json({
      problems,
      bytes: requestBytes(known),
      maxBytes: MAX_REQUEST_BYTES,
      elements: countElements([known.header, known.body]),
      maxElements: MAX_ELEMENTS,
    })
  })
  app.post('/api/desk/send-card', async (c) => {
    const { chatId, card } = sending.parse(await c.req.json())
    const url = 'http://simulator/open-apis/im/v1/messages?receive_id_type=chat_id'
    const response = await control.callApi(
      new Request(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${currentToken(platform).token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          receive_id: chatId,
          msg_type: 'interactive',
          content: JSON.stringify(card),
        }),
      }),
    )
    const body = parseObject(await response.text()) ?? {}
    if (body.code !== 0) return c.json({ ok: false, error: `${body.code} ${body.msg}` }, 400)
    return c.json({ ok: true, messageId: (body.data as Json).message_id })
  })
  app.post('/api/desk/callback', async (c) => {
    const { as, chatId, action } = clicking.parse(await c.req.json())
    const { openId } = personOf(platform, as)
    const place = {
      messageId: `om_${'0'.repeat(32)}`,
      chatId: chatId ?? platform.state.privateChatId(openId),
    }
    const event = callbackEvent(platform, openId, place, `c-${'0'.repeat(40)}`, action)
    return c.json({ envelope: envelopeOf(platform, 'card.action.trigger', event) })
  })
  app.post('/api/desk/image', async (c) => {
    const { file } = await c.req.parseBody()
    if (!(file instanceof File)) throw new Error('the multipart field file is missing')
    const bytes = Buffer.from(await file.arrayBuffer())
    const { format } = await sharp(bytes).metadata()
    const imageKey = newImageKey()
    const resource = { key: imageKey, kind: 'image', owner: 'bot', size: bytes.length } as const
    platform.state.putBlob({ ...resource, mime: `image/${format}` }, bytes)
    return c.json({ imageKey })
  })
}
