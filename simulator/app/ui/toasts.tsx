import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'

const marks: Record<string, string> = {
  success: 'check',
  error: 'close',
  warning: 'warning',
  info: 'info',
}

export function Toasts() {
  const { state } = useModel()
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
