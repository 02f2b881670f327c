import { useEffect, useRef, useState } from 'preact/hooks'
import { api } from '../api.ts'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import type { MenuEntry } from '../types.ts'
import { BotMenu } from './bot-menu.tsx'
import { LocationSheet } from './location-sheet.tsx'
import { MessageBox } from './message-box.tsx'
import { briefOf } from './message-menu.tsx'
import { PhotoSheet } from './photo-sheet.tsx'
import { PostSheet } from './post-sheet.tsx'
import { useReply } from './reply.ts'
import { VoiceSheet } from './voice-sheet.tsx'

const quickWords = ['帮助', '计划', '附近', '签退']

type SheetName = 'location' | 'photo' | 'voice' | 'post'

const tools: { sheet: SheetName; icon: string; label: string; english: string }[] = [
  { sheet: 'location', icon: 'location', label: '位置', english: 'Location' },
  { sheet: 'photo', icon: 'camera', label: '照片', english: 'Photo' },
  { sheet: 'voice', icon: 'mic', label: '语音', english: 'Voice' },
  { sheet: 'post', icon: 'edit', label: '图文', english: 'Post' },
]

function useMenu(): MenuEntry[] {
  const [menu, setMenu] = useState<MenuEntry[]>([])
  useEffect(() => {
    // A simulator without a menu shows the message box alone.
    api.menu().then(
      (found) => setMenu(found.menu),
      () => {},
    )
  }, [])
  return menu
}

export function Composer() {
  const { model, state } = useModel()
  const { parent, replyTo } = useReply()
  const menu = useMenu()
  const [text, setText] = useState('')
  const [sheet, setSheet] = useState<SheetName | undefined>()
  const [menuShown, setMenuShown] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const inGroup = model.chat()?.type === 'group'
  const mention = `@${state.botName} `
  const closeSheet = () => setSheet(undefined)
  useEffect(() => {
    if (parent) box.current?.focus()
  }, [parent])

  const send = async () => {
    const words = text.trim()
    if (!words) return
    setText('')
    if (await model.sendText(words, parent?.messageId)) replyTo(undefined)
    else setText(words)
    box.current?.focus()
  }
  return (
    <footer class="composer">
      <div class="quick" role="toolbar" aria-label="快捷词 Quick words" hidden={menuShown}>
        {inGroup ? (
          <button
            type="button"
            onClick={() => {
              if (!text.startsWith(mention)) setText(mention + text)
              box.current?.focus()
            }}
          >
            @{state.botName}
          </button>
        ) : (
          quickWords.map((word) => (
            <button key={word} type="button" onClick={() => void model.sendText(word)}>
              {word}
            </button>
          ))
        )}
      </div>
      {parent && (
        <div class="replying">
          <span>
            回复 {parent.from.name}:{briefOf(parent)}
          </span>
          <button
            type="button"
            class="icon-button"
            aria-label="不回复了 Cancel reply"
            onClick={() => replyTo(undefined)}
          >
            <Glyph name="close" />
          </button>
        </div>
      )}
      {menuShown ? (
        <BotMenu entries={menu} onKeyboard={() => setMenuShown(false)} />
      ) : (
        <div class="compose-row">
          {menu.length > 0 && !inGroup && (
            <button
              type="button"
              class="icon-button"
              aria-label="机器人菜单 Bot menu"
              title="机器人菜单 Bot menu"
              onClick={() => setMenuShown(true)}
            >
              <Glyph name="list" />
            </button>
          )}
          <MessageBox box={box} text={text} onText={setText} onSend={() => void send()} />
        </div>
      )}
      <div class="compose-tools">
        {tools.map(({ sheet: name, icon, label, english }) => (
          <button
            key={name}
            type="button"
            aria-label={`${label} ${english}`}
            onClick={() => setSheet(name)}
          >
            <Glyph name={icon} />
            <span>{label}</span>
          </button>
        ))}
        <button type="button" aria-label="文件 File" onClick={() => fileInput.current?.click()}>
          <Glyph name="file" />
          <span>文件</span>
        </button>
        <input
          ref={fileInput}
          type="file"
          hidden
          data-kind="file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file) void model.upload('file', file)
          }}
        />
      </div>
      {sheet === 'location' && <LocationSheet onClose={closeSheet} />}
      {sheet === 'photo' && <PhotoSheet onClose={closeSheet} />}
      {sheet === 'voice' && <VoiceSheet onClose={closeSheet} />}
      {sheet === 'post' && <PostSheet onClose={closeSheet} />}
    </footer>
  )
}
