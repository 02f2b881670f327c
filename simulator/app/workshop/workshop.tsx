import { useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { workshopApi } from '../desk-api.ts'
import { useDesk, useModel, useNarrow } from '../hooks.ts'
import type { Json } from '../json.ts'
import type { CardAction } from '../types.ts'
import { Segmented, ViewHead } from '../ui/view-head.tsx'
import { EditorPane } from './editor-pane.tsx'
import { Preview } from './preview.tsx'
import { samples } from './samples.ts'
import { SendBar, useTargets } from './send-bar.tsx'
import { type Draft, useDraft } from './use-workshop.ts'

function Samples({ draft, onPick }: { draft: Draft; onPick(text: string): void }) {
  return (
    <nav class="samples" aria-label="样例 Samples">
      <h2>从样例开始</h2>
      {samples.map(({ id, title, about, card }) => {
        const text = JSON.stringify(card, null, 2)
        return (
          <button
            key={id}
            type="button"
            data-sample={id}
            aria-pressed={draft.text === text}
            onClick={() => onPick(text)}
          >
            <strong>{title}</strong>
            <small>{about}</small>
          </button>
        )
      })}
      <p class="samples-note">
        也可以把自己的卡片粘贴进 JSON 栏;聊天里的卡片,在它的菜单里选「在工坊打开」。
      </p>
    </nav>
  )
}

type Pane = 'samples' | 'json' | 'preview'

/** Write a card, see it drawn and judged, see what a click would send, send it. */
export function Workshop() {
  const desk = useDesk()
  const { model } = useModel()
  const narrow = useNarrow()
  const draft = useDraft()
  const targets = useTargets()
  const [pane, setPane] = useState<Pane>('preview')
  const [callback, setCallback] = useState<Json | undefined>()

  const pick = (text: string) => {
    draft.replace(text)
    setCallback(undefined)
    if (narrow) setPane('preview')
  }
  const fromChat = desk.takeDraft()
  if (fromChat !== undefined) queueMicrotask(() => pick(fromChat))

  const click = async (action: CardAction) => {
    try {
      const { envelope } = await workshopApi.callback(targets.clicker, targets.chatId, action)
      setCallback(envelope)
    } catch (error) {
      model.fail(error)
    }
  }
  const count = (draft.broken ? 1 : 0) + (draft.checked ? (draft.verdict?.problems.length ?? 0) : 0)
  return (
    <main class="workshop">
      <ViewHead title="卡片工坊" english="Card workshop">
        {narrow ? (
          <Segmented
            label="工坊的部分 Parts"
            value={pane}
            options={[
              { value: 'samples', label: '样例' },
              { value: 'json', label: 'JSON', count },
              { value: 'preview', label: '预览' },
            ]}
            onChange={(next) => setPane(next)}
          />
        ) : (
          <SendBar draft={draft} targets={targets} />
        )}
      </ViewHead>
      <div class="workshop-panes">
        {(!narrow || pane === 'samples') && <Samples draft={draft} onPick={pick} />}
        {(!narrow || pane === 'json') && <EditorPane draft={draft} onSend={targets.send(draft)} />}
        {(!narrow || pane === 'preview') && (
          <Preview
            draft={draft}
            me={targets.clicker}
            callback={callback}
            onClick={click}
            onClear={() => setCallback(undefined)}
          />
        )}
      </div>
      {narrow && <SendBar draft={draft} targets={targets} />}
      {!draft.failure ? null : (
        <p class="workshop-failure" role="alert">
          <Glyph name="warning" /> 检查不了:{draft.failure}
        </p>
      )}
    </main>
  )
}
