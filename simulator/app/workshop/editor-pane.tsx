import { useEffect, useRef, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { workshopApi } from '../desk-api.ts'
import { useModel } from '../hooks.ts'
import type { Editor } from './editor.ts'
import { lineOf, rangeAt } from './place.ts'
import type { Draft } from './use-workshop.ts'

interface Mark {
  from: number
  to: number
  line: number
  title: string
  message: string
}

function marksOf(draft: Draft): Mark[] {
  const { text, broken, verdict, checked } = draft
  if (broken) {
    const message = `第 ${broken.line} 行第 ${broken.column} 列这里不是合法的 JSON`
    return [{ ...broken, title: 'JSON', message }]
  }
  if (!checked) return []
  return (verdict?.problems ?? []).map((problem) => {
    const range = rangeAt(text, problem)
    return {
      ...range,
      line: lineOf(text, range.from),
      title: problem.subCode ? `${problem.code} / ${problem.subCode}` : String(problem.code),
      message: problem.message,
    }
  })
}

function Meter({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <span class={`meter ${value > max ? 'is-over' : ''}`}>
      <span>{label}</span>
      <span class="meter-bar" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (value / max) * 100)}%` }} />
      </span>
    </span>
  )
}

function Findings({
  draft,
  marks,
  onPick,
}: {
  draft: Draft
  marks: Mark[]
  onPick(mark: Mark): void
}) {
  const { verdict, checked, broken } = draft
  const kb = (bytes: number) => (bytes / 1024).toFixed(1)
  return (
    <section class="findings" aria-label="检查结果 Findings">
      <div class="findings-head">
        <strong role="status" class={marks.length > 0 ? 'is-bad' : checked ? 'is-good' : ''}>
          <Glyph name={marks.length > 0 ? 'warning' : 'check'} />
          {marks.length > 0
            ? `${marks.length} 处平台会拒绝`
            : checked
              ? '平台会接受这张卡片'
              : '检查中…'}
        </strong>
        {verdict && !broken && (
          <>
            <Meter
              label={`${kb(verdict.bytes)} / ${kb(verdict.maxBytes)} KB`}
              value={verdict.bytes}
              max={verdict.maxBytes}
            />
            <Meter
              label={`${verdict.elements} / ${verdict.maxElements} 个组件`}
              value={verdict.elements}
              max={verdict.maxElements}
            />
          </>
        )}
      </div>
      <ul>
        {marks.map((mark) => (
          <li key={`${mark.from}/${mark.message}`}>
            <button type="button" onClick={() => onPick(mark)}>
              <span class="finding-line">第 {mark.line} 行</span>
              <span class="finding-text">{mark.message}</span>
              <code>{mark.title}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface EditorPaneProps {
  draft: Draft
  onSend(): void
}

/** The JSON with its errors marked, and the list of them below. */
export function EditorPane({ draft, onSend }: EditorPaneProps) {
  const { model } = useModel()
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | undefined>(undefined)
  const [ready, setReady] = useState(false)
  const now = useRef({ draft, onSend })
  now.current = { draft, onSend }
  const marks = marksOf(draft)

  useEffect(() => {
    let gone = false
    void import('./editor.ts').then(({ createEditor }) => {
      if (gone || !place.current) return
      editor.current = createEditor({
        parent: place.current,
        text: now.current.draft.text,
        label: '卡片 JSON Card JSON',
        onChange: (text) => now.current.draft.setText(text),
        onSend: () => now.current.onSend(),
      })
      setReady(true)
    })
    return () => {
      gone = true
      editor.current?.destroy()
      editor.current = undefined
    }
  }, [])

  // Not at every change of the text: while somebody types, the editor is ahead of what is drawn.
  useEffect(() => {
    if (editor.current && editor.current.text() !== draft.text) editor.current.set(draft.text)
  }, [draft.revision, ready])

  useEffect(() => {
    if (editor.current?.text() !== draft.text) return
    editor.current.mark(
      marks.map(({ from, to, title, message }) => ({
        from,
        to: Math.max(to, from),
        severity: 'error',
        message: `${title}  ${message}`,
      })),
    )
  }, [ready, draft.text, draft.verdict, draft.broken, draft.checked])

  const tidy = () => {
    try {
      draft.replace(JSON.stringify(JSON.parse(draft.text), null, 2))
    } catch {
      model.toast({ type: 'error', content: '先把它改成合法的 JSON,才能排版' })
    }
  }
  const addImage = async (file: File | undefined) => {
    if (!file) return
    try {
      const { imageKey } = await workshopApi.image(file)
      const element = {
        tag: 'img',
        img_key: imageKey,
        alt: { tag: 'plain_text', content: file.name },
      }
      editor.current?.insert(JSON.stringify(element, null, 2))
    } catch (error) {
      model.fail(error)
    }
  }
  return (
    <section class="editor-pane" aria-label="编辑 Editor">
      <div class="pane-tools">
        <h2>JSON</h2>
        <button type="button" class="quiet-button" onClick={tidy}>
          排版
        </button>
        <button
          type="button"
          class="quiet-button"
          onClick={() => {
            void navigator.clipboard.writeText(draft.text).then(
              () => model.toast({ type: 'success', content: '已复制' }),
              () => model.toast({ type: 'error', content: '浏览器不让复制,请手动选中' }),
            )
          }}
        >
          复制
        </button>
        <label class="quiet-button">
          上传图片
          <input
            type="file"
            accept="image/*"
            aria-label="上传图片,在光标处插入 Upload an image"
            onChange={(event) => void addImage(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      <div class="editor-place" ref={place} />
      <Findings
        draft={draft}
        marks={marks}
        onPick={({ from, to }) => editor.current?.reveal(from, to)}
      />
    </section>
  )
}
