import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import { listTime } from '../time.ts'
import type { Chat } from '../types.ts'
import { Avatar, BotAvatar } from './avatar.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

function ChatRow({ chat, open, onOpen }: { chat: Chat; open: boolean; onOpen(): void }) {
  return (
    <button
      type="button"
      class={`row ${open ? 'is-open' : ''}`}
      aria-current={open}
      data-chat={chat.chatId}
      onClick={onOpen}
    >
      {chat.type === 'p2p' ? <BotAvatar size={44} /> : <Avatar name={chat.name} size={44} square />}
      <span class="row-main">
        <span class="row-line">
          <span class="row-name">{chat.name}</span>
          {chat.type === 'p2p' && <span class="bot-mark">机器人</span>}
          <span class="row-time">{chat.lastMessage ? listTime(chat.lastMessage.at) : ''}</span>
        </span>
        <span class="row-line">
          <span class="row-sub">{chat.lastMessage?.preview ?? '还没有消息'}</span>
          {chat.unread > 0 && (
            <span class="unread" role="img" aria-label={`${chat.unread} 条未读`}>
              {chat.unread > 99 ? '99+' : chat.unread}
            </span>
          )}
        </span>
      </span>
    </button>
  )
}

export function ChatList() {
  const { model, state } = useModel()
  const me = model.person(state.as)
  return (
    <div class="chats">
      <div class="side-head">
        <Avatar name={me?.name ?? '?'} color={me?.avatarColor} size={36} />
        <div class="side-title">
          <h1>{me?.name ?? state.as}</h1>
          <small>{me ? `${me.title} · ${me.group}` : '不认识的人'}</small>
        </div>
        <ThemeToggle />
        <button
          type="button"
          class="icon-button"
          aria-label="换一个人 Switch person"
          title="换一个人 Switch person"
          onClick={() => model.leave()}
        >
          <Glyph name="group" />
        </button>
      </div>
      {!state.online && (
        <p class="offline" role="status">
          连接中断,正在重连… Reconnecting
        </p>
      )}
      <nav class="chat-rows" aria-label="会话 Chats">
        {state.chats.map((chat) => (
          <ChatRow
            key={chat.chatId}
            chat={chat}
            open={chat.chatId === state.chatId}
            onOpen={() => model.open(chat.chatId)}
          />
        ))}
      </nav>
    </div>
  )
}
