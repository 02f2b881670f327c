import { useRef, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import { LocationSheet } from './location-sheet.tsx'
import { PhotoSheet } from './photo-sheet.tsx'

const quickWords = ['帮助', '计划', '附近', '签退']

export function Composer() {
  const { model, state } = useModel()
  const [text, setText] = useState('')
  const [sheet, setSheet] = useState<'location' | 'photo' | undefined>()
  const box = useRef<HTMLTextAreaElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const inGroup = model.chat()?.type === 'group'
  const mention = `@${state.botName} `

  const send = async () => {
    const words = text.trim()
    if (!words) return
    setText('')
    if (!(await model.sendText(words))) setText(words)
    box.current?.focus()
  }
  return (
    <footer class="composer">
      <div class="quick" role="toolbar" aria-label="快捷词 Quick words">
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
      <div class="compose-line">
        <textarea
          ref={box}
          rows={1}
          value={text}
          placeholder={`发送给 ${model.chat()?.name ?? ''}`}
          aria-label="消息 Message"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            void send()
          }}
        />
        <button
          type="button"
          class="send"
          aria-label="发送 Send"
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >
          <Glyph name="send" />
        </button>
      </div>
      <div class="compose-tools">
        <button type="button" aria-label="位置 Location" onClick={() => setSheet('location')}>
          <Glyph name="location" />
          <span>位置</span>
        </button>
        <button type="button" aria-label="照片 Photo" onClick={() => setSheet('photo')}>
          <Glyph name="camera" />
          <span>照片</span>
        </button>
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
      {sheet === 'location' && <LocationSheet onClose={() => setSheet(undefined)} />}
      {sheet === 'photo' && <PhotoSheet onClose={() => setSheet(undefined)} />}
    </footer>
  )
}
