export type Theme = 'light' | 'dark'

const key = 'rounds.simulator.theme'

function stored(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function setTheme(theme: Theme, remember = true): void {
  document.documentElement.dataset.theme = theme
  if (!remember) return
  try {
    localStorage.setItem(key, theme)
  } catch {
    // A page without storage keeps the theme until it is closed.
  }
}

/** The person's own choice, else the system's, followed while the page is open. */
export function startTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const chosen = stored()
  if (chosen === 'light' || chosen === 'dark') setTheme(chosen, false)
  else setTheme(system.matches ? 'dark' : 'light', false)
  system.addEventListener('change', () => {
    if (!stored()) setTheme(system.matches ? 'dark' : 'light', false)
  })
}

export const currentTheme = (): Theme =>
  document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
