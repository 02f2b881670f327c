import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'samples')

export interface SampleCard {
  /** The page of the platform whose shapes it has, such as `select-static`. */
  page: string
  /** From 0 within its page. */
  index: number
  card: Record<string, unknown>
}

/**
 * Our own cards in the shapes of the platform's component pages: for each page one with every
 * property that the page lists, and some as one would write them.
 */
export function sampleCards(): SampleCard[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const cards: SampleCard['card'][] = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      return cards.map((card, index) => ({ page: file.replace('.json', ''), index, card }))
    })
}
