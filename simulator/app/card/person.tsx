import { flag, type Json, list, num, str } from '../json.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useCard } from './context.ts'
import { hasIcon, Icon } from './icons.tsx'
import { clamp, outer } from './units.ts'

const sizes: Record<string, number> = { extra_small: 20, small: 24, medium: 32, large: 40 }
const unknown = '未知用户'

interface FaceProps {
  id: string
  size: number
  avatar: boolean
  name: boolean
  capsule?: boolean
}

/** A person as the client draws one: face, name, or both, in a capsule or without. */
export function PersonFace({ id, size, avatar, name, capsule }: FaceProps) {
  const { people } = useCard()
  const person = people.find((one) => one.openId === id)
  const words = person?.name ?? unknown
  return (
    <span class={`person ${capsule ? 'is-capsule' : ''}`} title={words}>
      {avatar && <Avatar name={words} color={person?.avatarColor} size={size} />}
      {name ? <span class="person-name">{words}</span> : <span class="sr-only">{words}</span>}
    </span>
  )
}

export function PersonElement({ el }: { el: Json }) {
  return (
    <div class="el-persons" style={outer(el)}>
      <PersonFace
        id={str(el.user_id)}
        size={sizes[str(el.size)] ?? 32}
        avatar={flag(el.show_avatar, true)}
        name={flag(el.show_name)}
        capsule={str(el.style) === 'capsule'}
      />
    </div>
  )
}

/** Names in a row; faces alone overlap, as in a string of beads. */
export function PersonList({ el }: { el: Json }) {
  const { people } = useCard()
  const dropUnknown = flag(el.drop_invalid_user_id)
  const ids = list(el.persons)
    .map((one) => str(one.id))
    .filter((id) => !dropUnknown || people.some((one) => one.openId === id))
  const names = flag(el.show_name, true)
  const faces = flag(el.show_avatar) || !names
  return (
    <div class="el-persons" style={outer(el)}>
      {hasIcon(el) && (
        <span class="el-text-icon">
          <Icon icon={el.icon} />
        </span>
      )}
      <div class={names ? 'person-list' : 'person-beads'} style={clamp(num(el.lines, 0))}>
        {ids.map((id, at) => (
          <PersonFace
            key={`${id}:${at}`}
            id={id}
            size={sizes[str(el.size)] ?? 32}
            avatar={faces}
            name={names}
          />
        ))}
      </div>
    </div>
  )
}
