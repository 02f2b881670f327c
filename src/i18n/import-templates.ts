/** The files to fill in: usual columns, an example each, and what to know about them. */
import type { KindWord } from './imports.ts'
import { type Word, word } from './t.ts'

export interface TemplateColumn {
  /** As the import names it. */
  readonly name: string
  readonly example: string
  readonly hint?: Word<never>
}

const anyPerson = word(
  '姓名、工号、手机、邮箱或 open_id',
  'Name, employee number, mobile, e-mail or open_id',
)
const team = word('团队的名称或编码', 'Name or code of the team')
const day = word('写成 2026-11-24', 'As 2026-11-24')

export const templateColumns: Readonly<Record<KindWord, readonly TemplateColumn[]>> = {
  users: [
    { name: 'name', example: '李雷' },
    {
      name: 'mobile',
      example: '13800138000',
      hint: word(
        '手机、邮箱、open_id 填一个就行，按它在飞书通讯录里找人',
        'One of mobile, e-mail and open_id: the person is looked up by it',
      ),
    },
    { name: 'email', example: 'lilei@example.com' },
    {
      name: 'role',
      example: '业务员',
      hint: word('业务员、主管、管理员、查看者、财务', 'rep, manager, admin, viewer, finance'),
    },
    {
      name: 'team_code',
      example: '一部',
      hint: word(
        '团队的名称或编码，团队以后再导入也行',
        'Name or code of the team, which may be imported later',
      ),
    },
    { name: 'employee_no', example: 'E0001' },
  ],
  teams: [
    { name: 'code', example: 'T1', hint: word('自己定，不重复就行', 'Your own, each once') },
    { name: 'name', example: '一部' },
    {
      name: 'parent_code',
      example: 'SY',
      hint: word('上级团队的编码，没有就空着', 'Code of the team above, empty for none'),
    },
    {
      name: 'manager_open_id',
      example: '王芳',
      hint: word(
        '姓名、工号、手机、邮箱或 open_id；多人用 ; 分开；写姓名要先导入人员',
        'Name, employee number, mobile, e-mail or open_id; several by ;. Names need people first',
      ),
    },
    { name: 'deputy_open_id', example: '刘洋' },
  ],
  customers: [
    { name: 'code', example: 'C1001', hint: word('自己定，不重复就行', 'Your own, each once') },
    { name: 'name', example: '好邻居便利店' },
    {
      name: 'address',
      example: '沈阳市和平区人民路 1 号',
      hint: word('没有地址也没有经纬度就不进计划', 'Without address and point it is never planned'),
    },
    {
      name: 'lng',
      example: '123.42910',
      hint: word(
        '高德坐标；没有就空着，业务员到店发「采点」补',
        'GCJ-02; empty if unknown: reps pin it at the shop with "pin"',
      ),
    },
    { name: 'lat', example: '41.79680' },
    { name: 'owner_open_id', example: '李雷', hint: anyPerson },
    { name: 'team_code', example: '一部', hint: team },
    { name: 'type', example: '便利店', hint: word('自己的叫法', 'In your own words') },
    {
      name: 'grade',
      example: 'A',
      hint: word('A、B、C、D，决定多久去一次', 'A, B, C or D: how often it is visited'),
    },
    { name: 'contact', example: '王老板' },
    { name: 'phone', example: '024-22220000' },
    {
      name: 'visit_days',
      example: '一四',
      hint: word('固定星期几去才填', 'Only for fixed weekdays, as 1,4'),
    },
    { name: 'opening_hours', example: '09:00-12:00;14:00-18:00' },
  ],
  products: [
    { name: 'code', example: 'P1' },
    { name: 'name', example: '可乐 330ml' },
    { name: 'unit', example: '箱' },
    { name: 'cost', example: '30.00', hint: word('元', 'Yuan') },
    { name: 'price', example: '42.00', hint: word('元', 'Yuan') },
    { name: 'spec', example: '330ml×24' },
    { name: 'base_unit', example: '瓶' },
    { name: 'case_size', example: '24' },
  ],
  prices: [
    { name: 'product_code', example: 'P1' },
    { name: 'price_level', example: '批发' },
    { name: 'price', example: '39.50', hint: word('元', 'Yuan') },
  ],
  orders: [
    { name: 'code', example: 'D20261124-1', hint: word('一行一个商品', 'One row a product') },
    { name: 'customer_code', example: 'C1001' },
    { name: 'rep_open_id', example: '李雷', hint: anyPerson },
    { name: 'ordered_at', example: '2026-11-24 09:12' },
    { name: 'product_code', example: 'P1' },
    { name: 'quantity', example: '10' },
    { name: 'unit_price', example: '42.00', hint: word('元', 'Yuan') },
    {
      name: 'kind',
      example: '销售',
      hint: word('销售、退货、赠品、换货', 'sale, return, gift, exchange'),
    },
  ],
  payments: [
    { name: 'code', example: 'S20261124-1' },
    { name: 'customer_code', example: 'C1001' },
    { name: 'received_at', example: '2026-11-24' },
    { name: 'amount', example: '420.00', hint: word('元', 'Yuan') },
    {
      name: 'order_code',
      example: 'D20261124-1',
      hint: word('空着就按时间冲最早的订单', 'Empty: the oldest open orders'),
    },
  ],
  targets: [
    {
      name: 'open_id',
      example: '李雷',
      hint: word('人员和部门填一个', 'Either a person or a team'),
    },
    { name: 'team_code', example: '' },
    {
      name: 'month',
      example: '2026-12',
      hint: word('月份；只写年份就是全年', 'A month; a year alone is the whole year'),
    },
    { name: 'metric', example: '销售额' },
    { name: 'value', example: '80000' },
  ],
  leave: [
    {
      name: 'open_id',
      example: '李雷',
      hint: word('人员和部门都空着就是全公司', 'Person and team empty: the whole company'),
    },
    { name: 'team_code', example: '' },
    { name: 'date', example: '2026-11-24', hint: day },
    { name: 'date_to', example: '2026-11-25', hint: day },
    {
      name: 'kind',
      example: '请假',
      hint: word('节假日、调休上班、请假、出差', 'holiday, workday, leave, trip'),
    },
    { name: 'part', example: '', hint: word('上午、下午；空着是全天', 'am, pm; empty: all day') },
  ],
}

export const templateWords = {
  fileName: word('{kind}模板', '{kind} template'),
  explained: word('说明', 'Columns'),
  column: word('列', 'Column'),
  need: word('要填吗', 'Needed'),
  needed: word('必填', 'yes'),
  free: word('可不填', 'no'),
  example: word('例子', 'Example'),
  hint: word('怎么填', 'How'),
  more: word('也可以加这些列', 'You may add these columns'),
  howTo: word(
    '在第一张表里从第 2 行填起，填好把这个文件发给巡访。',
    'Fill in the first sheet from row 2 and send this file to Rounds.',
  ),
} as const
