import { useMemo, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import type { Person } from '../types.ts'
import { Avatar, BotAvatar } from './avatar.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

function matching(people: Person[], query: string): Person[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return people.filter((one) => {
    const text = `${one.name} ${one.title} ${one.group} ${one.openId}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function byGroup(people: Person[]): [string, Person[]][] {
  const groups = new Map<string, Person[]>()
  for (const one of people) groups.set(one.group, [...(groups.get(one.group) ?? []), one])
  return [...groups]
}

export function PeoplePicker({ openFirst }: { openFirst: boolean }) {
  const { model, state } = useModel()
  const [query, setQuery] = useState('')
  const found = useMemo(() => matching(state.people, query), [state.people, query])
  const enter = (person: Person | undefined) => {
    if (person) void model.become(person.openId, openFirst)
  }
  return (
    <div class="people">
      <div class="side-head">
        <BotAvatar size={32} />
        <div class="side-title">
          <h1>你是谁?</h1>
          <small>Who are you?</small>
        </div>
        <ThemeToggle />
      </div>
      <label class="search">
        <Glyph name="search" />
        <input
          type="search"
          placeholder="搜索姓名、职务、部门 Search"
          aria-label="搜索人 Search people"
          data-slash
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.isComposing) enter(found[0])
            if (event.key === 'Escape') setQuery('')
          }}
        />
      </label>
      <div class="people-list">
        {byGroup(found).map(([group, people]) => (
          <section key={group} aria-label={group}>
            <h2>
              {group} <span>{people.length}</span>
            </h2>
            {people.map((person) => (
              <button
                key={person.openId}
                type="button"
                class="row"
                data-person={person.openId}
                onClick={() => enter(person)}
              >
                <Avatar name={person.name} color={person.avatarColor} size={36} />
                <span class="row-main">
                  <span class="row-name">{person.name}</span>
                  <span class="row-sub">{person.title}</span>
                </span>
              </button>
            ))}
          </section>
        ))}
        {state.ready && found.length === 0 && (
          <p class="side-empty">{query ? '没有找到这个人' : '还没有人,请先启动演示数据'}</p>
        )}
      </div>
    </div>
  )
}
