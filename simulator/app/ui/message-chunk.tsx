import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { chatTime } from '../time.ts'
import type { MessageView } from '../types.ts'
import { Message } from './message.tsx'

/** So many messages are drawn or left out together. */
export const chunkSize = 20
const groupGapMs = 5 * 60_000
/** px above and below the screen within which chunks are drawn. */
const nearPx = 1200

export interface Shown {
  message: MessageView
  before: MessageView | undefined
}

interface ChunkProps {
  items: Shown[]
  phone: boolean
  scroller: RefObject<HTMLDivElement | null>
}

/**
 * Twenty messages. Far from the screen only their height stays, so a chat of thousands has no
 * more of a page than one of fifty. What somebody has typed into a card stays drawn.
 */
export function MessageChunk({ items, phone, scroller }: ChunkProps) {
  const box = useRef<HTMLDivElement>(null)
  const touched = useRef(false)
  const [height, setHeight] = useState<number | undefined>()

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return
        const held = touched.current || element.contains(document.activeElement)
        if (entry.isIntersecting || held) setHeight(undefined)
        // A hidden list has no height that could stand for it.
        else if (element.offsetHeight > 0) setHeight(element.offsetHeight)
      },
      { root: scroller.current, rootMargin: `${nearPx}px 0px` },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  return (
    <div
      ref={box}
      class="message-chunk"
      style={height === undefined ? undefined : { height: `${height}px` }}
      onInput={() => {
        touched.current = true
      }}
    >
      {height === undefined &&
        items.map(({ message, before }) => {
          const newTime = !before || Date.parse(message.at) - Date.parse(before.at) > groupGapMs
          const follows = !newTime && !before.recalled && before.from.openId === message.from.openId
          return (
            <div key={message.messageId} class="message-slot">
              {newTime && <div class="time-mark">{chatTime(message.at)}</div>}
              <Message message={message} follows={follows} phone={phone} />
            </div>
          )
        })}
    </div>
  )
}
