export interface Place {
  as: string
  chat: string
}

export function readHash(hash = location.hash): Place {
  const query = new URLSearchParams(hash.replace(/^#/, ''))
  return { as: query.get('as') ?? '', chat: query.get('chat') ?? '' }
}

/** Two tabs are two people: who you are lives in the address, not in storage. */
export function writeHash({ as, chat }: Place, how: 'push' | 'replace'): void {
  const query = new URLSearchParams()
  if (as) query.set('as', as)
  if (chat) query.set('chat', chat)
  const next = `#${query.toString()}`
  if (next === location.hash || (next === '#' && location.hash === '')) return
  if (how === 'push') history.pushState(null, '', next)
  else history.replaceState(null, '', next)
}
