import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import type { TrafficEntry } from '../desk-api.ts'
import type { Person } from '../types.ts'
import { aboutOf, clockOf, latencyOf, outcomeOf, statusOf, titleOf } from './describe.ts'

/** px; the style sheet sets the same, so that a row's place follows from its number. */
const rowHeight = 52
const spare = 8
const nearEnd = rowHeight * 1.5

interface RowsProps {
  entries: TrafficEntry[]
  people: Person[]
  chosen: number | undefined
  empty: string
  onChoose(seq: number): void
  onReplay(seq: number): void
}

function Row({
  entry,
  people,
  chosen,
  onChoose,
}: Omit<RowsProps, 'entries' | 'empty' | 'onReplay'> & { entry: TrafficEntry }) {
  const outcome = outcomeOf(entry)
  const last = entry.attempts.at(-1)
  const toBot = entry.kind !== 'api'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box around it has the keys
    <div
      class={`traffic-row is-${outcome} ${chosen === entry.seq ? 'is-open' : ''}`}
      role="option"
      id={`traffic-${entry.seq}`}
      aria-selected={chosen === entry.seq}
      data-seq={entry.seq}
      data-name={entry.name}
      tabIndex={-1}
      onClick={() => onChoose(entry.seq)}
    >
      <span class={`traffic-way ${toBot ? 'to-bot' : 'to-platform'}`} aria-hidden="true">
        <Glyph name={toBot ? 'down' : 'up'} />
      </span>
      <span class="traffic-main">
        <span class="traffic-line">
          <strong>{titleOf(entry)}</strong>
          <span class="traffic-about">{aboutOf(entry, people)}</span>
        </span>
        <span class="traffic-line is-small">
          <span>{clockOf(entry.at)}</span>
          <code>{entry.name}</code>
        </span>
      </span>
      <span class="traffic-end">
        <span class={`traffic-status is-${outcome}`}>{statusOf(entry)}</span>
        <span class="is-small">
          {entry.attempts.length > 1 && <b>{entry.attempts.length} 次 </b>}
          {last ? latencyOf(last.latencyMs) : ''}
        </span>
      </span>
    </div>
  )
}

/** The list: only the rows on the screen are drawn; it follows the end while one is there. */
export function Rows({ entries, people, chosen, empty, onChoose, onReplay }: RowsProps) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [view, setView] = useState({ top: 0, height: 800 })

  useLayoutEffect(() => {
    const list = box.current
    if (!list) return undefined
    const watch = new ResizeObserver(() =>
      setView({ top: list.scrollTop, height: list.clientHeight }),
    )
    watch.observe(list)
    return () => watch.disconnect()
  }, [])
  useLayoutEffect(() => {
    const list = box.current
    if (list && atEnd.current && chosen === undefined) list.scrollTop = list.scrollHeight
  }, [entries.length])

  const from = Math.max(0, Math.floor(view.top / rowHeight) - spare)
  const to = Math.min(entries.length, Math.ceil((view.top + view.height) / rowHeight) + spare)

  const move = (step: number) => {
    const at = entries.findIndex(({ seq }) => seq === chosen)
    const start = at < 0 ? (step > 0 ? -1 : entries.length) : at
    const next = Math.min(entries.length - 1, Math.max(0, start + step))
    const list = box.current
    const entry = entries[next]
    if (!list || !entry) return
    onChoose(entry.seq)
    const top = next * rowHeight
    if (top < list.scrollTop) list.scrollTop = top
    if (top + rowHeight > list.scrollTop + list.clientHeight) {
      list.scrollTop = top + rowHeight - list.clientHeight
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -entries.length,
      End: entries.length,
    }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      move(step)
    }
    if (event.key === 'r' && chosen !== undefined && !event.ctrlKey && !event.metaKey) {
      onReplay(chosen)
    }
  }
  return (
    <div
      ref={box}
      class="traffic"
      role="listbox"
      aria-label="记录 Entries"
      aria-activedescendant={chosen === undefined ? undefined : `traffic-${chosen}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        const list = event.currentTarget
        atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < nearEnd
        setView({ top: list.scrollTop, height: list.clientHeight })
      }}
    >
      {entries.length === 0 ? (
        <p class="side-empty">{empty}</p>
      ) : (
        <div
          role="presentation"
          style={{ paddingTop: `${from * rowHeight}px`, height: `${entries.length * rowHeight}px` }}
        >
          {entries.slice(from, to).map((entry) => (
            <Row
              key={entry.seq}
              entry={entry}
              people={people}
              chosen={chosen}
              onChoose={onChoose}
            />
          ))}
        </div>
      )}
    </div>
  )
}
