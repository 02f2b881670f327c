import { flag, type Json, list, str } from '../json.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useCard } from './context.ts'
import { outer } from './units.ts'

const sizes: Record<string, number> = { extra_small: 20, small: 24, medium: 28, large: 36 }

function One({ id, el }: { id: string; el: Json }) {
  const { people } = useCard()
  const person = people.find((one) => one.openId === id)
  const name = person?.name ?? '未知成员'
  return (
    <span class="person">
      {flag(el.show_avatar, true) && (
        <Avatar name={name} color={person?.avatarColor} size={sizes[str(el.size)] ?? 24} />
      )}
      {flag(el.show_name, true) && <span class="person-name">{name}</span>}
    </span>
  )
}

export function PersonElement({ el }: { el: Json }) {
  return (
    <div class="el-persons" style={outer(el)}>
      <One id={str(el.user_id)} el={el} />
    </div>
  )
}

export function PersonList({ el }: { el: Json }) {
  const { people } = useCard()
  const dropUnknown = flag(el.drop_invalid_user_id)
  const ids = list(el.persons)
    .map((one) => str(one.id))
    .filter((id) => !dropUnknown || people.some((one) => one.openId === id))
  return (
    <div class="el-persons" style={outer(el)}>
      {ids.map((id) => (
        <One key={id} id={id} el={el} />
      ))}
    </div>
  )
}
