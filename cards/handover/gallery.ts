/** Sample cards of 交接: usual, empty, longest, many. */
import type { GalleryEntry } from '../kit/gallery.ts'
import {
  cancelledCard,
  chooseFromCard,
  chooseToCard,
  type DoneView,
  doneCard,
  leftCard,
  previewCard,
} from './handover.ts'
import { type ListView, listCard } from './list.ts'
import type { HandoverCounts, PersonLine } from './view.ts'

const entry = (id: string, title: string, build: GalleryEntry['build']): GalleryEntry => ({
  id,
  title,
  build,
})

const from = { openId: 'ou_1', name: '李雷' }
const to = { openId: 'ou_2', name: '韩梅' }
const longName = '阿卜杜热合曼·阿卜杜克热木·买买提艾力'
const longShop = '沈阳市铁西区张士开发区永辉超市重工街旗舰店（地下一层）'
const counts: HandoverCounts = {
  customers: 58,
  closed: 3,
  grades: { A: 6, B: 20, C: 29, D: 0 },
  stops: 14,
  promises: 5,
}
const none: HandoverCounts = {
  customers: 0,
  closed: 0,
  grades: { A: 0, B: 0, C: 0, D: 0 },
  stops: 0,
  promises: 0,
}
const people: PersonLine[] = [
  { openId: 'ou_3', name: '张三', team: '一部', left: true, customers: 41 },
  { openId: 'ou_1', name: '李雷', team: '一部', left: false, customers: 58 },
  { openId: 'ou_2', name: '韩梅', team: '二部', left: false, customers: 0 },
]
const many = Array.from({ length: 200 }, (_, i) => ({
  openId: `ou_${i}`,
  name: `${longName}${i}`,
  team: '沈阳市铁西区流通渠道一部',
  left: i < 3,
  customers: 500 - i,
}))
const picks = [
  { pick: 'grade:A', customers: 6 },
  { pick: 'grade:B', customers: 20 },
  { pick: 'line:东线', customers: 31 },
  { pick: 'line:西线', customers: 27 },
]
const done: DoneView = {
  handoverId: '01a20cbf-1be5-7947-be63-a920b4fadc4c',
  from: '李雷',
  to: '韩梅',
  by: '王芳',
  customers: 58,
  stops: 14,
  promises: 5,
  names: ['永辉·人民路店', '联华·解放路店', '家乐超市', '好又多', '便民烟酒'],
  undoUntil: '11-25 09:10',
  undone: null,
}
const list: ListView = {
  listId: '01a20cbf-1be5-7947-be63-a920b4fadc4c',
  from,
  to,
  rows: Array.from({ length: 12 }, (_, i) => ({
    code: `SY-${1000 + i}`,
    name: `永辉·${i + 1} 号店`,
    grade: i % 3 === 0 ? 'A' : null,
    line: i < 6 ? '东线' : null,
    closed: i === 4,
    ticked: i % 4 === 1,
  })),
  total: 58,
  ticked: 7,
  query: null,
  page: 1,
  pages: 5,
}
const preview = { from, to, pick: 'all', picks, total: 58, counts }

export const gallery: readonly GalleryEntry[] = [
  entry('whose', '交接 · 交出谁的客户', (t) =>
    chooseFromCard({ people, toOpenId: null, said: null }, t),
  ),
  entry('whose-none', '交接 · 没有人', (t) =>
    chooseFromCard({ people: [], toOpenId: null, said: null }, t),
  ),
  entry('whose-many', '交接 · 很多人，名字最长', (t) =>
    chooseFromCard({ people: many, toOpenId: 'ou_2', said: { name: longName, several: true } }, t),
  ),
  entry('to', '交接 · 交给谁', (t) =>
    chooseToCard({ from, pick: 'all', people: people.slice(2), counts, said: null }, t),
  ),
  entry('to-not-found', '交接 · 没找到接手的人', (t) =>
    chooseToCard(
      { from, pick: 'all', people, counts, said: { name: '火星人', several: false } },
      t,
    ),
  ),
  entry('preview', '交接 · 预览', (t) => previewCard(preview, t)),
  entry('preview-picked', '交接 · 只交接一条线', (t) =>
    previewCard(
      { ...preview, pick: 'line:东线', counts: { ...counts, customers: 31, stops: 6 } },
      t,
    ),
  ),
  entry('preview-nothing', '交接 · 没有可交接的', (t) =>
    previewCard({ ...preview, picks: [], total: 0, counts: none }, t),
  ),
  entry('preview-longest', '交接 · 名字最长，线路很多', (t) =>
    previewCard(
      {
        ...preview,
        from: { ...from, name: longName },
        to: { ...to, name: longName },
        picks: Array.from({ length: 60 }, (_, i) => ({
          pick: `line:${longShop}${i}`,
          customers: 9,
        })),
      },
      t,
    ),
  ),
  entry('list', '交接 · 逐家挑选', (t) => listCard(list, t)),
  entry('list-none', '交接 · 逐家挑选：没有符合的', (t) =>
    listCard({ ...list, rows: [], total: 0, ticked: 0, query: '火星', page: 0, pages: 1 }, t),
  ),
  entry('list-longest', '交接 · 逐家挑选：名字最长', (t) =>
    listCard(
      {
        ...list,
        from: { name: longName },
        to: { name: longName },
        rows: list.rows.map((one) => ({ ...one, name: longShop, line: longShop, closed: true })),
      },
      t,
    ),
  ),
  entry('preview-listed', '交接 · 自己挑的', (t) =>
    previewCard(
      {
        ...preview,
        pick: 'list:1',
        picks: [{ pick: 'list:1', customers: 7 }, ...picks],
        counts: { ...counts, customers: 7, stops: 2, promises: 0 },
      },
      t,
    ),
  ),
  entry('done', '已交接', (t) => doneCard(done, 'maker', t)),
  entry('done-taker', '已交接 · 接手的人', (t) =>
    doneCard({ ...done, undoUntil: null }, 'taker', t),
  ),
  entry('done-giver', '已交接 · 交出的人', (t) =>
    doneCard({ ...done, undoUntil: null, customers: 5, stops: 0, promises: 0 }, 'giver', t),
  ),
  entry('done-longest', '已交接 · 名字最长', (t) =>
    doneCard(
      { ...done, from: longName, to: longName, by: longName, names: Array(5).fill(longShop) },
      'maker',
      t,
    ),
  ),
  entry('undone', '已撤销交接', (t) =>
    doneCard({ ...done, undone: { by: '王芳', customers: 56 } }, 'maker', t),
  ),
  entry('cancelled', '没有交接', (t) => cancelledCard(t)),
  entry('left', '离职交接', (t) => leftCard({ ...from, counts }, t)),
  entry('left-longest', '离职交接 · 名字最长', (t) =>
    leftCard({ openId: 'ou_1', name: longName, counts }, t),
  ),
]
