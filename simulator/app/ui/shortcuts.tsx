import { useEffect, useState } from 'preact/hooks'
import type { Desk } from '../desk.ts'
import { views } from '../hash.ts'
import { Sheet } from './overlay.tsx'

const shortcuts: [string, string, string][] = [
  ['Alt + 1…4', '切换视图', 'Switch views'],
  ['/', '跳到搜索或消息框', 'Search, or write a message'],
  ['↑ ↓', '在列表、消息、记录里移动', 'Move in lists and messages'],
  ['Enter', '打开;在消息上是操作菜单', 'Open; on a message: its menu'],
  ['@', '写消息时点名', 'Mention while writing'],
  ['↑ (空消息框)', '回到上一条消息', 'From the empty box: last message'],
  ['方向键 + −', '地图移动与缩放', 'Move and zoom the map'],
  ['Ctrl + Enter', '工坊里发送卡片', 'Send the card of the workshop'],
  ['Esc', '关闭弹层,回到消息框', 'Close what is open'],
  ['?', '这一页', 'This page'],
]

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"]') !== null
  )
}

/** Keys that work everywhere; while somebody types only those with Alt do. */
export function useShortcuts(desk: Desk) {
  const [help, setHelp] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const view = views[Number(event.code.replace('Digit', '')) - 1]
      if (event.altKey && !event.ctrlKey && !event.metaKey && view) {
        event.preventDefault()
        desk.show(view)
        return
      }
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '?') setHelp(true)
      if (event.key === '/') {
        const shown = [...document.querySelectorAll<HTMLElement>('[data-slash]')]
        const box = shown.find((one) => one.offsetParent !== null)
        if (!box) return
        event.preventDefault()
        box.focus()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [desk])
  return { help, openHelp: () => setHelp(true), closeHelp: () => setHelp(false) }
}

export function ShortcutHelp({ onClose }: { onClose(): void }) {
  return (
    <Sheet title="快捷键 Shortcuts" onClose={onClose}>
      <dl class="shortcuts">
        {shortcuts.map(([keys, zh, en]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>
              {zh} <small>{en}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}
