/** Elements from data: text stays text. */
type Child = Node | string | false | null | undefined

interface Props {
  readonly class?: string
  readonly id?: string
  readonly role?: string
  readonly type?: string
  readonly for?: string
  readonly rows?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly onclick?: () => void
  readonly [name: `aria-${string}` | `data-${string}`]: string
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (name === 'onclick') element.addEventListener('click', value as () => void)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value))
  }
  for (const child of children) if (child) element.append(child)
  return element
}
