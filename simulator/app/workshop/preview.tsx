import { useMemo, useState } from 'preact/hooks'
import { api } from '../api.ts'
import { CardView } from '../card/card.tsx'
import type { CardHost } from '../card/context.ts'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import type { Json } from '../json.ts'
import type { CardAction } from '../types.ts'
import { BotAvatar } from '../ui/avatar.tsx'
import { JsonBlock, Segmented } from '../ui/view-head.tsx'
import type { Draft } from './use-workshop.ts'

interface PreviewProps {
  draft: Draft
  /** Who looks at the card and clicks. */
  me: string
  callback: Json | undefined
  onClick(action: CardAction): Promise<void>
  onClear(): void
}

/** The card as the client draws it; a click shows what it would send. */
export function Preview({ draft, me, callback, onClick, onClear }: PreviewProps) {
  const { model, state } = useModel()
  const [width, setWidth] = useState<'phone' | 'desktop'>('phone')
  const phone = width === 'phone'
  const host = useMemo<CardHost>(
    () => ({
      phone,
      me,
      people: state.people,
      imageUrl: api.imageUrl,
      notify: (type, content) => model.toast({ type, content }),
      click: onClick,
    }),
    [phone, me, state.people, model, onClick],
  )
  return (
    <section class="preview-pane" aria-label="预览 Preview">
      <div class="pane-tools">
        <h2>预览</h2>
        <Segmented
          label="宽度 Width"
          value={width}
          options={[
            { value: 'phone', label: '手机' },
            { value: 'desktop', label: '桌面' },
          ]}
          onChange={(next) => setWidth(next)}
        />
      </div>
      <div class={`preview ${phone ? 'is-phone' : 'is-desktop'} ${draft.broken ? 'is-stale' : ''}`}>
        {draft.card ? (
          <div class="message from-bot" data-type="card">
            <BotAvatar size={36} />
            <div class="message-main">
              <div class="message-name">
                {state.botName} <span class="bot-mark">机器人</span>
              </div>
              <CardView card={draft.card} host={host} />
            </div>
          </div>
        ) : (
          <p class="side-empty">写出合法的 JSON,这里就会画出卡片</p>
        )}
      </div>
      <section class="callback" aria-label="回调 Callback">
        <div class="pane-tools">
          <h2>点击会发给机器人的回调</h2>
          {callback && (
            <button type="button" class="quiet-button" onClick={onClear}>
              清空
            </button>
          )}
        </div>
        {callback ? (
          <JsonBlock value={callback} label="回调 JSON Callback" />
        ) : (
          <p class="callback-empty">
            <Glyph name="play" />
            在上面的预览里点一下按钮、选一个选项、交一张表:这里显示平台会推给机器人的完整
            JSON,但不真的推送。
          </p>
        )}
      </section>
    </section>
  )
}
