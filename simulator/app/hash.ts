/** Who sits at a phone and which chat is open. */
export interface Place {
  as: string
  chat: string
}

export const views = ['chats', 'workshop', 'inspector', 'weather'] as const
export type View = (typeof views)[number]

/** Everything that the address of the page remembers. */
export interface DeskPlace {
  view: View
  main: Place
  /** People in columns beside the main one. */
  beside: Place[]
}

export function readHash(hash = location.hash): DeskPlace {
  const query = new URLSearchParams(hash.replace(/^#/, ''))
  const view = views.find((one) => one === query.get('view')) ?? 'chats'
  const beside = query.getAll('with').map((one) => {
    const [as = '', chat = ''] = one.split('/')
    return { as, chat }
  })
  return { view, main: { as: query.get('as') ?? '', chat: query.get('chat') ?? '' }, beside }
}

/** Two tabs are two people: who you are lives in the address, not in storage. */
export function writeHash({ view, main, beside }: DeskPlace, how: 'push' | 'replace'): void {
  const query = new URLSearchParams()
  if (main.as) query.set('as', main.as)
  if (main.chat) query.set('chat', main.chat)
  for (const { as, chat } of beside) query.append('with', chat ? `${as}/${chat}` : as)
  if (view !== 'chats') query.set('view', view)
  const next = `#${query.toString()}`
  if (next === location.hash || (next === '#' && location.hash === '')) return
  if (how === 'push') history.pushState(null, '', next)
  else history.replaceState(null, '', next)
}
