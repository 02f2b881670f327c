import { Glyph } from '../card/icons.tsx'
import { useDesk, useModel } from '../hooks.ts'

const marks: Record<string, string> = {
  success: 'check',
  error: 'close',
  warning: 'warning',
  info: 'info',
}

/** In the chat that they belong to, or over another view while that hides the chats. */
export function Toasts({ overView = false }: { overView?: boolean }) {
  const desk = useDesk()
  const { state } = useModel()
  if (overView === (desk.view === 'chats')) return null
  return (
    <div class="toasts" aria-live="polite">
      {state.toasts.map((toast) => (
        <div key={toast.id} class={`toast toast-${toast.type}`} role="status">
          <Glyph name={marks[toast.type] ?? 'info'} />
          <span>{toast.content}</span>
        </div>
      ))}
    </div>
  )
}
