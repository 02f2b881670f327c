import type { ComponentChildren } from 'preact'
import { useNarrow } from '../hooks.ts'
import { ThemeToggle } from './theme-toggle.tsx'

interface ViewHeadProps {
  title: string
  english: string
  children?: ComponentChildren
}

/** The top of a view beside the chats: its name, and what one can do there. */
export function ViewHead({ title, english, children }: ViewHeadProps) {
  const narrow = useNarrow()
  return (
    <header class="view-head">
      <div class="view-title">
        <h1>{title}</h1>
        <small>{english}</small>
      </div>
      {children}
      {narrow && <ThemeToggle />}
    </header>
  )
}

interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: readonly { value: NoInfer<T>; label: string; count?: number }[]
  onChange(value: NoInfer<T>): void
}

/** A few choices in one bar, one of them on. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<T>) {
  return (
    <fieldset class="segmented" aria-label={label}>
      {options.map((one) => (
        <button
          key={one.value}
          type="button"
          aria-pressed={one.value === value}
          onClick={() => onChange(one.value)}
        >
          {one.label}
          {one.count !== undefined && one.count > 0 && <span class="count">{one.count}</span>}
        </button>
      ))}
    </fieldset>
  )
}

/** JSON as the inspector and the workshop show it. */
export function JsonBlock({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text scrolls by keyboard
    <section class="json" aria-label={label} tabIndex={0}>
      <pre>{colored(text ?? '')}</pre>
    </section>
  )
}

const tokens =
  /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g

/** Above this JSON is shown plain: thousands of spans would make scrolling slow. */
const plainAbove = 20_000

function colored(text: string): ComponentChildren {
  if (text.length > plainAbove) return text
  const parts: ComponentChildren[] = []
  let end = 0
  for (const match of text.matchAll(tokens)) {
    const [whole, string, colon, word] = match
    parts.push(text.slice(end, match.index))
    const kind = string ? (colon ? 'key' : 'string') : word ? 'word' : 'number'
    parts.push(<span class={`json-${kind}`}>{string ?? whole}</span>, colon ?? '')
    end = match.index + whole.length
  }
  parts.push(text.slice(end))
  return parts
}
