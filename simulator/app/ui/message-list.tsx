import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useModel } from '../hooks.ts'
import { chatTime } from '../time.ts'
import type { MessageView } from '../types.ts'
import { Message } from './message.tsx'

const groupGapMs = 5 * 60_000
const nearPx = 80
/** After a touch inside the list what grows is what the person opened: leave it where it is. */
const touchHoldMs = 800

function gapBefore(messages: MessageView[], at: number): number {
  const before = messages[at - 1]
  const now = messages[at]
  if (!before || !now) return Number.POSITIVE_INFINITY
  return Date.parse(now.at) - Date.parse(before.at)
}

export function MessageList({ phone }: { phone: boolean }) {
  const { model, state } = useModel()
  const thread = model.thread()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const touchedAt = useRef(0)
  const lastTop = useRef(0)
  const shown = useRef({ first: '', last: '', height: 0 })

  const first = thread.messages[0]?.messageId ?? ''
  const lastMessage = thread.messages.at(-1)
  const last = lastMessage?.messageId ?? ''

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const before = shown.current
    const isOwn = lastMessage?.from.openId === state.as
    if (before.last !== last && (atEnd.current || isOwn)) box.scrollTop = box.scrollHeight
    else if (before.first && before.first !== first)
      box.scrollTop += box.scrollHeight - before.height
    shown.current = { first, last, height: box.scrollHeight }
  }, [first, last])

  useEffect(() => {
    const inner = content.current
    if (!inner) return undefined
    const watch = new ResizeObserver(() => {
      const box = scroller.current
      if (!box) return
      shown.current.height = box.scrollHeight
      const touched = Date.now() - touchedAt.current < touchHoldMs
      if (atEnd.current && !touched) box.scrollTop = box.scrollHeight
    })
    watch.observe(inner)
    return () => watch.disconnect()
  }, [])

  const onScroll = () => {
    const box = scroller.current
    if (!box) return
    const nearEnd = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
    // Pictures that arrive late also end up far from the end: only a person moves up.
    if (nearEnd || box.scrollTop < lastTop.current) atEnd.current = nearEnd
    lastTop.current = box.scrollTop
    if (box.scrollTop < nearPx) void model.loadOlder()
  }
  const touch = () => {
    touchedAt.current = Date.now()
  }

  return (
    <div
      class="messages"
      ref={scroller}
      onScroll={onScroll}
      onPointerDown={touch}
      onKeyDown={touch}
      role="log"
      aria-label="消息 Messages"
    >
      <div class="messages-inner" ref={content}>
        {thread.loading && <p class="messages-note">加载中…</p>}
        {!thread.loading && thread.hasMore && (
          <button type="button" class="messages-note" onClick={() => void model.loadOlder()}>
            更早的消息 Earlier
          </button>
        )}
        {!thread.loading && thread.messages.length === 0 && (
          <p class="messages-note">还没有消息,说句“帮助”试试</p>
        )}
        {thread.messages.map((message, at) => {
          const newTime = gapBefore(thread.messages, at) > groupGapMs
          const sameSender = thread.messages[at - 1]?.from.openId === message.from.openId
          return (
            <div key={message.messageId} class="message-slot">
              {newTime && <div class="time-mark">{chatTime(message.at)}</div>}
              <Message message={message} follows={sameSender && !newTime} phone={phone} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
