import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { type FakeServer, startFakeServer } from './fake-server.ts'

type Card = Record<string, unknown>

export interface Look {
  /** Width of the screen: up to 480 a phone. */
  width: number
  theme: 'light' | 'dark'
}

export interface Stage {
  page: Page
  draw(cards: Card | Card[], look?: Look): Promise<void>
  /** What the clicks since the last drawing would have sent, in order. */
  clicks(): Promise<unknown[]>
  /** What the client said meanwhile, and where it would have gone. */
  notices(): Promise<string[]>
  /** Errors of the page so far; none is right. */
  errors: string[]
  close(): Promise<void>
}

const people = [
  ['ou_li', '李雷', '#3370ff'],
  ['ou_han', '韩梅', '#1fa18f'],
  ['ou_wang', '王芳', '#8c55ec'],
].map(([openId, name, avatarColor]) => ({ openId, name, title: '', group: '', avatarColor }))

/** Other fonts than the bundled one, which a machine may have or lack, are kept off the stage. */
const pinned = `
  :root { --mono: "Noto Sans SC"; }
  .emoji { display: inline-block; width: 1em; height: 1em; overflow: hidden; visibility: hidden; }
  [data-shots] { width: fit-content; }
  *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
`

/** Same numbers each time, so that clouds of words fall the same way. */
const seeded = `
  let seed = 7;
  Math.random = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647; };
`

/** A page on which single cards are drawn, one browser page for all of them. */
export async function openStage(browser: Browser): Promise<Stage> {
  const fake: FakeServer = await startFakeServer()
  const page = await browser.newPage({ viewport: { width: 700, height: 900 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.addInitScript(seeded)
  const picture = await shelf()
  await page.route('**/api/images/**', (route) =>
    route.fulfill({ body: picture, contentType: 'image/png' }),
  )
  await page.goto(`${fake.url}#gallery`)
  await page.addStyleTag({ content: pinned })
  return {
    page,
    errors,
    draw: async (cards, look = { width: 390, theme: 'light' }) => {
      const options = JSON.stringify({ ...look, people })
      await page.mouse.move(0, 0)
      await page.evaluate(`window.renderCard(${JSON.stringify(cards)}, ${options})`)
    },
    clicks: () => page.evaluate('window.__CLICKS__'),
    notices: () => page.evaluate('window.__NOTICES__'),
    close: async () => {
      await page.close()
      await fake.close()
    },
  }
}

/** A small picture with an upper and a lower half, so that cuts and corners can be seen. */
async function shelf(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="90"><rect width="120" height="90" fill="#c9a66b"/><rect y="45" width="120" height="45" fill="#8ab4a0"/><circle cx="60" cy="45" r="24" fill="#fff"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}
