import { useMemo, useRef, useState } from 'preact/hooks'
import { OverlayContext } from '../card/context.ts'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import type { MessageView } from '../types.ts'
import { WebPage } from '../web-page/web-page.tsx'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { ReplyContext } from './reply.ts'
import { Toasts } from './toasts.tsx'

interface ChatViewProps {
  narrow: boolean
  phone: boolean
  onToggleStage?: () => void
}

export function ChatView({ narrow, phone, onToggleStage }: ChatViewProps) {
  const { model, state } = useModel()
  const overlay = useRef<HTMLDivElement>(null)
  const chat = model.chat()
  const [parent, replyTo] = useState<MessageView | undefined>()
  const [page, setPage] = useState<string | undefined>()
  const reply = useMemo(() => ({ parent, replyTo, open: setPage }), [parent])
  const back = () => {
    if (narrow) model.open('')
  }
  return (
    <OverlayContext.Provider value={overlay}>
      <div class={`chat ${phone ? 'is-phone' : 'is-desktop'}`} ref={overlay}>
        <header class="chat-head">
          {narrow ? (
            <button type="button" class="icon-button" aria-label="返回 Back" onClick={back}>
              <Glyph name="left" />
            </button>
          ) : (
            <span class="icon-button" />
          )}
          <div class="chat-title">
            <h1>
              {chat?.name ?? '会话'}
              {chat?.type === 'p2p' && <span class="bot-mark">机器人</span>}
            </h1>
            {chat?.type === 'group' && <small>{chat.members} 人</small>}
            {!state.online && <small class="is-offline">连接中…</small>}
          </div>
          {onToggleStage ? (
            <button
              type="button"
              class="icon-button"
              aria-label={phone ? '桌面宽度 Desktop width' : '手机宽度 Phone width'}
              title={phone ? '桌面宽度 Desktop width' : '手机宽度 Phone width'}
              onClick={onToggleStage}
            >
              <Glyph name={phone ? 'desktop' : 'mobile'} />
            </button>
          ) : (
            <span class="icon-button" />
          )}
        </header>
        <ReplyContext.Provider value={reply}>
          <MessageList phone={phone} />
          <Composer />
        </ReplyContext.Provider>
        {page && <WebPage url={page} phone={phone} onClose={() => setPage(undefined)} />}
        <Toasts />
      </div>
    </OverlayContext.Provider>
  )
}
