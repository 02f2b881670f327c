import { type ComponentChildren, createPortal } from 'preact'
import { useContext, useLayoutEffect, useRef } from 'preact/hooks'
import { OverlayContext } from '../card/context.ts'
import { Glyph } from '../card/icons.tsx'

interface OverlayProps {
  kind: 'sheet' | 'dialog' | 'lightbox'
  label: string
  onClose(): void
  children: ComponentChildren
}

/** Laid over the chat that it belongs to; Esc or a touch outside closes it. */
export function Overlay({ kind, label, onClose, children }: OverlayProps) {
  const place = useContext(OverlayContext)
  const panel = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      close.current()
    }
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('keydown', onKey, true)
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return createPortal(
    <div class={`overlay overlay-${kind}`}>
      <button
        type="button"
        class="overlay-shade"
        tabIndex={-1}
        aria-label="关闭"
        onClick={onClose}
      />
      <div
        ref={panel}
        class="overlay-panel"
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
      >
        {children}
      </div>
    </div>,
    place.current ?? document.body,
  )
}

interface SheetProps {
  title: string
  onClose(): void
  action?: { label: string; run(): void } | undefined
  children: ComponentChildren
}

export function Sheet({ title, onClose, action, children }: SheetProps) {
  return (
    <Overlay kind="sheet" label={title} onClose={onClose}>
      <div class="sheet-head">
        <button type="button" class="sheet-close" aria-label="关闭" onClick={onClose}>
          <Glyph name="close" />
        </button>
        <h2>{title}</h2>
        {action ? (
          <button type="button" class="sheet-action" onClick={action.run}>
            {action.label}
          </button>
        ) : (
          <span class="sheet-action" />
        )}
      </div>
      <div class="sheet-body">{children}</div>
    </Overlay>
  )
}

interface DialogProps {
  title: string
  text: string
  onCancel(): void
  onOk(): void
}

export function Dialog({ title, text, onCancel, onOk }: DialogProps) {
  return (
    <Overlay kind="dialog" label={title || text} onClose={onCancel}>
      <div class="dialog-body">
        {title && <h2>{title}</h2>}
        {text && <p>{text}</p>}
      </div>
      <div class="dialog-buttons">
        <button type="button" onClick={onCancel}>
          取消
        </button>
        <button type="button" class="is-main" onClick={onOk}>
          确定
        </button>
      </div>
    </Overlay>
  )
}
