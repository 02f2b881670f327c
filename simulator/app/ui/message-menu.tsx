import { emojis } from '../card/emoji.ts'
import { Glyph } from '../card/icons.tsx'
import { useDesk, useModel } from '../hooks.ts'
import { obj, textOf } from '../json.ts'
import type { MessageView } from '../types.ts'
import { Sheet } from './overlay.tsx'
import { useReply } from './reply.ts'

export const quickEmojis = ['THUMBSUP', 'OK', 'HEART', 'LAUGH', 'APPLAUSE', 'THANKS', 'DONE', 'CRY']

export const emojiOf = (type: string): string => emojis[type] ?? `[${type}]`

interface EmojiRowProps {
  message: MessageView
  onDone(): void
}

export function EmojiRow({ message, onDone }: EmojiRowProps) {
  const { model, state } = useModel()
  return (
    <div class="emoji-row" role="toolbar" aria-label="表情回复 Reactions">
      {quickEmojis.map((type) => {
        const mine = message.reactions?.some((one) => one.emojiType === type && one.by === state.as)
        return (
          <button
            key={type}
            type="button"
            aria-label={type}
            aria-pressed={mine === true}
            onClick={() => {
              onDone()
              void model.react(message.messageId, type)
            }}
          >
            {emojiOf(type)}
          </button>
        )
      })}
    </div>
  )
}

const briefs: Record<string, string> = {
  image: '[图片]',
  file: '[文件]',
  audio: '[语音]',
  location: '[位置]',
  post: '[图文]',
  card: '[卡片]',
}

/** One line that stands for a message. */
export function briefOf({ type, text, card }: MessageView): string {
  const title = textOf(obj(obj(card).header).title)
  return (type === 'text' ? text : title) || (briefs[type] ?? '')
}

function wordsOf({ text, paragraphs, location, file, card }: MessageView): string {
  if (text) return text
  if (location) return `${location.name} ${location.lng}, ${location.lat}`
  if (file) return file.name
  return JSON.stringify(paragraphs ?? card ?? '', null, 2)
}

/** Everything that one can do with a message. */
export function MessageMenu({ message, onClose }: { message: MessageView; onClose(): void }) {
  const desk = useDesk()
  const { model, state } = useModel()
  const { replyTo } = useReply()
  const own = message.from.kind === 'person' && message.from.openId === state.as
  const copy = (words: string) =>
    navigator.clipboard.writeText(words).then(
      () => model.toast({ type: 'success', content: '已复制' }),
      () => model.toast({ type: 'error', content: '浏览器不让复制' }),
    )
  const items: [string, string, () => void][] = [
    ['reply', '回复 Reply', () => replyTo(message)],
    ['copy', '复制内容 Copy', () => void copy(wordsOf(message))],
  ]
  if (message.card) {
    const { card } = message
    items.push(['edit', '在工坊打开 Open in the workshop', () => desk.openInWorkshop(card)])
    items.push([
      'list',
      '复制卡片 JSON Copy card JSON',
      () => void copy(JSON.stringify(card, null, 2)),
    ])
  }
  items.push(['link', '复制消息 ID Copy message_id', () => void copy(message.messageId)])
  if (own) items.push(['undo', '撤回 Recall', () => void model.recall(message.messageId)])
  return (
    <Sheet title="消息" onClose={onClose}>
      <EmojiRow message={message} onDone={onClose} />
      <div class="choices">
        {items.map(([icon, label, run]) => (
          <button
            key={label}
            type="button"
            class="choice"
            onClick={() => {
              onClose()
              run()
            }}
          >
            <span class="choice-icon">
              <Glyph name={icon} />
            </span>
            <span class="choice-label">{label}</span>
          </button>
        ))}
      </div>
    </Sheet>
  )
}
