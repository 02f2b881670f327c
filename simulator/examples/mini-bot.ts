/** A bot of another project, with nothing but the official SDK: a location checks in, a form checks out. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { adaptDefault, Client, EventDispatcher } from '@larksuiteoapi/node-sdk'

const plain = (content: string) => ({ tag: 'plain_text', content })
const card = (title: string, elements: object[]) => ({
  schema: '2.0',
  header: { title: plain(title) },
  body: { elements },
})
const note = { tag: 'input', name: 'note', label: plain('小结'), required: true }
const visiting = (place: string) => {
  const behaviors = [{ type: 'callback', value: { id: crypto.randomUUID() } }]
  const submit = { name: 'out', form_action_type: 'submit', behaviors }
  const button = { tag: 'button', text: plain('签退'), ...submit }
  return card(`在 ${place}`, [{ tag: 'form', name: 'f', elements: [note, button] }])
}

export async function startMiniBot(app: {
  appId: string
  appSecret: string
  encryptKey: string
  domain: string
}) {
  const { encryptKey, ...credentials } = app
  const client = new Client(credentials)
  const say = (receive_id: string, msg_type: string, content: object) =>
    client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id, msg_type, content: JSON.stringify(content) },
    })
  const dispatcher = new EventDispatcher({ encryptKey }).register({
    'im.message.receive_v1': async ({ message }) => {
      const content = JSON.parse(message.content)
      if (message.message_type === 'location') {
        await say(message.chat_id, 'interactive', visiting(content.name))
      } else await say(message.chat_id, 'text', { text: `请发送位置签到（你说：${content.text}）` })
    },
    'card.action.trigger': async (data: { action: { form_value?: { note?: string } } }) => ({
      toast: { type: 'success', content: '已签退' },
      card: {
        type: 'raw',
        data: card('已签退', [{ tag: 'markdown', content: data.action.form_value?.note }]),
      },
    }),
  })
  const server = createServer(adaptDefault('/events', dispatcher, { autoChallenge: true }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
  return { url, stop: () => new Promise<void>((done) => void server.close(() => done())) }
}
