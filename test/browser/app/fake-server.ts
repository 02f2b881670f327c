import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { buildApp } from '../../../simulator/app/build.ts'
import { cards } from './samples.ts'

type Body = Record<string, unknown>

export interface FakeMessage extends Body {
  messageId: string
  chatId: string
  at: string
}

export interface FakeServer {
  url: string
  messages: FakeMessage[]
  clicks: Body[]
  sent: Body[]
  uploads: { query: URLSearchParams; bytes: number }[]
  /** What the next clicks answer. */
  answerClick: (body: Body) => Body | Promise<Body>
  push(event: string, data: unknown): void
  close(): Promise<void>
}

const bot = { kind: 'bot', openId: 'ou_bot', name: '巡访' }
const people = [
  ['ou_li', '李雷', '业务员', '销售一部', '#3370ff'],
  ['ou_han', '韩梅', '业务员', '销售一部', '#1fa18f'],
  ['ou_wang', '王芳', '主管', '销售一部', '#8c55ec'],
  ['ou_zhao', '赵敏', '业务员', '销售二部', '#de7802'],
  ['ou_admin', '陈管', '管理员', '总部', '#d83931'],
].map(([openId, name, title, group, avatarColor]) => ({ openId, name, title, group, avatarColor }))

const base = Date.parse('2026-11-24T00:30:00Z')
const at = (minutes: number) => new Date(base + minutes * 60_000).toISOString()

function conversation(): FakeMessage[] {
  const li = { kind: 'person', openId: 'ou_li', name: '李雷' }
  const p2p = { chatId: 'oc_p2p' }
  return [
    {
      messageId: 'om_1',
      ...p2p,
      at: at(0),
      from: bot,
      type: 'text',
      text: '早上好,李雷。今天 12 家,计划在下面。',
    },
    { messageId: 'om_plan', ...p2p, at: at(1), from: bot, type: 'card', card: cards[0]?.card },
    {
      messageId: 'om_2',
      ...p2p,
      at: at(42),
      from: li,
      type: 'location',
      location: { name: '永辉超市(人民路店)', lng: 120.15507, lat: 30.27408 },
    },
    { messageId: 'om_visit', ...p2p, at: at(43), from: bot, type: 'card', card: cards[1]?.card },
    {
      messageId: 'om_3',
      ...p2p,
      at: at(50),
      from: li,
      type: 'image',
      imageUrl: '/simulator/api/images/img_shelf',
    },
    {
      messageId: 'om_4',
      ...p2p,
      at: at(51),
      from: li,
      type: 'text',
      text: '店主说下周要 20 箱,看 https://example.com/a?b=1',
    },
    { messageId: 'om_form', ...p2p, at: at(52), from: bot, type: 'card', card: cards[2]?.card },
    {
      messageId: 'om_g1',
      chatId: 'oc_team',
      at: at(300),
      from: { kind: 'person', openId: 'ou_han', name: '韩梅' },
      type: 'text',
      text: '@巡访 日报',
    },
    {
      messageId: 'om_digest',
      chatId: 'oc_team',
      at: at(301),
      from: bot,
      type: 'card',
      card: cards[3]?.card,
    },
    {
      messageId: 'om_file',
      chatId: 'oc_team',
      at: at(302),
      from: li,
      type: 'file',
      file: { name: '价格表-2026年11月.xlsx', size: 48213, url: '/x' },
    },
  ]
}

