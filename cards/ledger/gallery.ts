/** Sample cards of the ledger. */
import type { GalleryEntry } from '../kit/gallery.ts'
import { ledgerCard } from './ledger.ts'

const head = '128406:5eb0bcf9d204baaccb026e8f94b9f0b88e6373b87125c7a7dcd2fafc889bcf87'

export const gallery: readonly GalleryEntry[] = [
  {
    id: 'head',
    title: '核对号',
    build: (t) =>
      ledgerCard({ head, entries: 128_406, waiting: 37, pending: null, newest: '12-05 09:10' }, t),
  },
  {
    id: 'empty',
    title: '还没有',
    build: (t) =>
      ledgerCard({ head: null, entries: 0, waiting: 0, pending: null, newest: null }, t),
  },
  {
    id: 'pending',
    title: '正在补记',
    build: (t) =>
      ledgerCard(
        {
          ...{ head, entries: 128_406, waiting: 4_000, newest: '12-05 09:10' },
          pending: { passed: 1_204_000, rows: 25_600_000 },
        },
        t,
      ),
  },
]
