import { useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import type { MenuEntry } from '../types.ts'
import { useReply } from './reply.ts'

interface BotMenuProps {
  entries: MenuEntry[]
  onKeyboard(): void
}

/** The menu that the bot has in its private chat: it takes the place of the message box. */
export function BotMenu({ entries, onKeyboard }: BotMenuProps) {
  const { model } = useModel()
  const { open } = useReply()
  const [unfolded, setUnfolded] = useState<string | undefined>()
  const act = ({ eventKey, text, url }: MenuEntry) => {
    setUnfolded(undefined)
    if (text) void model.sendText(text)
    if (eventKey) void model.tapMenu(eventKey)
    if (url) open(url)
  }
  return (
    <div
      class="bot-menu"
      role="toolbar"
      aria-label="机器人菜单 Bot menu"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setUnfolded(undefined)
      }}
    >
      <button type="button" class="icon-button" aria-label="回到输入 Keyboard" onClick={onKeyboard}>
        <Glyph name="keyboard" />
      </button>
      {entries.map((entry) => {
        const children = entry.children ?? []
        const isOpen = unfolded === entry.name
        return (
          <div key={entry.name} class="bot-menu-entry">
            <button
              type="button"
              aria-haspopup={children.length > 0 ? 'menu' : undefined}
              aria-expanded={children.length > 0 ? isOpen : undefined}
              onClick={() => {
                if (children.length === 0) act(entry)
                else setUnfolded(isOpen ? undefined : entry.name)
              }}
            >
              {children.length > 0 && <Glyph name="list" />}
              {entry.name}
            </button>
            {isOpen && (
              <div class="bot-submenu" role="menu" aria-label={entry.name}>
                {children.map((child) => (
                  <button key={child.name} type="button" role="menuitem" onClick={() => act(child)}>
                    {child.name}
                  </button>
                ))}
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}
