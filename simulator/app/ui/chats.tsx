import { useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import type { Column } from '../desk.ts'
import { ModelContext, useDesk, useModel } from '../hooks.ts'
import { Avatar, BotAvatar } from './avatar.tsx'
import { ChatList } from './chat-list.tsx'
import { ChatView } from './chat-view.tsx'
import { PhoneFrame } from './frame.tsx'
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

/** Everything on a phone of one's own: people, chats, one chat. */
function PhoneScreen() {
  const { state } = useModel()
  if (state.chatId) return <ChatView key={`${state.as}:${state.chatId}`} narrow phone />
  return (
    <div class="phone-list">
      {state.as ? <ChatList /> : <PeoplePicker openFirst={false} />}
      <Toasts />
    </div>
  )
}

function Seat({ column, onClose }: { column: Column; onClose(): void }) {
  const { model, state } = useModel()
  const person = model.person(state.as)
  const name = person?.name ?? '再选一个人'
  return (
    <section class="seat" aria-label={`并排的手机:${name}`} data-seat={column.key}>
      <header class="seat-head">
        {person && <Avatar name={person.name} color={person.avatarColor} size={24} />}
        <span class="seat-name">{name}</span>
        <small>{person?.title}</small>
        <button
          type="button"
          class="icon-button"
          aria-label={`收起${name}的手机 Close`}
          title="收起 Close"
          onClick={onClose}
        >
          <Glyph name="close" />
        </button>
      </header>
      <PhoneFrame>
        <PhoneScreen />
      </PhoneFrame>
    </section>
  )
}

function Stage() {
  const desk = useDesk()
  const { model, state } = useModel()
  const [phone, setPhone] = useState(true)
  const person = model.person(state.as)
  const chat = state.chatId ? (
    <ChatView
      key={`${state.as}:${state.chatId}`}
      narrow={false}
      phone={phone}
      onToggleStage={() => setPhone(!phone)}
    />
  ) : undefined
  const beside = desk.columns.length > 0
  return (
    <main class={`stage ${phone ? 'is-phone' : 'is-desk'} ${beside ? 'has-seats' : ''}`}>
      <section class="seat is-main" aria-label={person ? `${person.name}的会话` : '会话'}>
        {beside && person && (
          <header class="seat-head">
            <Avatar name={person.name} color={person.avatarColor} size={24} />
            <span class="seat-name">{person.name}</span>
            <small>{person.title}</small>
          </header>
        )}
        {!chat && <Welcome chosen={state.as !== ''} />}
        {chat && phone && <PhoneFrame>{chat}</PhoneFrame>}
        {chat && !phone && <div class="window-frame">{chat}</div>}
      </section>
      {desk.columns.map((column) => (
        <ModelContext.Provider key={column.key} value={column.model}>
          <Seat column={column} onClose={() => desk.closeColumn(column.key)} />
        </ModelContext.Provider>
      ))}
      {state.as && (
        <button
          type="button"
          class="seat-add"
          aria-label="并排一个人 Add a person beside"
          title="并排一个人 Add a person beside"
          onClick={() => desk.addColumn()}
        >
          <Glyph name="add" />
          <span>并排一个人</span>
        </button>
      )}
    </main>
  )
}

/** A narrow window is a phone itself; a wide one has the list at the left and phones in frames. */
export function Chats({ narrow }: { narrow: boolean }) {
  const { state } = useModel()
  if (narrow) return <PhoneScreen />
  return (
    <>
      <aside class="side" aria-label="人和会话 People and chats">
        {state.as ? <ChatList /> : <PeoplePicker openFirst />}
        {!state.chatId && <Toasts />}
      </aside>
      <Stage />
    </>
  )
}
