import { useEffect, useRef } from 'preact/hooks'
import { OverlayContext } from '../card/context.ts'
import { useDesk, useModel, useNarrow } from '../hooks.ts'
import { Inspector } from '../inspector/inspector.tsx'
import { Weather } from '../weather/weather.tsx'
import { Workshop } from '../workshop/workshop.tsx'
import { Chats } from './chats.tsx'
import { Rail, Tabs } from './rail.tsx'
import { ShortcutHelp, useShortcuts } from './shortcuts.tsx'
import { Toasts } from './toasts.tsx'

/** The window: a rail of views, and the view that is open. */
export function App() {
  const desk = useDesk()
  const { state } = useModel()
  const narrow = useNarrow()
  const overlay = useRef<HTMLDivElement>(null)
  const { help, closeHelp, openHelp } = useShortcuts(desk)

  useEffect(() => {
    const who = state.people.find((one) => one.openId === state.as)
    document.title = who ? `${who.name} · 巡访模拟器` : '巡访 Rounds · 聊天模拟器'
  }, [state.as, state.people])

  const chats = desk.view === 'chats'
  const inChat = chats && state.chatId !== ''
  return (
    <OverlayContext.Provider value={overlay}>
      <div class={`app ${narrow ? 'is-narrow' : 'is-wide'}`} ref={overlay}>
        {!narrow && <Rail onHelp={openHelp} />}
        <div class="view" hidden={!chats}>
          <Chats narrow={narrow} />
        </div>
        {!chats && (
          <div class="view">
            {desk.view === 'workshop' && <Workshop />}
            {desk.view === 'inspector' && <Inspector />}
            {desk.view === 'weather' && <Weather />}
          </div>
        )}
        {narrow && !inChat && <Tabs />}
        <Toasts overView />
        {help && <ShortcutHelp onClose={closeHelp} />}
      </div>
    </OverlayContext.Provider>
  )
}
