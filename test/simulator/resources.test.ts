import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawnPhoto, type Simulator } from '../../simulator/index.ts'
import {
  card,
  type clientOf,
  GROUP,
  LI,
  plain,
  refused,
  send,
  startTest,
  tokenOf,
  WANG,
} from './support.ts'

let sim: Simulator
let client: ReturnType<typeof clientOf>

beforeAll(async () => {
  const started = await startTest()
  sim = started.sim
  client = started.client
})
afterAll(() => sim.stop())

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer))
  return Buffer.concat(chunks)
}

/** A refused download: the SDK leaves the error body as an unread stream. */
async function downloadCode(path: string): Promise<number> {
  const headers = { authorization: `Bearer ${await tokenOf(sim)}` }
  const response = await fetch(`${sim.url}/open-apis/im/v1${path}`, { headers })
  return ((await response.json()) as { code: number }).code
}

async function upload(image: Buffer): Promise<string> {
  const made = await client.im.v1.image.create({ data: { image_type: 'message', image } })
  return made?.image_key ?? ''
}

test('the bytes of an uploaded image come back unchanged', async () => {
  const image = await drawnPhoto('storefront')
  const image_key = await upload(image)
  const got = await client.im.v1.image.get({ path: { image_key } })
  expect((await readAll(got.getReadableStream())).equals(image)).toBe(true)
  expect((got.headers as Record<string, string>)['content-type']).toBe('image/jpeg')
})

test('TIFF is turned into JPG', async () => {
  const blank = { width: 8, height: 8, channels: 3, background: '#fff' } as const
  const key = await upload(await sharp({ create: blank }).tiff().toBuffer())
  expect((await sharp(sim.bytes(key)).metadata()).format).toBe('jpeg')
})

test.each([
  ['not an image', Buffer.from('hello, no image'), 234011],
  ['too wide', 'wide', 234039],
  ['too big', Buffer.alloc(10 * 1024 * 1024 + 1), 234006],
] as const)('%s is refused', async (_, given, code) => {
  const wide = { width: 12_001, height: 1, channels: 3, background: '#fff' } as const
  const image = given === 'wide' ? await sharp({ create: wide }).png().toBuffer() : given
  expect(await refused(upload(image))).toMatchObject({ status: 400, code })
})

test("a person's photo is downloaded through its message only", async () => {
  const photo = await drawnPhoto()
  const { messageId, envelope } = await sim.as('李雷').sendsPhoto(photo)
  const sent = envelope.event.message as { content: string }
  const file_key = JSON.parse(sent.content).image_key as string
  const got = await client.im.v1.messageResource.get({
    path: { message_id: messageId, file_key },
    params: { type: 'image' },
  })
  expect((await readAll(got.getReadableStream())).equals(photo)).toBe(true)
  const other = await sim.as('李雷').sendsPhoto()
  const resource = `/resources/${file_key}?type=image`
  expect(await downloadCode(`/messages/${other.messageId}${resource}`)).toBe(234003)
  expect(await downloadCode(`/images/${file_key}`)).toBe(234008)
})

test('images of cards and of chats without the bot are not to be had', async () => {
  const image_key = await upload(await drawnPhoto())
  const img = { tag: 'img', img_key: image_key, alt: plain('') }
  const cardId = await send(client, 'interactive', card([img]))
  const resource = `/resources/${image_key}?type=image`
  expect(await downloadCode(`/messages/${cardId}${resource}`)).toBe(234043)
  const inGroup = await sim.as('李雷').sendsPhoto(undefined, { chat: GROUP.chatId })
  await sim.removeBotFromGroup(GROUP.chatId, '李雷')
  expect(await downloadCode(`/messages/${inGroup.messageId}${resource}`)).toBe(234004)
  await sim.addBotToGroup(GROUP.chatId, '李雷')
})

test("a card cannot show a person's image key", async () => {
  const { envelope } = await sim.as('李雷').sendsPhoto()
  const { content } = envelope.event.message as { content: string }
  const img = { tag: 'img', img_key: JSON.parse(content).image_key, alt: plain('') }
  const answer = await refused(send(client, 'interactive', card([img])))
  expect(answer).toMatchObject({ code: 230099, msg: expect.stringContaining('image key') })
})

test('a file goes up, is sent, and a file of a person comes down', async () => {
  const made = await client.im.v1.file.create({
    data: { file_type: 'stream', file_name: '日报.csv', file: Buffer.from('a,b\n') },
  })
  await send(client, 'file', { file_key: made?.file_key })
  const { messageId, envelope } = await sim.as('李雷').sendsFile('客户.csv', Buffer.from('code\n'))
  const { content } = envelope.event.message as { content: string }
  expect(JSON.parse(content)).toMatchObject({ file_name: '客户.csv' })
  const got = await client.im.v1.messageResource.get({
    path: { message_id: messageId, file_key: JSON.parse(content).file_key },
    params: { type: 'file' },
  })
  expect((await readAll(got.getReadableStream())).toString()).toBe('code\n')
})

test('people are found by mobile, by id, in lists and by department', async () => {
  const found = await client.contact.v3.user.batchGetId({
    data: { mobiles: ['13800000001', '13900000000'] },
    params: { user_id_type: 'open_id' },
  })
  expect(found.data?.user_list).toEqual([
    { user_id: WANG.openId, mobile: '13800000001' },
    { mobile: '13900000000' },
  ])
  const batch = await client.contact.v3.user.batch({
    params: { user_ids: [LI.openId, WANG.openId], user_id_type: 'open_id' },
  })
  expect(batch.data?.items?.map((user) => user.name)).toEqual(['李雷', '王芳'])
  const children = await client.contact.v3.department.children({ path: { department_id: '0' } })
  const department = children.data?.items?.[0]
  expect(department).toMatchObject({ name: '一部', member_count: 1 })
  const members = await client.contact.v3.user.findByDepartment({
    params: { department_id: department?.open_department_id ?? '' },
  })
  expect(members.data?.items?.map((user) => user.open_id)).toEqual([LI.openId])
  sim.setReachability(LI.openId, 'outOfScope')
  const hidden = client.contact.v3.user.get({ path: { user_id: LI.openId } })
  expect(await refused(hidden)).toMatchObject({ code: 41050 })
  sim.setReachability(LI.openId, 'ok')
})

test('groups are listed without private chats, members without the bot', async () => {
  const chats = await client.im.v1.chat.list({ params: {} })
  expect(chats.data?.items?.map((chat) => chat.chat_id)).toEqual([GROUP.chatId])
  const members = await client.im.v1.chatMembers.get({ path: { chat_id: GROUP.chatId } })
  expect(members.data?.items).toMatchObject([{ member_id: LI.openId, name: '李雷' }])
  const inside = await client.im.v1.chatMembers.isInChat({ path: { chat_id: GROUP.chatId } })
  expect(inside.data?.is_in_chat).toBe(true)
})

test('the bot knows itself, and a ticket for its web pages', async () => {
  const info = await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
  expect(info.bot).toMatchObject({ open_id: sim.bot.openId })
  const ticket = await client.request({ method: 'POST', url: '/open-apis/jssdk/ticket/get' })
  expect(ticket.data).toMatchObject({ expire_in: expect.any(Number), ticket: expect.any(String) })
})
