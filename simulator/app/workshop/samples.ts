import type { Json } from '../json.ts'
import { approval, chart, form, hello, list, table, tags, wrong } from './sample-cards.ts'

export interface Sample {
  id: string
  title: string
  about: string
  card: Json
}

/** Cards to start from; each is valid but the last, which shows what an error looks like. */
export const samples: Sample[] = [
  { id: 'hello', title: '打个招呼', about: '标题、一句话、一个按钮', card: hello },
  { id: 'approval', title: '请人拍板', about: '并排按钮、二次确认、备注', card: approval },
  { id: 'form', title: '填一张表', about: '必填、单选、多选、日期', card: form },
  { id: 'list', title: '今天的清单', about: '分栏、折叠、更多菜单', card: list },
  { id: 'table', title: '一张表格', about: '数字、金额、标签列,翻页', card: table },
  { id: 'chart', title: '一张图', about: '柱状图和结论', card: chart },
  { id: 'tags', title: '富文本', about: '颜色、标签、链接、列表、引用', card: tags },
  { id: 'wrong', title: '哪里错了?', about: '四处平台会拒绝的写法', card: wrong },
]
