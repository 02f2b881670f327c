import { useEffect, useRef, useState } from 'preact/hooks'
import { OverlayContext } from '../card/context.ts'
import { useMedia, useModel } from '../hooks.ts'
import { BotAvatar } from './avatar.tsx'
import { ChatList } from './chat-list.tsx'
import { ChatView } from './chat-view.tsx'
import { PeoplePicker } from './people.tsx'
import { Toasts } from './toasts.tsx'

function Welcome({ chosen }: { chosen: boolean }) {
  return (
    <div class="welcome">
      <BotAvatar size={72} />
      <h1>巡访 Rounds</h1>
      <p>{chosen ? '从左边选一个会话' : '从左边选一个人,用他的身份和机器人聊天'}</p>
      <p class="english">
        {chosen ? 'Pick a chat on the left.' : 'Pick a person on the left and chat as them.'}
      </p>
    </div>
  )
}

export function App() {
  const { state } = useModel()
  const narrow = useMedia('(max-width: 719px)')
  const [phoneStage, setPhoneStage] = useState(true)
  const overlay = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const who = state.people.find((one) => one.openId === state.as)
    document.title = who ? `${who.name} · 巡访模拟器` : '巡访 Rounds · 聊天模拟器'
  }, [state.as, state.people])

  const side = state.as ? <ChatList /> : <PeoplePicker openFirst={!narrow} />
  const chat = state.chatId ? (
    <ChatView
      key={`${state.as}:${state.chatId}`}
      narrow={narrow}
      phone={narrow || phoneStage}
      {...(narrow ? {} : { onToggleStage: () => setPhoneStage(!phoneStage) })}
    />
  ) : undefined

  return (
    <OverlayContext.Provider value={overlay}>
      <div class={`app ${narrow ? 'is-narrow' : 'is-wide'}`} ref={overlay}>
        {(!narrow || !chat) && <aside class="side">{side}</aside>}
        {narrow && chat}
        {!narrow && (
          <main class={`stage ${phoneStage ? 'is-phone' : ''}`}>
            {chat ? <div class="stage-screen">{chat}</div> : <Welcome chosen={state.as !== ''} />}
          </main>
        )}
        {!chat && <Toasts />}
      </div>
    </OverlayContext.Provider>
  )
}
