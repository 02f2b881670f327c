import type { T } from '../../src/i18n/t.ts'
import type { Card } from './card.ts'

/** One picture of the gallery: a card as it is built from sample data. */
export interface GalleryEntry {
  readonly id: string
  readonly title: string
  build(t: T): Card
}
