import type { Hono } from 'hono'
import { drawnPhoto, PHOTO_SCENES } from '../client/photo.ts'
import type { SimulatorOptions } from '../options.ts'
import { personOf, type World } from '../world.ts'
import { chatList, messageView } from './views.ts'

const SCENE_LABELS = { storefront: '门头照', shelf: '陈列照', pallet: '堆头照' }

/** What the browser chat reads. */
export function readRoutes(app: Hono, world: World, presets: SimulatorOptions['presets']): void {
  const { state } = world
  app.get('/api/people', (c) => {
    const people = [...state.people.values()].map((person) => ({
      openId: person.openId,
      name: person.name,
      title: person.title ?? '',
      group: person.group ?? '其他',
      avatarColor: person.avatarColor ?? colorOf(person.openId),
    }))
    return c.json({ people, bot: { name: world.bot.name, openId: world.bot.openId } })
  })
  app.get('/api/chats', (c) => {
    const { openId } = personOf(world, c.req.query('as') ?? '')
    return c.json({ chats: chatList(world, openId) })
  })
  app.get('/api/chats/:id/messages', (c) => {
    const { openId } = personOf(world, c.req.query('as') ?? '')
    const messages = state.seenBy(c.req.param('id'), openId)
    const before = messages.findIndex(({ messageId }) => messageId === c.req.query('before'))
    const limit = Math.min(Number(c.req.query('limit')) || 50, 200)
    const end = before < 0 ? messages.length : before
    const page = messages.slice(Math.max(0, end - limit), end)
    return c.json({ messages: page.map((message) => messageView(world, message)) })
  })
  app.get('/api/images/:key', (c) => bytesOf(world, c.req.param('key')) ?? c.notFound())
  app.get('/api/files/:key', (c) => bytesOf(world, c.req.param('key')) ?? c.notFound())
  app.get('/api/presets', async (c) => {
    const { openId } = personOf(world, c.req.query('as') ?? '')
    const given = await presets?.(openId)
    const photos = PHOTO_SCENES.map((scene) => ({
      label: SCENE_LABELS[scene],
      url: `/simulator/api/photos/${scene}.jpg`,
    }))
    const locations = Array.isArray(given) ? given : (given?.locations ?? [])
    return c.json({ locations, photos })
  })
  // Drawn anew at each call, so that no two sent photos are alike.
  app.get('/api/photos/:name', async (c) => {
    const scene = PHOTO_SCENES.find((name) => `${name}.jpg` === c.req.param('name'))
    if (!scene) return c.notFound()
    const bytes = new Uint8Array(await drawnPhoto(scene))
    return c.body(bytes, 200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' })
  })
}

function bytesOf(world: World, key: string): Response | undefined {
  const resource = world.state.resources.get(key)
  const bytes = world.state.blob(key)
  if (!resource || !bytes) return undefined
  const headers: Record<string, string> = {
    'content-type': resource.mime,
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  }
  if (resource.kind === 'file') {
    const name = encodeURIComponent(resource.name ?? key)
    headers['content-disposition'] = `attachment; filename*=UTF-8''${name}`
  }
  return new Response(new Uint8Array(bytes), { headers })
}

/** A steady colour for people who have none. */
function colorOf(openId: string): string {
  return `hsl(${parseInt(openId.slice(3, 9), 16) % 360 || 210} 55% 48%)`
}
