import { useMemo, useState } from 'preact/hooks'
import { api } from '../api.ts'
import { CardView } from '../card/card.tsx'
import type { CardHost } from '../card/context.ts'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import type { MessageView } from '../types.ts'
import { Avatar, BotAvatar } from './avatar.tsx'
import { AudioBubble, FileBubble, ImageBubble, LocationBubble } from './bubbles.tsx'
import { briefOf, emojiOf, MessageMenu } from './message-menu.tsx'
import { PlainText, Post } from './post.tsx'
import { useReply } from './reply.ts'

function Content({ message, host }: { message: MessageView; host: CardHost }) {
  if (message.type === 'card' && message.card) return <CardView card={message.card} host={host} />
  if (message.type === 'image' && message.imageUrl) return <ImageBubble src={message.imageUrl} />
  if (message.type === 'location' && message.location) {
    return <LocationBubble location={message.location} />
  }
  if (message.type === 'audio' && message.audio) return <AudioBubble audio={message.audio} />
  if (message.type !== 'text' && message.file) return <FileBubble file={message.file} />
  return (
    <div class="bubble">
      {message.type === 'post' ? (
        <Post message={message} />
      ) : (
        <PlainText text={message.text ?? ''} />
      )}
      {message.updatedAt && <small class="edited"> (已编辑)</small>}
    </div>
  )
}

function Reactions({ message }: { message: MessageView }) {
  const { model, state } = useModel()
  if (!message.reactions?.length) return null
  const types = [...new Set(message.reactions.map((one) => one.emojiType))]
  return (
    <div class="reactions">
      {types.map((type) => {
        const by = message.reactions?.filter((one) => one.emojiType === type) ?? []
        const names = by.map((one) => model.person(one.by)?.name ?? state.botName).join('、')
        return (
          <button
            key={type}
            type="button"
            class="reaction"
            aria-pressed={by.some((one) => one.by === state.as)}
            aria-label={`${type}:${names}`}
            onClick={() => void model.react(message.messageId, type)}
          >
            <span aria-hidden="true">{emojiOf(type)}</span> {names}
          </button>
        )
      })}
    </div>
  )
}

function Bubbles({ words }: { words: string[] }) {
  const { model } = useModel()
  return (
    <div class="follow-ups">
      {words.map((one) => (
        <button key={one} type="button" onClick={() => void model.tapBubble(one)}>
          {one}
        </button>
      ))}
    </div>
  )
}

function Quote({ parentId, chatId }: { parentId: string; chatId: string }) {
  const { model } = useModel()
  const parent = model.thread(chatId).messages.find((one) => one.messageId === parentId)
  return (
    <div class="quote">
      {parent ? `回复 ${parent.from.name}:${briefOf(parent)}` : '回复更早的一条消息'}
    </div>
  )
}

/** Appears beside a message under the mouse; keys and long presses open the menu itself. */
function Tools({ message, onMenu }: { message: MessageView; onMenu(): void }) {
  const { model } = useModel()
  const { replyTo } = useReply()
  return (
    <div class="message-tools">
      <button
        type="button"
        tabIndex={-1}
        aria-label="赞 Thumbs up"
        onClick={() => void model.react(message.messageId, 'THUMBSUP')}
      >
        <Glyph name="smile" />
      </button>
      <button type="button" tabIndex={-1} aria-label="回复 Reply" onClick={() => replyTo(message)}>
        <Glyph name="reply" />
      </button>
      <button type="button" tabIndex={-1} aria-label="消息菜单 Message menu" onClick={onMenu}>
        <Glyph name="more" />
      </button>
    </div>
  )
}

const longPressMs = 450

/** A finger that stays in place opens the menu, as on the phone. */
function useLongPress(run: () => void) {
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout> | undefined>()
  const cancel = () => clearTimeout(timer)
  return {
    onTouchStart: (event: TouchEvent) => {
      if ((event.target as Element).closest('input, textarea, button')) return
      setTimer(setTimeout(run, longPressMs))
    },
    onTouchEnd: cancel,
    onTouchMove: cancel,
    onTouchCancel: cancel,
  }
}

interface MessageProps {
  message: MessageView
  /** The same person spoke just before, so the face is not shown again. */
  follows: boolean
  phone: boolean
}

export function Message({ message, follows, phone }: MessageProps) {
  const { model, state } = useModel()
  const { open } = useReply()
  const [hovered, setHovered] = useState(false)
  const [menu, setMenu] = useState(false)
  const press = useLongPress(() => setMenu(true))
  const own = message.from.kind === 'person' && message.from.openId === state.as
  const bot = message.from.kind === 'bot'
  const host = useMemo<CardHost>(
    () => ({
      phone,
      me: state.as,
      people: state.people,
      imageUrl: api.imageUrl,
      notify: (type, content) => model.toast({ type, content }),
      click: (action) => model.click(message, action),
      open,
    }),
    [phone, state.as, state.people, model, message.messageId, open],
  )
  if (message.recalled) {
    return <div class="time-mark">{own ? '你' : message.from.name}撤回了一条消息</div>
  }
  const person = model.person(message.from.openId)
  const urgent = message.urgentTo?.includes(state.as)
  const classes = [
    'message',
    own && 'is-own',
    bot && 'from-bot',
    follows && 'follows',
    urgent && 'is-urgent',
  ]
  return (
    // biome-ignore lint/a11y/useSemanticElements: an article would take the card's own role
    <div
      class={classes.filter(Boolean).join(' ')}
      data-message={message.messageId}
      data-type={message.type}
      role="group"
      aria-label={`${own ? '我' : message.from.name}的消息`}
      tabIndex={-1}
      onPointerEnter={(event) => setHovered(event.pointerType === 'mouse')}
      onPointerLeave={() => setHovered(false)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.key !== 'Enter') return
        event.preventDefault()
        setMenu(true)
      }}
      {...press}
    >
      {bot ? (
        <BotAvatar size={36} />
      ) : (
        <Avatar name={message.from.name} color={person?.avatarColor} size={36} />
      )}
      <div class="message-main">
        {!follows && !own && (
          <div class="message-name">
            {message.from.name} {bot && <span class="bot-mark">机器人</span>}
            {message.onlyFor && <span class="only-you">仅你可见</span>}
            {urgent && <span class="urgent-mark">加急</span>}
          </div>
        )}
        {message.parentId && <Quote parentId={message.parentId} chatId={message.chatId} />}
        <Content message={message} host={host} />
        <Reactions message={message} />
        {message.bubbles && <Bubbles words={message.bubbles} />}
        {hovered && <Tools message={message} onMenu={() => setMenu(true)} />}
      </div>
      {menu && <MessageMenu message={message} onClose={() => setMenu(false)} />}
    </div>
  )
}
