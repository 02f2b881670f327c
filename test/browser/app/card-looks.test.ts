import { readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCards } from '../../simulator/sample-cards.ts'
import { launchBrowser } from './browser.ts'
import { type Look, openStage, type Stage } from './stage.ts'

/**
 * Every sample card, drawn and compared with its picture in test/browser/screens, and looked at
 * for what hinders people. `SCREENS=write npx vitest run test/browser/app/card-looks.test.ts`
 * draws the pictures anew; look at them before they are committed.
 */
const folder = join(import.meta.dirname, '../screens')
const writes = process.env.SCREENS === 'write'
const looks: Look[] = [
  { width: 360, theme: 'light' },
  { width: 640, theme: 'dark' },
]
const otherLooks: Look[] = [
  { width: 360, theme: 'dark' },
  { width: 640, theme: 'light' },
]
/** Pages with the most that width or theme changes are drawn in all four ways. */
const inAllLooks = new Set(['button', 'column-set', 'form-container', 'rich-text', 'title'])
/** Share of pixels that may differ, so that no rounding of a curve matters. */
const tolerance = 0.001

const pages = [...new Set(sampleCards().map(({ page }) => page))]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let stage: Stage
beforeAll(async () => {
  browser = await launchBrowser()
  stage = await openStage(browser)
  await stage.page.evaluate(axe)
  if (writes) await mkdir(folder, { recursive: true })
})
afterAll(async () => {
  await stage.close()
  await browser.close()
})

describe('the cards of every page', () => {
  test.each(pages)('%s', async (page) => {
    const cards = sampleCards()
      .filter((sample) => sample.page === page)
      .map(({ card }) => card)
    const shots: Buffer[] = []
    const hindrances: string[] = []
    const seen = inAllLooks.has(page) ? [...looks, ...otherLooks] : looks
    for (const look of seen) {
      await stage.draw(cards, look)
      shots.push(await stage.page.locator('[data-shots]').screenshot())
      hindrances.push(...(await hindrancesOn(stage)))
    }
    expect(stage.errors).toEqual([])
    expect(await stage.page.getByText('图表无法显示').count()).toBe(0)
    expect(await stage.page.locator('.el-unknown').count()).toBe(0)
    expect(hindrances).toEqual([])
    await expectPicture(page, await sideBySide(shots))
  })
})

/** Serious and critical findings of axe, each with the element that it is about. */
async function hindrancesOn({ page }: Stage): Promise<string[]> {
  const found = await page.evaluate<{ violations: Violation[] }>(
    `axe.run('.card', { resultTypes: ['violations'] })`,
  )
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

interface Violation {
  id: string
  impact: string
  nodes: { html: string }[]
}

async function sideBySide(shots: Buffer[]): Promise<Buffer> {
  let left = 0
  let height = 0
  const parts: { input: Buffer; left: number; top: number }[] = []
  for (const input of shots) {
    const size = await sharp(input).metadata()
    parts.push({ input, left, top: 0 })
    left += size.width
    height = Math.max(height, size.height)
  }
  const sheet = sharp({ create: { width: left, height, channels: 3, background: '#888' } })
  return sheet.composite(parts).png({ palette: true, colours: 256, dither: 0 }).toBuffer()
}

async function expectPicture(page: string, shot: Buffer): Promise<void> {
  const path = join(folder, `${page}.png`)
  if (writes) return writeFile(path, shot)
  const [now, before] = await Promise.all([pixels(shot), pixels(await readFile(path))])
  const size = ({ width, height }: { width: number; height: number }) => `${width}x${height}`
  const kept = await keep(page, shot)
  expect(size(now), `${page} has another size; see ${kept}`).toBe(size(before))
  const differing = pixelmatch(now.data, before.data, undefined, now.width, now.height, {
    threshold: 0.15,
  })
  const share = differing / (now.width * now.height)
  expect(share, `${page} looks other than ${path}; see ${kept}`).toBeLessThan(tolerance)
}

async function pixels(png: Buffer) {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** The picture of this run, to be looked at when it differs. */
async function keep(page: string, shot: Buffer): Promise<string> {
  const place = join(tmpdir(), 'rounds-screens')
  await mkdir(place, { recursive: true })
  const path = join(place, `${page}.png`)
  await writeFile(path, shot)
  return path
}
