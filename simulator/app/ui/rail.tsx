import { Glyph } from '../card/icons.tsx'
import type { View } from '../hash.ts'
import { useDesk, useModel } from '../hooks.ts'
import { BotAvatar } from './avatar.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

interface Entry {
  view: View
  label: string
  english: string
  icon: string
}

export const entries: Entry[] = [
  { view: 'chats', label: '聊天', english: 'Chats', icon: 'chat' },
  { view: 'workshop', label: '卡片工坊', english: 'Card workshop', icon: 'edit' },
  { view: 'inspector', label: '记录', english: 'Inspector', icon: 'list' },
  { view: 'weather', label: '天气', english: 'Weather', icon: 'weather' },
]

function useUnread(): number {
  const desk = useDesk()
  const { state } = useModel()
  return desk.view === 'chats' ? 0 : state.chats.reduce((sum, chat) => sum + chat.unread, 0)
}

function Entries() {
  const desk = useDesk()
  const unread = useUnread()
  return entries.map(({ view, label, english, icon }, at) => (
    <button
      key={view}
      type="button"
      class="rail-entry"
      data-view={view}
      aria-current={desk.view === view ? 'page' : undefined}
      title={`${english} (Alt+${at + 1})`}
      onClick={() => desk.show(view)}
    >
      <Glyph name={icon} />
      <span>{label}</span>
      {view === 'chats' && unread > 0 && (
        <span class="unread" role="img" aria-label={`${unread} 条未读`}>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </button>
  ))
}

/** Views of a wide window, at its left edge. */
export function Rail({ onHelp }: { onHelp(): void }) {
  return (
    <nav class="rail" aria-label="视图 Views">
      <BotAvatar size={36} />
      <Entries />
      <span class="rail-space" />
      <button
        type="button"
        class="icon-button"
        aria-label="快捷键 Keyboard shortcuts"
        title="快捷键 Shortcuts (?)"
        onClick={onHelp}
      >
        <Glyph name="help" />
      </button>
      <ThemeToggle />
    </nav>
  )
}

/** Views of a narrow window, at its foot. */
export function Tabs() {
  return (
    <nav class="tabs" aria-label="视图 Views">
      <Entries />
    </nav>
  )
}
