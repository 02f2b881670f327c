/** Sample cards of exports: usual, empty, longest, many. */
import { date } from '../../src/domain/time.ts'
import { exportWords as w } from '../../src/i18n/exports.ts'
import type { T } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { type ExportWhat, exportKinds } from './actions.ts'
import { type ExportView, exportCard, type LogView, logCard, menuCard } from './cards.ts'

const what: ExportWhat = {
  kind: 'visits',
  from: date('2026-11-01'),
  to: date('2026-11-26'),
  teamCode: null,
  openId: null,
  format: 'xlsx',
}
const view = (t: T, more: Partial<ExportView>): ExportView => ({
  kind: 'visits',
  format: 'xlsx',
  asked: { what },
  state: 'waiting',
  range: t(w.range, { from: what.from, to: what.to }),
  scope: t(w.ofTeam, { team: '华东一部' }),
  rows: 1_284,
  files: 1,
  mostRows: 500_000,
  ...more,
})

const log = (t: T): LogView => ({
  count: 57,
  page: 1,
  pages: 6,
  rows: Array.from({ length: 10 }, (_, i) => ({
    name: i % 3 === 0 ? '阿卜杜热西提·买买提艾力·努尔麦麦提' : '王芳',
    kind: exportKinds[i % exportKinds.length] ?? 'visits',
    range: t(w.range, { from: '2026-11-01', to: '2026-11-26' }),
    scope: i % 2 ? t(w.ofScope) : t(w.ofTeam, { team: '华东一部' }),
    at: '11-26 09:12',
    state: (['sent', 'sent', 'empty', 'refused', 'failed', 'waiting'] as const)[i % 6] ?? 'sent',
    rows: 1_284 * i,
  })),
})

export const gallery: readonly GalleryEntry[] = [
  {
    id: 'menu',
    title: '导出：选内容和时间',
    build: (t) => menuCard({ kinds: exportKinds, seesLog: true }, t),
  },
  {
    id: 'menu-problem',
    title: '导出：时间没看懂',
    build: (t) =>
      menuCard(
        {
          kinds: exportKinds.slice(0, 3),
          seesLog: false,
          problem: t(w.badDays, { text: '下下周' }),
          chosen: { kind: 'plans', days: '下下周' },
        },
        t,
      ),
  },
  { id: 'running', title: '正在导出', build: (t) => exportCard(view(t, {}), t) },
  {
    id: 'done-longest',
    title: '已导出，多个文件',
    build: (t) =>
      exportCard(view(t, { state: 'sent', rows: 412_345, files: 3, scope: t(w.ofScope) }), t),
  },
  { id: 'empty', title: '没有数据', build: (t) => exportCard(view(t, { state: 'empty' }), t) },
  {
    id: 'too-many',
    title: '行数太多',
    build: (t) => exportCard(view(t, { state: 'too_many' }), t),
  },
  { id: 'failed', title: '导出失败', build: (t) => exportCard(view(t, { state: 'failed' }), t) },
  { id: 'refused', title: '没有权限', build: (t) => exportCard(view(t, { state: 'refused' }), t) },
  { id: 'log-many', title: '导出记录', build: (t) => logCard(log(t), t) },
  {
    id: 'log-empty',
    title: '导出记录，还没有',
    build: (t) => logCard({ count: 0, page: 0, pages: 1, rows: [] }, t),
  },
]
