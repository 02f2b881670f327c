/** Sample cards of commission: usual, empty, longest, many. */
import type { GalleryEntry } from '../kit/gallery.ts'
import { correctionsCard, linesCard } from './lines.ts'
import { personCard } from './person.ts'
import {
  attained,
  cases,
  collected,
  id,
  longName,
  people,
  person,
  rows,
  sales,
  tried,
  version,
} from './samples.ts'
import { schemeCard, schemeFormCard, schemesCard, tryCard } from './schemes.ts'
import { payrollCard, teamCard } from './team.ts'
import { trialCard } from './trial.ts'

export const gallery: readonly GalleryEntry[] = [
  { id: 'mine', title: '我的提成', build: (t) => personCard(person, t) },
  {
    id: 'attained',
    title: '我的提成，按完成率',
    build: (t) =>
      personCard(
        {
          ...person,
          totalFen: 132_000,
          before: null,
          effects: [],
          corrections: 0,
          schemes: person.schemes.slice(0, 1).map((one) => ({
            ...one,
            terms: attained,
            totalFen: 132_000,
            next: { missing: 2_800_000, value: 200 },
            attainment: 0.66,
            target: 20_000_000,
          })),
        },
        t,
      ),
  },
  {
    id: 'closed',
    title: '已结的月份，主管看',
    build: (t) =>
      personCard(
        {
          ...person,
          isOwn: false,
          isClosed: true,
          isRunning: false,
          month: '2026-10',
          monthBefore: '2026-09',
          nextMonth: '2026-11',
          corrections: 0,
          effects: [],
          schemes: person.schemes.slice(0, 1),
        },
        t,
      ),
  },
  {
    id: 'none',
    title: '没有方案',
    build: (t) =>
      personCard(
        { ...person, schemes: [], effects: [], corrections: 0, hasSchemes: false, totalFen: 0 },
        t,
      ),
  },
  {
    id: 'lines',
    title: '明细',
    build: (t) =>
      linesCard(
        {
          openId: 'ou_li',
          month: '2026-11',
          schemeId: id(1),
          scheme: '销售提成',
          terms: sales,
          rows,
          count: 214,
          totalFen: 148_340,
          page: 0,
          pages: 15,
        },
        t,
      ),
  },
  {
    id: 'corrections',
    title: '更正',
    build: (t) =>
      correctionsCard(
        {
          openId: 'ou_li',
          month: '2026-11',
          page: 0,
          pages: 1,
          count: 3,
          totalFen: 1_900,
          rows: (['changed', 'removed', 'added'] as const).map((reason, i) => ({
            ofMonth: '2026-10',
            order: `D20261003-${i + 1}`,
            product: i === 1 ? longName : '可乐 330ml',
            reason,
            wasFen: reason === 'added' ? 0 : 800,
            nowFen: reason === 'removed' ? 0 : 640,
            fen: [-160, -800, 640][i] ?? 0,
          })),
        },
        t,
      ),
  },
  {
    id: 'corrections-none',
    title: '没有更正',
    build: (t) =>
      correctionsCard(
        { openId: 'ou_li', month: '2026-11', page: 0, pages: 1, count: 0, totalFen: 0, rows: [] },
        t,
      ),
  },
  {
    id: 'trial',
    title: '试算结果',
    build: (t) =>
      trialCard(
        {
          openId: 'ou_li',
          month: '2026-11',
          product: '可乐',
          quantity: '20',
          problem: null,
          result: {
            product: '可乐 330ml',
            unit: '箱',
            quantity: 20,
            priceFen: 4_200,
            costFen: 3_000,
            fen: 2_260,
            schemes: [
              { name: '销售提成', before: 148_340, after: 149_600 },
              { name: '可乐专项', before: 12_000, after: 13_000 },
            ],
          },
        },
        t,
      ),
  },
  {
    id: 'trial-ask',
    title: '试算',
    build: (t) =>
      trialCard(
        {
          openId: 'ou_li',
          month: '2026-11',
          product: '',
          quantity: '',
          problem: null,
          result: null,
        },
        t,
      ),
  },
  { id: 'team', title: '团队', build: (t) => teamCard(people, t) },
  {
    id: 'team-none',
    title: '团队没有提成',
    build: (t) => teamCard({ ...people, rows: [], count: 0, pages: 1, totalFen: 0 }, t),
  },
  { id: 'payroll', title: '发放，没结', build: (t) => payrollCard(people, t) },
  {
    id: 'payroll-closed',
    title: '发放，已结',
    build: (t) =>
      payrollCard(
        {
          ...people,
          page: 1,
          closed: { at: '12-05 03:40', by: null, ledger: '128406:5eb0bcf9d204' },
        },
        t,
      ),
  },
  {
    id: 'schemes',
    title: '方案',
    build: (t) =>
      schemesCard(
        [
          { id: id(1), name: '销售提成', terms: sales, fromMonth: '2026-10', status: 'published' },
          { id: id(2), name: '回款提成', terms: collected, fromMonth: '2026-12', status: 'draft' },
          { id: id(3), name: '可乐专项', terms: null, fromMonth: '2026-11', status: 'published' },
        ],
        '2026-11',
        t,
      ),
  },
  { id: 'schemes-none', title: '没有方案', build: (t) => schemesCard([], '2026-11', t) },
  {
    id: 'scheme',
    title: '一个方案的版本',
    build: (t) =>
      schemeCard(
        {
          id: id(1),
          name: '回款提成',
          openMonth: '2026-12',
          versions: [
            version(12, collected, 'draft'),
            version(11, cases, 'published'),
            version(10, sales, 'published'),
          ],
        },
        t,
      ),
  },
  {
    id: 'form',
    title: '新建方案，比例写错了',
    build: (t) =>
      schemeFormCard(
        {
          schemeId: null,
          name: null,
          values: { name: '销售提成', rate: '0:1% 10万:1.5%', from: '2026-12' },
          problem: '比例没看懂：「2」。写 2%，或阶梯 0:1% 10万:1.5%。',
        },
        t,
      ),
  },
  {
    id: 'try',
    title: '试算方案',
    build: (t) =>
      tryCard(
        {
          ...tried,
          result: {
            before: 5_213_420,
            after: 5_640_100,
            more: 21,
            less: 9,
            same: 8,
            rows: people.rows.map(({ name, fen }, i) => ({
              name,
              before: fen,
              after: fen + (i % 3 === 0 ? -8_000 : 21_000),
            })),
          },
        },
        t,
      ),
  },
  { id: 'trying', title: '正在试算', build: (t) => tryCard({ ...tried, result: null }, t) },
]