function picture(key: string): string {
  const shade = key.includes('door') ? '#8ab4a0' : '#c9a66b'
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="${shade}"/><path d="M0 90h400M0 180h400M0 270h400" stroke="#fff" stroke-width="8"/><g fill="#fff8">${Array.from({ length: 24 }, (_, i) => `<rect x="${12 + (i % 8) * 48}" y="${30 + Math.floor(i / 8) * 90}" width="36" height="56" rx="4"/>`).join('')}</g></svg>`
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}
const modules = join(import.meta.dirname, '../../../node_modules')

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** A server with just enough of the simulator's API for the page to live on. */
export async function startFakeServer(): Promise<FakeServer> {
  const streams = new Map<ServerResponse, string>()
  const fake: FakeServer = {
    url: '',
    messages: conversation(),
    clicks: [],
    sent: [],
    uploads: [],
    answerClick: () => ({ ok: true, toast: { type: 'success', content: '收到' } }),
    push(event, data) {
      for (const stream of streams.keys())
        stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    close: () =>
      new Promise((done) => {
        for (const stream of streams.keys()) stream.destroy()
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  const say = (message: Body) => {
    const whole = {
      messageId: `om_new${fake.messages.length}`,
      at: new Date().toISOString(),
      ...message,
    } as FakeMessage
    fake.messages.push(whole)
    fake.push('message', whole)
  }
  const last = (chatId: string) => fake.messages.filter((one) => one.chatId === chatId).at(-1)
  const chat = (chatId: string, type: string, name: string, members: number, unread: number) => {
    const newest = last(chatId)
    const preview = String(
      newest?.text ?? (newest?.type === 'card' ? '[卡片]' : `[${newest?.type}]`),
    )
    return {
      chatId,
      type,
      name,
      members,
      unread,
      lastMessage: newest ? { at: newest.at, preview } : null,
    }
  }

  const routes: Record<string, (url: URL, body: Buffer) => unknown> = {
    'GET /people': () => ({ people, bot: { name: '巡访' } }),
    'GET /chats': () => ({
      chats: [
        chat('oc_p2p', 'p2p', '巡访', 2, 0),
        chat('oc_team', 'group', '销售一部', 14, 3),
        chat('oc_boss', 'group', '主管群', 5, 0),
      ],
    }),
    'GET /presets': () => ({
      locations: [
        { label: '就在店门口', name: '永辉·人民路店', lng: 120.15507, lat: 30.27408 },
        { label: '偏 500 米', name: '永辉·人民路店 北 500 米', lng: 120.15507, lat: 30.27858 },
      ],
      photos: [
        { label: '陈列', url: '/simulator/api/images/img_shelf' },
        { label: '门头', url: '/simulator/api/images/img_door' },
      ],
    }),
    'POST /send': (_, raw) => {
      const body = JSON.parse(raw.toString()) as Body
      fake.sent.push(body)
      const from = {
        kind: 'person',
        openId: body.as,
        name: people.find((one) => one.openId === body.as)?.name,
      }
      const location =
        body.type === 'location' ? { name: body.name, lng: body.lng, lat: body.lat } : undefined
      say({ chatId: body.chatId ?? 'oc_p2p', from, type: body.type, text: body.text, location })
      return { ok: true }
    },
    'POST /upload': (url, raw) => {
      fake.uploads.push({ query: url.searchParams, bytes: raw.length })
      const as = url.searchParams.get('as')
      const from = {
        kind: 'person',
        openId: as,
        name: people.find((one) => one.openId === as)?.name,
      }
      say({
        chatId: url.searchParams.get('chatId'),
        from,
        type: 'image',
        imageUrl: '/simulator/api/images/img_door',
      })
      return { ok: true }
    },
    'POST /click': (_, raw) => {
      const body = JSON.parse(raw.toString()) as Body
      fake.clicks.push(body)
      return fake.answerClick(body)
    },
    'POST /enter': () => ({ ok: true }),
    'POST /read': () => ({ ok: true }),
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const send = (type: string, body: string | Uint8Array, status = 200) =>
      response.writeHead(status, { 'content-type': type }).end(body)
    const path = url.pathname.replace(/^\/simulator/, '')
    try {
      if (path === '' || path === '/') {
        const page = (await buildApp()).get('index.html')
        send(page?.type ?? '', page?.body ?? '')
      } else if (path.startsWith('/assets/')) {
        const asset = (await buildApp()).get(path.slice(8))
        send(asset?.type ?? '', asset?.body ?? '')
      } else if (path.startsWith('/fonts/')) {
        const file = join(modules, '@fontsource/noto-sans-sc', path.slice(7))
        send(types[extname(file)] ?? '', await readFile(file))
      } else if (path === '/vendor/vchart.js') {
        send(
          'text/javascript',
          await readFile(join(modules, '@visactor/vchart/build/index.min.js')),
        )
      } else if (path === '/api/stream') {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hi\n\n')
        streams.set(response, url.searchParams.get('as') ?? '')
        request.on('close', () => streams.delete(response))
      } else if (path.startsWith('/api/images/')) {
        send('image/svg+xml', picture(path))
      } else if (/^\/api\/chats\/[^/]+\/messages$/.test(path)) {
        const chatId = path.split('/')[3]
        const all = fake.messages.filter((one) => one.chatId === chatId)
        const before = all.findIndex((one) => one.messageId === url.searchParams.get('before'))
        const upTo = before >= 0 ? all.slice(0, before) : all
        send(
          'application/json',
          JSON.stringify({ messages: upTo.slice(-Number(url.searchParams.get('limit') ?? 50)) }),
        )
      } else {
        const route = routes[`${request.method} ${path.replace('/api', '')}`]
        const answer = await route?.(url, await bodyOf(request))
        send(
          'application/json',
          JSON.stringify(answer ?? { error: 'no such route' }),
          route ? 200 : 404,
        )
      }
    } catch (error) {
      send('application/json', JSON.stringify({ error: String(error) }), 500)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  fake.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/simulator`
  return fake
}
