/** This phone: an id of its own, made once, and its system. */
const key = 'rounds.live.device'

function random(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

let made: string | undefined

/** The same for every rep who uses this phone, until its store is emptied. */
export function deviceId(): string {
  try {
    const kept = localStorage.getItem(key)
    if (kept && kept.length >= 8 && kept.length <= 64) return kept
    made ??= random()
    localStorage.setItem(key, made)
  } catch {
    // Without a store the id lives as long as the page.
  }
  made ??= random()
  return made
}

/** A key for what is sent: the same again is the same thing. */
export function newKey(): string {
  const hex = random()
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ]
  return [...parts, hex.slice(20)].join('-')
}

const passKey = (linkId: string) => `rounds.live.pass.${linkId}`

export function keptPass(linkId: string): string | null {
  try {
    return sessionStorage.getItem(passKey(linkId))
  } catch {
    return null
  }
}

/** A page that the phone closed to make room for the camera goes on where it was. */
export function keepPass(linkId: string, pass: string): void {
  try {
    sessionStorage.setItem(passKey(linkId), pass)
  } catch {
    // The page asks who the person is once more.
  }
}
