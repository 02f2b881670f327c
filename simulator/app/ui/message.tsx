import { useMemo, useState } from 'preact/hooks'
import { api } from '../api.ts'
import { CardView } from '../card/card.tsx'
import type { CardHost } from '../card/context.ts'
import { Glyph } from '../card/icons.tsx'
import { Lightbox } from '../card/media.tsx'
import { useModel } from '../hooks.ts'
import { MiniMap } from '../map/mini-map.tsx'
import type { MessageView } from '../types.ts'
import { Avatar, BotAvatar } from './avatar.tsx'
import { PlainText, Post } from './post.tsx'

function LocationBubble({ location }: { location: NonNullable<MessageView['location']> }) {
  const at = `${Number(location.lng).toFixed(5)}, ${Number(location.lat).toFixed(5)}`
  return (
    <div class="location" title={at}>
      <div class="location-text">
        <strong>{location.name || '位置'}</strong>
        <small>{at}</small>
      </div>
      <MiniMap point={{ lng: Number(location.lng), lat: Number(location.lat) }} places={[]} />
      <span class="location-pin">
        <Glyph name="location" />
      </span>
    </div>
  )
}

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

function FileBubble({ file }: { file: NonNullable<MessageView['file']> }) {
  return (
    <a class="file" href={file.url} download={file.name}>
      <span class="file-text">
        <strong>{file.name}</strong>
        <small>{sizeWords(file.size)}</small>
      </span>
      <span class="file-icon">
        <Glyph name="file" />
      </span>
    </a>
  )
}

function ImageBubble({ src }: { src: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" class="photo" aria-label="查看图片" onClick={() => setOpen(true)}>
        <img src={src} alt="图片消息" loading="lazy" />
      </button>
      {open && <Lightbox src={src} alt="图片消息" onClose={() => setOpen(false)} />}
    </>
  )
}

function Content({ message, host }: { message: MessageView; host: CardHost }) {
  if (message.type === 'card' && message.card) return <CardView card={message.card} host={host} />
  if (message.type === 'image' && message.imageUrl) return <ImageBubble src={message.imageUrl} />
  if (message.type === 'location' && message.location) {
    return <LocationBubble location={message.location} />
  }
  if (message.type === 'file' && message.file) return <FileBubble file={message.file} />
  return (
    <div class="bubble">
      {message.type === 'post' ? (
        <Post message={message} />
      ) : (
        <PlainText text={message.text ?? ''} />
      )}
    </div>
  )
}

interface MessageProps {
  message: MessageView
  /** The same person spoke just before, so the face is not shown again. */
  follows: boolean
  phone: boolean
}

export function Message({ message, follows, phone }: MessageProps) {
  const { model, state } = useModel()
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
    }),
    [phone, state.as, state.people, model, message.messageId],
  )
  if (message.recalled) {
    return <div class="time-mark">{own ? '你' : message.from.name}撤回了一条消息</div>
  }
  const person = model.person(message.from.openId)
  return (
    <div
      class={`message ${own ? 'is-own' : ''} ${bot ? 'from-bot' : ''} ${follows ? 'follows' : ''}`}
      data-message={message.messageId}
      data-type={message.type}
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
          </div>
        )}
        <Content message={message} host={host} />
      </div>
    </div>
  )
}
