import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import type { Thread } from '../thread.ts'
import { chunkSize, MessageChunk, type Shown } from './message-chunk.tsx'
import { moveAmongMessages } from './message-keys.ts'

const nearPx = 80
/** After a touch inside the list what grows is what the person opened: leave it where it is. */
const touchHoldMs = 800

/** Chunks keep their borders when older messages come in front. */
function chunksOf({ messages, prepended }: Thread): { key: number; items: Shown[] }[] {
  const chunks = new Map<number, Shown[]>()
  messages.forEach((message, at) => {
    const key = Math.floor((at - prepended) / chunkSize)
    const items = chunks.get(key) ?? []
    items.push({ message, before: messages[at - 1] })
    chunks.set(key, items)
  })
  return [...chunks].map(([key, items]) => ({ key, items }))
}

export function MessageList({ phone }: { phone: boolean }) {
  const { model, state } = useModel()
  const thread = model.thread()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const touchedAt = useRef(0)
  const lastTop = useRef(0)
  const shown = useRef({ first: '', last: '', count: 0, firstTop: 0 })
  const [unseen, setUnseen] = useState(0)
  const chunks = useMemo(() => chunksOf(thread), [thread])

  const first = thread.messages[0]?.messageId ?? ''
  const lastMessage = thread.messages.at(-1)
  const last = lastMessage?.messageId ?? ''

  const topOf = (messageId: string): number | undefined =>
    scroller.current
      ?.querySelector(`[data-message="${CSS.escape(messageId)}"]`)
      ?.getBoundingClientRect().top

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const before = shown.current
    const isOwn = lastMessage?.from.openId === state.as
    if (before.last !== last && (atEnd.current || isOwn)) {
      box.scrollTop = box.scrollHeight
    } else if (before.first && before.first !== first) {
      // What was on top stays where it was; the browser may have seen to it already.
      const now = topOf(before.first)
      if (now !== undefined) box.scrollTop += now - before.firstTop
    } else if (before.last && before.last !== last) {
      setUnseen((count) => count + Math.max(0, thread.messages.length - before.count))
    }
    shown.current = { first, last, count: thread.messages.length, firstTop: topOf(first) ?? 0 }
  }, [first, last])

  useEffect(() => {
    const inner = content.current
    if (!inner) return undefined
    const watch = new ResizeObserver(() => {
      const box = scroller.current
      if (!box) return
      const touched = Date.now() - touchedAt.current < touchHoldMs
      if (atEnd.current && !touched) box.scrollTop = box.scrollHeight
    })
    watch.observe(inner)
    return () => watch.disconnect()
  }, [])

  const toEnd = () => {
    const box = scroller.current
    if (box) box.scrollTop = box.scrollHeight
    atEnd.current = true
    setUnseen(0)
  }
  const onScroll = () => {
    const box = scroller.current
    if (!box) return
    const nearEnd = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx
    // Pictures that arrive late also end up far from the end: only a person moves up.
    if (nearEnd || box.scrollTop < lastTop.current) atEnd.current = nearEnd
    if (nearEnd && unseen > 0) setUnseen(0)
    lastTop.current = box.scrollTop
    shown.current.firstTop = topOf(shown.current.first) ?? shown.current.firstTop
    if (box.scrollTop < nearPx) void model.loadOlder()
  }
  const touch = () => {
    touchedAt.current = Date.now()
  }

  return (
    <div class="messages-frame">
      <div
        class="messages"
        ref={scroller}
        onScroll={onScroll}
        onPointerDown={touch}
        onKeyDown={(event) => {
          touch()
          moveAmongMessages(event)
        }}
        role="log"
        aria-label="消息 Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls by keyboard
        tabIndex={0}
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
          {chunks.map(({ key, items }) => (
            <MessageChunk key={key} items={items} phone={phone} scroller={scroller} />
          ))}
        </div>
      </div>
      {unseen > 0 && (
        <button type="button" class="unseen" onClick={toEnd}>
          <Glyph name="down" /> {unseen} 条新消息
        </button>
      )}
    </div>
  )
}
