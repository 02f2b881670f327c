import { useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { currentTheme, setTheme } from '../theme.ts'

export function ThemeToggle() {
  const [theme, show] = useState(currentTheme())
  const next = theme === 'dark' ? 'light' : 'dark'
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={next === 'dark' ? '切换到深色 Dark' : '切换到浅色 Light'}
      title={next === 'dark' ? '深色 Dark' : '浅色 Light'}
      onClick={() => {
        setTheme(next)
        show(next)
      }}
    >
      <Glyph name={next === 'dark' ? 'moon' : 'sun'} />
    </button>
  )
}
