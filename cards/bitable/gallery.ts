/** Sample cards of 多维表格: usual, empty, longest, with a problem. */
import type { GalleryEntry } from '../kit/gallery.ts'
import { type BitableView, bitableCard, kinds, settingsCard } from './cards.ts'

const link: NonNullable<BitableView['link']> = {
  name: '巡访指标 一部',
  url: 'https://example.feishu.cn/base/S404bABCDe9PQsYDWYcNryFn0g',
  isOurs: true,
  kinds,
  tables: [
    { kind: 'daily', name: '日指标 一部', rows: 412, removedColumns: 0 },
    { kind: 'weekly', name: '周指标 一部', rows: 108, removedColumns: 0 },
    { kind: 'monthly', name: '月指标 一部', rows: 156, removedColumns: 0 },
  ],
  by: '王芳',
  isRunning: false,
  last: { at: '11-26 02:40', created: 12, updated: 3, removed: 0 },
  problem: null,
}
const view: BitableView = { teamCode: 'T1', team: '一部', teams: [], link }
const two = [
  { code: 'T', name: '华东大区' },
  { code: 'T1', name: '一部' },
]
const withLink = (more: Partial<typeof link>): BitableView => ({
  ...view,
  link: { ...link, ...more },
})

export const gallery: readonly GalleryEntry[] = [
  { id: 'connected', title: '多维表格：已连接', build: (t) => bitableCard(view, t) },
  {
    id: 'not-yet',
    title: '多维表格：还没有连接',
    build: (t) => bitableCard({ ...view, teams: two, link: null }, t),
  },
  {
    id: 'running',
    title: '多维表格：正在同步',
    build: (t) =>
      bitableCard(withLink({ isRunning: true, last: null, tables: [], url: null, name: null }), t),
  },
  {
    id: 'permission-longest',
    title: '多维表格：没有权限，删了列',
    build: (t) =>
      bitableCard(
        {
          ...withLink({
            problem: 'permission',
            by: '阿卜杜热西提·买买提艾力·努尔麦麦提',
            tables: link.tables.map((one) => ({ ...one, removedColumns: 2 })),
          }),
          team: '华东大区上海现代渠道重点客户一部',
          teams: two,
        },
        t,
      ),
  },
  {
    id: 'table-gone',
    title: '多维表格：表被删了',
    build: (t) => bitableCard(withLink({ problem: 'tableGone:日指标 一部' }), t),
  },
  { id: 'settings', title: '多维表格：设置', build: (t) => settingsCard(view, t) },
]
