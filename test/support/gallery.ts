/**
 * `npm run gallery [-- --only <feature or feature/id prefix>]`: every card of the gallery as a picture, drawn by
 * the simulator's own renderer in a real browser, in both languages. Cards that the platform would refuse
 * are named, and the command fails.
 */
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { cardBytes, cardNodes } from '../../cards/kit/card.ts'
import { startSimulator, validateCard } from '../../simulator/index.ts'
import { type Locale, translator } from '../../src/i18n/t.ts'
import { launchBrowser } from '../browser/app/browser.ts'
import { root } from '../invariants/files.ts'
import { type FeatureEntry, galleryEntries } from './gallery-entries.ts'
import { drawSamplePhotos, writeSmall } from './pictures.ts'

interface Shot {
  readonly locale: Locale
  readonly width: number
  readonly theme: 'light' | 'dark'
  readonly file: string
}

const folder = join(root, 'docs/gallery')
const locales: readonly Locale[] = ['zh-CN', 'en']
const shortLocale = (locale: Locale) => locale.slice(0, 2)

/** 390 px in both languages; the longest also at 360 px, the first card of a feature also dark. */
function shotsOf(entry: FeatureEntry, first: boolean): Shot[] {
  const shot = (locale: Locale, kind: '' | '360' | 'dark'): Shot => ({
    locale,
    width: kind === '360' ? 360 : 390,
    theme: kind === 'dark' ? 'dark' : 'light',
    file: [entry.id, shortLocale(locale), ...(kind ? [kind] : []), 'png'].join('.'),
  })
  return locales.flatMap((locale) => [
    shot(locale, ''),
    ...(entry.id.endsWith('longest') ? [shot(locale, '360')] : []),
    ...(first ? [shot(locale, 'dark')] : []),
  ])
}

async function draw(page: Page, entry: FeatureEntry, shot: Shot): Promise<number> {
  const card = entry.build(translator(shot.locale))
  await page.evaluate(
    // The page's own function: the browser's types are not ours.
    ([json, options]) =>
      (
        globalThis as unknown as { renderCard(card: unknown, options: unknown): Promise<void> }
      ).renderCard(JSON.parse(json as string), options),
    [
      JSON.stringify(card),
      { width: shot.width, theme: shot.theme, botName: shot.locale === 'en' ? 'Rounds' : '巡访' },
    ] as const,
  )
  const picture = await page.locator('[data-shot]').screenshot()
  return writeSmall(join(folder, entry.feature, shot.file), picture)
}

/** What the platform or our own limits would refuse, in both languages. */
function refusals(entry: FeatureEntry): string[] {
  return locales.flatMap((locale) => {
    const card = entry.build(translator(locale))
    const name = `${entry.feature}/${entry.id} ${locale}`
    return [
      ...validateCard(JSON.parse(JSON.stringify(card))).map((p) => `${name}: ${JSON.stringify(p)}`),
      ...(cardBytes(card) > 28 * 1024 ? [`${name}: ${cardBytes(card)} bytes`] : []),
      ...(cardNodes(card) > 200 ? [`${name}: ${cardNodes(card)} nodes`] : []),
    ]
  })
}

const picture = (entry: FeatureEntry, shot: Shot) =>
  `<img src="${entry.feature}/${shot.file}" width="${shot.width}" alt="${entry.title}">`

/** The index: one table a feature, 中文 and English side by side. */
function indexPage(all: readonly { entry: FeatureEntry; shots: readonly Shot[] }[]): string {
  const features = [...new Set(all.map(({ entry }) => entry.feature))]
  const cell = (entry: FeatureEntry, shots: readonly Shot[], locale: Locale) =>
    shots
      .filter((shot) => shot.locale === locale)
      .map((shot) => picture(entry, shot))
      .join('<br>')
  return [
    '# Gallery',
    '',
    'Every card of Rounds from sample data, written by `npm run gallery`. Not to be edited by hand.',
    ...features.flatMap((feature) => [
      '',
      `## ${feature}`,
      '',
      '| card | 中文 | English |',
      '| --- | --- | --- |',
      ...all
        .filter(({ entry }) => entry.feature === feature)
        .map(
          ({ entry, shots }) =>
            `| \`${entry.id}\`<br>${entry.title} | ${cell(entry, shots, 'zh-CN')} | ${cell(entry, shots, 'en')} |`,
        ),
    ]),
    '',
  ].join('\n')
}

async function removeStale(kept: ReadonlySet<string>): Promise<void> {
  const files = await readdir(folder, { recursive: true }).catch(() => [])
  const stale = files.filter((file) => file.endsWith('.png') && !kept.has(file))
  await Promise.all(stale.map((file) => rm(join(folder, file))))
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const entries = await galleryEntries()
const planned = entries.map((entry, i) => ({
  entry,
  shots: shotsOf(entry, entries[i - 1]?.feature !== entry.feature),
}))
const wanted = planned.filter(({ entry }) =>
  `${entry.feature}/${entry.id}`.startsWith(values.only ?? ''),
)

const refused = wanted.flatMap(({ entry }) => refusals(entry))
const simulator = await startSimulator()
const browser = await launchBrowser()
let written = 0
let bytes = 0
try {
  const page = await browser.newPage({
    viewport: { width: 430, height: 844 },
    deviceScaleFactor: 2,
  })
  page.on('pageerror', (error) => refused.push(`page: ${error.message}`))
  await drawSamplePhotos(page)
  await page.goto(`${simulator.url}/simulator#gallery`)
  for (const { entry, shots } of wanted) {
    for (const shot of shots) {
      bytes += await draw(page, entry, shot)
      written += 1
    }
  }
} finally {
  await browser.close()
  await simulator.stop()
}
await removeStale(
  new Set(planned.flatMap(({ entry, shots }) => shots.map((s) => join(entry.feature, s.file)))),
)
await writeFile(join(folder, 'README.md'), indexPage(planned))
process.stdout.write(`${written} pictures, ${Math.round(bytes / 1024)} KB, in docs/gallery\n`)
for (const line of refused) process.stderr.write(`${line}\n`)
process.exitCode = refused.length > 0 ? 1 : 0
