import { render } from 'preact'
import { api } from './api.ts'
import { CardView } from './card/card.tsx'
import { chartsDrawing } from './card/chart.tsx'
import { type CardHost, nobodysHost } from './card/context.ts'
import { type Json, list, obj, str } from './json.ts'
import { setTheme, type Theme } from './theme.ts'
import type { CardAction, Person } from './types.ts'
import { BotAvatar } from './ui/avatar.tsx'

export interface RenderOptions {
  /** Width of the screen; the card stands in it as in a chat, beside the bot's face. */
  width?: number
  theme?: Theme
  people?: Person[]
  botName?: string
}

interface GalleryCard {
  id: string
  title: string
  card: Json
}

declare global {
  interface Window {
    renderCard?: typeof renderCard
    __CARDS__?: GalleryCard[]
    /** What clicks on the card drawn by `renderCard` would send, in order. */
    __CLICKS__?: CardAction[]
    /** What the client told the person about that card, and where it would have gone. */
    __NOTICES__?: string[]
  }
}

const phoneWidth = 480

function Shot({ card, options }: { card: Json; options: RenderOptions }) {
  const width = options.width ?? 390
  const phone = width <= phoneWidth
  const host: CardHost = {
    ...nobodysHost,
    phone,
    people: options.people ?? [],
    notify: (type, content) => void window.__NOTICES__?.push(`${type}: ${content}`),
    open: (href) => void window.__NOTICES__?.push(`open: ${href}`),
    click: async (action) => void window.__CLICKS__?.push(action),
    imageUrl: (key) => (/^(data:|\/)/.test(key) ? key : api.imageUrl(key)),
  }
  return (
    <div class={`shot ${phone ? 'is-phone' : 'is-wide'}`} data-shot style={{ width: `${width}px` }}>
      <div class="message from-bot" data-type="card">
        <BotAvatar size={36} />
        <div class="message-main">
          <div class="message-name">
            {options.botName ?? '巡访'} <span class="bot-mark">机器人</span>
          </div>
          <CardView card={card} host={host} />
        </div>
      </div>
    </div>
  )
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const painted = () =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
const longestMs = 8000

/** Until fonts, pictures and charts are there, so that a screenshot shows the whole card. */
async function settled(): Promise<void> {
  await pause(30)
  await document.fonts.ready
  const until = Date.now() + longestMs
  const waiting = () =>
    chartsDrawing() || [...document.images].some((image) => !image.complete) || fontsLoading()
  while (waiting() && Date.now() < until) await pause(30)
  await painted()
}

const fontsLoading = (): boolean => document.fonts.status === 'loading'

/** Clears the page and draws a card, or several in a column; screenshot what `[data-shot]` is. */
export async function renderCard(card: Json | Json[], options: RenderOptions = {}): Promise<void> {
  const root = document.getElementById('app') ?? document.body
  if (options.theme) setTheme(options.theme, false)
  window.__CLICKS__ = []
  window.__NOTICES__ = []
  document.body.classList.add('is-gallery')
  render(null, root)
  const cards = Array.isArray(card) ? card : [card]
  render(
    <div data-shots>
      {cards.map((one, at) => (
        <Shot key={at} card={one} options={options} />
      ))}
    </div>,
    root,
  )
  await settled()
}

function drawAll(root: HTMLElement, cards: GalleryCard[]): void {
  render(
    <main class="gallery">
      {cards.map(({ id, title, card }) => (
        <section key={id} id={id}>
          <h2>{title}</h2>
          <Shot card={card} options={{ width: 360 }} />
          <Shot card={card} options={{ width: 390 }} />
        </section>
      ))}
    </main>,
    root,
  )
}

/** `#gallery`: draws `window.__CARDS__`, or the cards that a `postMessage` brings. */
export function startGallery(root: HTMLElement): void {
  document.body.classList.add('is-gallery')
  drawAll(root, window.__CARDS__ ?? [])
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const cards = list(obj(event.data).cards)
    if (cards.length === 0) return
    drawAll(
      root,
      cards.map((one) => ({ id: str(one.id), title: str(one.title), card: obj(one.card) })),
    )
  })
}
