import type { Hono } from 'hono'
import { withMentions } from '../client/mentions.ts'
import type { Outgoing } from '../client/sending.ts'
import { storeFile } from '../client/sending.ts'
import type { Json, Mention } from '../types.ts'
import type { World } from '../world.ts'

interface Composing {
  deliver(as: string, outgoing: Outgoing): object
  storeImage(world: World, bytes: Buffer): Promise<string>
  namesIn(world: World, text: string): string[]
}

/**
 * Messages of several parts, and voices:
 *
 * POST /api/post   `?as&chatId`, multipart `title`, `text`, `images…` → a post
 * POST /api/voice  `?as&chatId&durationMs`, multipart `file` → an audio message
 */
export function composingRoutes(app: Hono, world: World, composing: Composing): void {
  const { deliver, storeImage, namesIn } = composing
  app.post('/api/post', async (c) => {
    const { as = '', chatId } = c.req.query()
    const { title = '', text = '', images } = await c.req.parseBody({ all: true })
    const files = [images].flat().filter((one) => one instanceof File)
    const keys = await Promise.all(
      files.map(async (file) => storeImage(world, Buffer.from(await file.arrayBuffer()))),
    )
    const words = String(text)
    const marked = withMentions(world, words, namesIn(world, words))
    const paragraphs = marked.text ? marked.text.split('\n') : []
    const content = [
      ...paragraphs.map((line) => piecesOf(line, marked.mentions)),
      ...keys.map((image_key) => [{ tag: 'img', image_key }]),
    ]
    if (content.length === 0) throw new Error('a post needs words or a picture')
    const outgoing = { title: String(title), content }
    return c.json(
      deliver(as, { type: 'post', content: outgoing, chatId, mentions: marked.mentions }),
    )
  })
  app.post('/api/voice', async (c) => {
    const { as = '', chatId, durationMs } = c.req.query()
    const { file } = await c.req.parseBody()
    if (!(file instanceof File)) throw new Error('the multipart field file is missing')
    const duration = Math.round(Number(durationMs))
    if (!(duration > 0)) throw new Error('durationMs must be a positive number')
    const bytes = Buffer.from(await file.arrayBuffer())
    const file_key = storeFile(world, file.name, bytes, file.type)
    return c.json(deliver(as, { type: 'audio', content: { file_key, duration }, chatId }))
  })
}

/** A paragraph as pieces: names that stand in it become `at` nodes with their placeholder. */
function piecesOf(line: string, mentions: Mention[]): Json[] {
  return line
    .split(/(@_user_\d+)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const mention = mentions.find(({ key }) => key === piece)
      return mention
        ? { tag: 'at', user_id: mention.key, user_name: mention.name, style: [] }
        : { tag: 'text', text: piece, style: [] }
    })
}
