import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Change } from '../state/state.ts'
import { personOf, type World } from '../world.ts'
import { chatList, messageView } from './views.ts'

const HEARTBEAT_MS = 15_000

/**
 * What happens in somebody's chats, as server-sent events. For several people side by side (`as`
 * more than once) each event's name begins with the open_id, as in `ou_…:message`: a browser
 * keeps only six connections to one server.
 */
export function streamRoutes(app: Hono, world: World): void {
  app.get('/api/stream', (c) => {
    const people = (c.req.queries('as') ?? ['']).map((as) => personOf(world, as).openId)
    const named = (openId: string, name: string) => (people.length > 1 ? `${openId}:${name}` : name)
    return streamSSE(c, async (stream) => {
      let end = () => {}
      const ended = new Promise<void>((resolve) => {
        end = resolve
        stream.onAbort(resolve)
      })
      const send = (event: string, data: unknown) =>
        void stream.writeSSE({ event, data: JSON.stringify(data) })
      const stop = world.state.onChange((change) => {
        if (change.type === 'closed') end()
        for (const openId of people) {
          const event = eventFor(world, openId, change)
          if (event) send(named(openId, event.name), event.data)
        }
      })
      const heartbeat = setInterval(() => void stream.write(': \n\n'), HEARTBEAT_MS)
      heartbeat.unref()
      for (const openId of people) {
        send(named(openId, 'chats'), { chats: chatList(world, openId) })
      }
      await ended
      clearInterval(heartbeat)
      stop()
    })
  })
}

/** What this person gets to see of a change. */
function eventFor(world: World, openId: string, change: Change) {
  switch (change.type) {
    case 'chats':
      return { name: 'chats', data: { chats: chatList(world, openId) } }
    case 'toast':
      return change.openId === openId ? { name: 'toast', data: change.toast } : undefined
    case 'closed':
      return undefined
    default: {
      const chat = world.state.chats.get(change.message.chatId)
      const { visibleTo } = change.message
      if (!chat?.members.includes(openId) || (visibleTo && visibleTo !== openId)) return undefined
      return { name: change.type, data: messageView(world, change.message) }
    }
  }
}
