import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Json } from '../json.ts'
import type { CardAction, Person, ToastKind } from '../types.ts'

/** What a card needs of the client around it. */
export interface CardHost {
  phone: boolean
  me: string
  people: Person[]
  imageUrl(key: string): string
  notify(type: ToastKind, content: string): void
  click(action: CardAction): Promise<void>
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

export interface FieldHandle {
  required: boolean
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
