interface AvatarProps {
  name: string
  color?: string | undefined
  size?: number
  square?: boolean
}

const fallbackColors = ['#3370ff', '#1fa18f', '#8c55ec', '#de7802', '#d83931', '#049fd7', '#2ea121']

function colorOf(name: string): string {
  let sum = 0
  for (const char of name) sum += char.codePointAt(0) ?? 0
  return fallbackColors[sum % fallbackColors.length] ?? '#3370ff'
}

/** A Chinese name is known by its last two characters, a group by its first two. */
function letters(name: string, fromFront: boolean): string {
  const bare = name.replace(/[（(].*$/, '').trim()
  if (/[一-鿿]/.test(bare))
    return (fromFront ? [...bare].slice(0, 2) : [...bare].slice(-2)).join('')
  return bare
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()
}

export function Avatar({ name, color, size = 40, square }: AvatarProps) {
  return (
    <span
      class={`avatar ${square ? 'is-square' : ''}`}
      aria-hidden="true"
      style={{
        width: `${size}px`,
        height: `${size}px`,
        background: color || colorOf(name),
        fontSize: `${Math.round(size * 0.36)}px`,
      }}
      data-letters={letters(name, square === true)}
    />
  )
}

export function BotAvatar({ size = 40 }: { size?: number }) {
  return (
    <span
      class="avatar is-bot"
      aria-hidden="true"
      style={{ width: `${size}px`, height: `${size}px` }}
    >
      <svg viewBox="0 0 32 32" width="64%" height="64%" aria-hidden="true">
        <path
          d="M16 3a9.5 9.5 0 0 0-9.5 9.5C6.5 19.5 16 29 16 29s9.5-9.5 9.5-16.5A9.5 9.5 0 0 0 16 3z"
          fill="#fff"
        />
        <path
          d="M11.8 12.7l3 3 5.4-5.9"
          fill="none"
          stroke="#1456f0"
          stroke-width="2.6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </span>
  )
}
