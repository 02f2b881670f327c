import type { ComponentChildren } from 'preact'
import { api } from '../api.ts'
import { safeHref } from '../card/links.ts'
import { obj, str } from '../json.ts'
import type { MessageView } from '../types.ts'

const pieces = /(https?:\/\/[^\s<>"'）)，。]+|@[^\s@,，。:：]{1,20})/g

/** Words as typed; addresses become links and @names stand out. */
export function PlainText({ text }: { text: string }) {
  const parts: ComponentChildren[] = text.split(pieces).map((part) => {
    if (/^https?:/.test(part)) {
      return (
        <a class="md-link" href={part} target="_blank" rel="noreferrer noopener">
          {part}
        </a>
      )
    }
    return part.startsWith('@') ? <span class="at">{part}</span> : part
  })
  return <span class="plain">{parts}</span>
}

function Piece({ piece }: { piece: unknown }) {
  if (typeof piece === 'string') return <PlainText text={piece} />
  const el = obj(piece)
  const text = str(el.text) || str(el.content)
  switch (el.tag) {
    case 'a': {
      const href = safeHref(str(el.href))
      return href ? (
        <a class="md-link" href={href} target="_blank" rel="noreferrer noopener">
          {text}
        </a>
      ) : (
        <span>{text}</span>
      )
    }
    case 'at':
      return <span class="at">@{str(el.user_name) || text || str(el.user_id)}</span>
    case 'img': {
      const src = str(el.url) || str(el.imageUrl) || api.imageUrl(str(el.image_key))
      return <img class="post-image" src={src} alt="图片" />
    }
    default:
      return <PlainText text={text} />
  }
}

/** A post's paragraphs, each a line of words or of pieces as in Feishu's `post` content. */
export function Post({ message }: { message: MessageView }) {
  const lines: unknown[] = Array.isArray(message.paragraphs) ? message.paragraphs : []
  return (
    <div class="post">
      {lines.length > 0 && message.text && <strong class="post-title">{message.text}</strong>}
      {lines.map((line, at) => (
        <p key={at}>
          {(Array.isArray(line) ? (line as unknown[]) : [line]).map((piece, place) => (
            <Piece key={place} piece={piece} />
          ))}
        </p>
      ))}
      {lines.length === 0 && message.text && <PlainText text={message.text} />}
      {message.imageUrl && <img class="post-image" src={message.imageUrl} alt="图片" />}
    </div>
  )
}
