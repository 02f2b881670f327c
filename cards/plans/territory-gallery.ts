/** Sample cards of 片区. */
import type { GalleryEntry } from '../kit/gallery.ts'
import { longName, people, shops } from './samples.ts'
import { type SuggestionRow, territoryCard } from './territory.ts'

const figures = {
  ownM: 16_400,
  otherM: 2_300,
  ownLoad: { visits: 212, minutes: 5_300 },
  otherLoad: { visits: 180, minutes: 4_480 },
}

const rows: SuggestionRow[] = shops.slice(0, 4).map(({ code, name }, i) => ({
  ...figures,
  code,
  name,
  repOpenId: 'ou_0',
  repName: people[0] ?? '',
  savedMinutes: 92 - i * 13,
  ...(i < 3
    ? { kind: 'owner', key: `owner:${code}`, toOpenId: 'ou_1', toName: people[1] ?? '' }
    : { kind: 'day', key: `day:${code}`, fromDay: 1, toDay: 4, toName: '' }),
}))

const many: SuggestionRow[] = Array.from({ length: 10 }, (_, i) => ({
  ...figures,
  kind: 'owner',
  key: `owner:${i}`,
  code: `C${i}`,
  name: longName,
  repOpenId: 'ou_0123456789abcdef0123456789abcdef',
  repName: longName,
  toOpenId: 'ou_0123456789abcdef0123456789abcdef',
  toName: longName,
  savedMinutes: 1_000,
}))

export const territoryGallery: readonly GalleryEntry[] = [
  {
    id: 'territory',
    title: '片区建议',
    build: (t) => territoryCard({ teamCode: 'T1', teamName: '一部', rows }, t),
  },
  {
    id: 'territory-none',
    title: '片区建议 · 没有',
    build: (t) => territoryCard({ teamCode: 'T1', teamName: '一部', rows: [] }, t),
  },
  {
    id: 'territory-many',
    title: '片区建议 · 十条，最长的名字',
    build: (t) => territoryCard({ teamCode: 'T1', teamName: longName, rows: many }, t),
  },
]
