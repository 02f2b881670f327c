/** Up and down go from message to message, Home and End to the first and last that is drawn. */
export function moveAmongMessages(event: KeyboardEvent): void {
  const list = event.currentTarget
  const target = event.target
  if (!(list instanceof HTMLElement) || !(target instanceof HTMLElement)) return
  const inMessage = target.matches('[data-message]')
  if (target !== list && !inMessage) return
  const messages = [...list.querySelectorAll<HTMLElement>('[data-message]')]
  const at = inMessage ? messages.indexOf(target) : messages.length
  const wanted: Record<string, number> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: messages.length - 1,
  }
  const next = wanted[event.key]
  if (next === undefined) {
    if (event.key === 'Escape') focusComposer(list)
    return
  }
  event.preventDefault()
  if (next >= messages.length) focusComposer(list)
  else focusMessage(messages[Math.max(0, next)])
}

function focusMessage(message: HTMLElement | undefined): void {
  message?.focus({ preventScroll: true })
  message?.scrollIntoView({ block: 'nearest' })
}

function focusComposer(list: HTMLElement): void {
  list.closest('.chat')?.querySelector<HTMLElement>('textarea')?.focus()
}

/** From an empty message box upwards: to the newest message of the same chat. */
export function focusLastMessage(box: HTMLElement): void {
  focusMessage(
    [...(box.closest('.chat')?.querySelectorAll<HTMLElement>('[data-message]') ?? [])].at(-1),
  )
}
