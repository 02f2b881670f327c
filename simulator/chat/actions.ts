import type { Hono } from 'hono'
import sharp from 'sharp'
import { z } from 'zod'
import { Actor } from '../client/actor.ts'
import { click } from '../client/click.ts'
import { reactAs, readAs, tapBubble, unreactAs } from '../client/gestures.ts'
import { withMentions } from '../client/mentions.ts'
import { type Outgoing, recallAs, sendAs, storeFile, storePhoto } from '../client/sending.ts'
import type { Json } from '../types.ts'
import { personOf, type World } from '../world.ts'
import { composingRoutes } from './composing.ts'
import { messageView } from './views.ts'

const send = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    as: z.string(),
    chatId: z.string().optional(),
    text: z.string().min(1),
    parentId: z.string().optional(),
  }),
  z.object({
    type: z.literal('location'),
    as: z.string(),
    chatId: z.string().optional(),
    lng: z.number(),
    lat: z.number(),
    name: z.string().default(''),
  }),
])

const clicked = z.object({
  as: z.string(),
  messageId: z.string(),
  tag: z.string(),
  value: z.unknown().optional(),
  name: z.string().optional(),
  form_value: z.record(z.string(), z.unknown()).optional(),
  option: z.string().optional(),
  options: z.array(z.string()).optional(),
  checked: z.boolean().optional(),
  input_value: z.string().optional(),
  timezone: z.string().optional(),
})

const one = z.object({ as: z.string(), messageId: z.string() })

/** What a person does in the browser chat. Sending does not wait for the bot. */
export function actionRoutes(app: Hono, world: World): void {
  const deliver = (as: string, outgoing: Outgoing) => {
    const { message, pushed } = sendAs(world, personOf(world, as).openId, outgoing)
    pushed.catch((error: unknown) => world.log({ msg: 'push failed', error: String(error) }))
    return { message: messageView(world, message) }
  }
  app.post('/api/send', async (c) => {
    const sent = send.parse(await c.req.json())
    if (sent.type === 'location') {
      const content = {
        name: sent.name,
        longitude: String(sent.lng),
        latitude: String(sent.lat),
      }
      return c.json(deliver(sent.as, { type: 'location', content, chatId: sent.chatId }))
    }
    const { text, mentions } = withMentions(world, sent.text, namesIn(world, sent.text))
    const { as, chatId, parentId } = sent
    return c.json(deliver(as, { type: 'text', content: { text }, chatId, mentions, parentId }))
  })
  composingRoutes(app, world, { deliver, storeImage, namesIn })
  app.post('/api/upload', async (c) => {
    const { as = '', chatId: chat, kind = 'image' } = c.req.query()
    const { file, text } = await c.req.parseBody()
    if (!(file instanceof File)) throw new Error('the multipart field file is missing')
    const bytes = Buffer.from(await file.arrayBuffer())
    const chatId = chat || undefined
    if (kind === 'file') {
      const content = { file_key: storeFile(world, file.name, bytes), file_name: file.name }
      return c.json(deliver(as, { type: 'file', content, chatId }))
    }
    const image_key = await storeImage(world, bytes)
    if (typeof text !== 'string' || text === '') {
      return c.json(deliver(as, { type: 'image', content: { image_key }, chatId }))
    }
    const content = [[{ tag: 'img', image_key }], [{ tag: 'text', text, style: [] }]]
    return c.json(deliver(as, { type: 'post', content: { title: '', content }, chatId }))
  })
  app.post('/api/click', async (c) => {
    const { as, messageId, ...action } = clicked.parse(await c.req.json())
    const { ok, toast, card, error } = await click(
      world,
      personOf(world, as).openId,
      messageId,
      action as Json,
    )
    return c.json({ ok, toast, card, error })
  })
  app.post('/api/enter', async (c) => {
    const { as } = z.object({ as: z.string() }).parse(await c.req.json())
    void new Actor(world, as).opensChat()
    return c.json({ ok: true })
  })
  app.post('/api/menu', async (c) => {
    const body = z.object({ as: z.string(), eventKey: z.string() }).parse(await c.req.json())
    void new Actor(world, body.as).tapsMenu(body.eventKey)
    return c.json({ ok: true })
  })
  app.post('/api/read', async (c) => {
    const body = z.object({ as: z.string(), chatId: z.string() }).parse(await c.req.json())
    const { openId } = personOf(world, body.as)
    void readAs(world, openId, body.chatId)
    return c.json({ ok: true })
  })
  app.post('/api/recall', async (c) => {
    const { as, messageId } = one.parse(await c.req.json())
    const { from } = world.state.messages.get(messageId) ?? {}
    if (from?.kind !== 'person' || from.openId !== personOf(world, as).openId) {
      throw new Error('only the sender can take a message back')
    }
    void recallAs(world, messageId)
    return c.json({ ok: true })
  })
  // Tapping an emoji that is already there takes it away.
  app.post('/api/react', async (c) => {
    const { as, messageId, emojiType } = one
      .extend({ emojiType: z.string() })
      .parse(await c.req.json())
    const { openId } = personOf(world, as)
    const has = [...world.state.reactions.values()].some(
      (it) => it.by === openId && it.messageId === messageId && it.emojiType === emojiType,
    )
    void (has ? unreactAs : reactAs)(world, openId, messageId, emojiType)
    return c.json({ ok: true, on: !has })
  })
  app.post('/api/bubble', async (c) => {
    const { as, text } = z.object({ as: z.string(), text: z.string() }).parse(await c.req.json())
    void tapBubble(world, personOf(world, as).openId, text)
    return c.json({ ok: true })
  })
}

/** The client turns what a phone takes into JPEG, and turns it upright. */
async function storeImage(world: World, bytes: Buffer): Promise<string> {
  const { format } = await sharp(bytes).metadata()
  if (format === 'jpeg' || format === 'png' || format === 'webp' || format === 'gif') {
    return storePhoto(world, bytes, `image/${format}`)
  }
  return storePhoto(world, await sharp(bytes).rotate().jpeg().toBuffer())
}

/** Names that stand as `@name` in typed text, the bot's among them. */
function namesIn(world: World, text: string): string[] {
  const people = [...world.state.people.values()].map((person) => person.name)
  return [world.bot.name, ...people].filter((name) => text.includes(`@${name}`))
}
