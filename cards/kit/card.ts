/** The frame of a card: JSON 2.0 with header, body and the rules of `docs/architecture.md`. */
export interface Element {
  readonly tag: string
  readonly [property: string]: unknown
}

export interface Card {
  readonly schema: '2.0'
  readonly config: Readonly<Record<string, unknown>>
  readonly header: Readonly<Record<string, unknown>>
  readonly body: { readonly elements: readonly Element[] }
}

/** What the header's colour says. */
export type State = 'todo' | 'progress' | 'done' | 'needsYou' | 'alarm' | 'over'

const templates: Record<State, string> = {
  todo: 'blue',
  progress: 'turquoise',
  done: 'green',
  needsYou: 'orange',
  alarm: 'red',
  over: 'grey',
}

export type TagColor = 'neutral' | 'blue' | 'turquoise' | 'green' | 'orange' | 'red' | 'violet'

export interface Head {
  readonly state: State
  /** The fixed word and the one name that matters. */
  readonly title: string
  /** When, where, how long. */
  readonly subtitle?: string | undefined
  /** At most two. */
  readonly tags?: readonly { readonly text: string; readonly color: TagColor }[]
}

export type Part = Element | readonly Part[] | null | undefined | false | ''

export const plainText = (content: string) => ({ tag: 'plain_text', content })

/**
 * Puts a card together; empty parts fall out. The platform allows 30 KB, 200 nodes and five levels:
 * long lists must be paged by the caller, a test holds every card to the limits.
 */
export function card(head: Head, ...parts: Part[]): Card {
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      width_mode: 'default',
      enable_forward: true,
      summary: { content: head.title },
    },
    header: {
      title: plainText(head.title),
      ...(head.subtitle ? { subtitle: plainText(head.subtitle) } : {}),
      template: templates[head.state],
      ...(head.tags?.length
        ? {
            text_tag_list: head.tags.slice(0, 2).map((tag) => ({
              tag: 'text_tag',
              text: plainText(tag.text),
              color: tag.color,
            })),
          }
        : {}),
    },
    body: { elements: flatten(parts) },
  }
}

export function flatten(parts: readonly Part[]): Element[] {
  const out: Element[] = []
  for (const part of parts) {
    if (!part) continue
    if (Array.isArray(part)) out.push(...flatten(part as readonly Part[]))
    else out.push(part as Element)
  }
  return out
}

/** Bytes of the card's content as it is sent. Ours stay at or below 28 KB (the platform's limit is 30). */
export function cardBytes(value: Card): number {
  return Buffer.byteLength(JSON.stringify(value))
}

/** Nodes as the platform counts them: elements and text objects. The limit is 200. */
export function cardNodes(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + cardNodes(item), 0)
  if (value === null || typeof value !== 'object') return 0
  const own = 'tag' in value ? 1 : 0
  return Object.values(value).reduce<number>((sum, item) => sum + cardNodes(item), own)
}
