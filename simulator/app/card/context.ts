import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Json } from '../json.ts'
import type { CardAction, Person, ToastKind } from '../types.ts'
import { linkOf } from './behaviors.ts'

/** What a card needs of the client around it. */
export interface CardHost {
  phone: boolean
  me: string
  people: Person[]
  imageUrl(key: string): string
  notify(type: ToastKind, content: string): void
  click(action: CardAction): Promise<void>
  /** Opens an address; without it a new tab does. */
  open?(href: string): void
}

export interface CardScope extends CardHost {
  /** True while a click is being handled: Feishu locks the whole card. */
  busy: boolean
  /** The control that was clicked, to put the spinner on. */
  pending: string
  act(control: string, action: CardAction): void
  style: Json
}

export const nobodysHost: CardHost = {
  phone: true,
  me: '',
  people: [],
  imageUrl: (key) => key,
  notify: () => {},
  click: async () => {},
}

export const CardContext = createContext<CardScope>({
  ...nobodysHost,
  busy: false,
  pending: '',
  act: () => {},
  style: {},
})

export const useCard = () => useContext(CardContext)

/** Follows an element's link as this device would; false where it has none. */
export function follow(host: CardHost, el: Json): boolean {
  const target = linkOf(el, host.phone)
  if (target === 'unsupported') host.notify('info', '当前设备不支持此操作')
  else if (target && host.open) host.open(target.href)
  else if (target) window.open(target.href, '_blank', 'noopener,noreferrer')
  return target !== undefined
}

export interface FieldHandle {
  required: boolean
  /** Whether it picks a date or time: then the client tells its zone. */
  zoned: boolean
  isEmpty(): boolean
  /** What goes into `form_value`. */
  read(): unknown
  reset(): void
}

export interface FormScope {
  fields: Map<string, FieldHandle>
  missing: ReadonlySet<string>
  clearMissing(name: string): void
  submit(control: string, action: CardAction): void
  check(): boolean
  reset(): void
}

export const FormContext = createContext<FormScope | undefined>(undefined)

/** Where sheets and dialogs are put: over the chat they belong to. */
export const OverlayContext = createContext<{ current: HTMLElement | null }>({ current: null })
