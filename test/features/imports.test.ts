import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { toGcj02 } from '../../src/domain/geo.ts'
import { customerOwners, customers } from '../../src/features/customers/tables.ts'
import { orderLines, orders, payments, prices, products } from '../../src/features/orders/tables.ts'
import { pendingReferences } from '../../src/features/org/mending.ts'
import { calendarDays, teamManagers, teams, users } from '../../src/features/org/tables.ts'
import { targets } from '../../src/features/performance/tables.ts'
import { desk, xlsx } from './imports-support.ts'

const people = `open_id,name,role,team_code,employee_no,mobile,email
ou_li,李雷,rep,T1,E001,13800000001,li@example.com
ou_han,韩梅,rep,T1,E002,13800000002,
ou_wang,王芳,manager,T1,E003,,
`

test('teams come in, in English and in Chinese, with parents and managers by any id', async () => {
  const { db, put } = await desk()
  await put('users', people)
  const first = await put(
    'teams',
    '\uFEFF编码,名称,上级,主管,副主管,团队群\nT1,一部,HQ,王芳;E001,13800000002,oc_1\n\nHQ,总部,,,,\n',
  )
  expect(first).toMatchObject({ ok: true, created: 2, updated: 0, unchanged: 0, pending: [] })
  expect(await db.select().from(teams).orderBy(asc(teams.code))).toMatchObject([
    { code: 'HQ', name: '总部', parentCode: null },
    { code: 'T1', name: '一部', parentCode: 'HQ', chatId: 'oc_1' },
  ])
  const leaders = await db.select().from(teamManagers).orderBy(asc(teamManagers.openId))
  expect(leaders.map(({ openId, kind }) => [openId, kind])).toEqual([
    ['ou_han', 'deputy'],
    ['ou_li', 'manager'],
    ['ou_wang', 'manager'],
  ])

  const again = await put(
    'teams',
    await xlsx([
      ['code', 'name', 'parent_code', 'manager_open_id', 'deputy_open_id'],
      ['T1', '一部', '总部', 'ou_wang', '-'],
      ['HQ', '总部', null, null, null],
    ]),
  )
  expect(again).toMatchObject({ ok: true, created: 0, updated: 1, unchanged: 1 })
  expect((await db.select().from(teamManagers)).map(({ openId }) => openId)).toEqual(['ou_wang'])
  const circle = await put('teams', 'code,parent_code\nHQ,T1\n')
  expect(circle.errors).toMatchObject([{ row: 2, column: 'parent_code', value: 'T1' }])
})

test('people come in; who has no open_id is looked up, who is not found is an error', async () => {
  const { db, put, directory } = await desk()
  directory.set('13800000009', 'ou_zhao').set('qian@example.com', 'ou_qian')
  const file = [
    ['姓名', '角色', '部门', '工号', '手机', '邮箱', '状态', '备注'],
    ['赵六', '业务员', '一部', 'E9', '+86 138-0000-0009', '', '在职', 'x'],
    ['钱七', '主管', '一部', 'E8', '', 'Qian@example.com', '', ''],
  ]
  const done = await put('users', await xlsx(file))
  expect(done).toMatchObject({ ok: true, created: 2, unknownColumns: ['备注'] })
  expect(done.pending).toEqual([{ what: 'team', id: '一部' }])
  expect(await db.select().from(users).where(eq(users.openId, 'ou_zhao'))).toMatchObject([
    { name: '赵六', role: 'rep', teamCode: '一部', mobile: '13800000009', status: 'active' },
  ])
  await put('teams', 'code,name\nT1,一部\n')
  expect(await pendingReferences(db)).toEqual([])
  expect((await db.select().from(users)).map(({ teamCode }) => teamCode)).toEqual(['T1', 'T1'])

  const wrong = await put(
    'users',
    'open_id,name,role,mobile\nou_x,甲,老板,\n,乙,rep,13999999999\n丙,丙,rep,\n,丁,rep,\n',
  )
  expect(wrong).toMatchObject({ ok: false, created: 0 })
  expect(wrong.errors.map(({ row, column, value }) => [row, column, value])).toEqual([
    [2, 'role', '老板'],
    [3, 'mobile', '13999999999'],
    [4, 'open_id', '丙'],
    [5, 'open_id', ''],
  ])
  expect(await db.$count(users)).toBe(2)

  const long = await put('users', `open_id,name,role\nou_y,${'长'.repeat(501)},rep\n`)
  expect(long.errors).toMatchObject([{ row: 2, column: 'name' }])
  expect(await put('users', 'open_id,status\nE9,离职\n')).toMatchObject({ ok: true, updated: 1 })
  expect(await db.select().from(users).where(eq(users.status, 'left'))).toMatchObject([
    { openId: 'ou_zhao', name: '赵六' },
  ])
  expect(await put('users', 'open_id,status,email\nou_zhao,-,-\n')).toMatchObject({ updated: 1 })
  expect(await db.$count(users, eq(users.status, 'left'))).toBe(0)
})

const shops = `编码,名称,地址,经度,纬度,业务员,部门,类型,等级,价格等级,信用额度,账期,联系人,电话,营业时间,线路,拜访日,单双周,频次,上级客户,供货商,状态,标签
C1,永辉·人民路店,"人民路 1 号, 一层",123.4291,41.7968,李雷,T1,KA,A,一级,"5,000.50",30,店长,13911112222,9:00-12:00;14:00-18:00,红线,一三五,单周,4/28天,C9,D1,营业,冷柜;堆头
C2,联华,解放路 2 号,,,E002,T1,,,,,,,,,,,,0,,,,
`

test('customers: every column, then kept, changed and cleared', async () => {
  const { db, put } = await desk()
  await put('users', people)
  const first = await put('customers', shops)
  expect(first).toMatchObject({ ok: true, created: 2, errors: [] })
  expect(first.pending).toEqual([
    { what: 'team', id: 'T1' },
    { what: 'customer', id: 'C9' },
    { what: 'customer', id: 'D1' },
  ])
  expect(await db.select().from(customers).orderBy(asc(customers.code))).toMatchObject([
    {
      address: '人民路 1 号, 一层',
      lngGcj: 123.4291,
      latGcj: 41.7968,
      rawDatum: 'gcj02',
      ownerOpenId: 'ou_li',
      grade: 'A',
      creditLimitFen: 500_050,
      creditDays: 30,
      openingHours: '09:00-12:00;14:00-18:00',
      visitDays: [1, 3, 5],
      weekPattern: 'odd',
      frequency: '4/28d',
      parentCode: 'C9',
      supplierCode: 'D1',
      tags: ['冷柜', '堆头'],
      createdOn: '2026-11-24',
    },
    { ownerOpenId: 'ou_han', frequency: '0', pauseReason: '导入', pausedUntil: '2027-02-22' },
  ])

  expect(await put('customers', shops)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  expect(
    await put('customers', 'code,contact,tags,lng,lat,grade\nC1,-,-,-,-,\nC2,,,,,B\n'),
  ).toMatchObject({ ok: true, updated: 2 })
  expect(await db.select().from(customers).orderBy(asc(customers.code))).toMatchObject([
    { contact: null, tags: null, lngGcj: null, rawDatum: null, grade: 'A', phone: '13911112222' },
    { grade: 'B', address: '解放路 2 号', frequency: '0' },
  ])
})

test('a new owner is written into the history, the old one until today', async () => {
  const { db, put, at } = await desk()
  await put('users', people)
  await put('customers', 'code,name,owner_open_id\nC1,永辉,ou_li\nC2,联华,ou_li\n')
  at('2026-12-01T09:00:00+08:00')
  await put('customers', 'code,owner_open_id\nC1,韩梅\nC2,-\n')
  await put('customers', 'code,owner_open_id\nC1,王芳\n')
  const history = await db
    .select()
    .from(customerOwners)
    .orderBy(asc(customerOwners.customerCode), asc(customerOwners.fromDate))
  expect(history.map((h) => [h.customerCode, h.ownerOpenId, h.fromDate, h.untilDate])).toEqual([
    ['C1', 'ou_li', '2000-01-01', '2026-12-01'],
    ['C1', 'ou_wang', '2026-12-01', null],
    ['C2', 'ou_li', '2000-01-01', '2026-12-01'],
  ])
})

test('one bad row and nothing comes in; every bad row is named', async () => {
  const { db, put } = await desk()
  await put('users', `${people}ou_li2,李雷,rep,T2,E004,,\n`)
  const done = await put(
    'customers',
    [
      'code,name,lng,lat,owner_open_id,grade,credit_limit,visit_days,frequency,opening_hours,备注',
      'C1,好店,123.4,41.8,ou_li,A,,,,,',
      '',
      'C2,,41.8,123.4,李雷,E,1.234,0,often,9-5,',
      'C3,三店,123.4,,无名氏,,,,,,',
      'C4,四店,0,0,,,,,,,',
      'C1,又一个,,,,,,,,,',
      'C5,五店,,,,,,,,,备注,多一格',
      ',没有编码,,,,,,,,,',
      'C6,-,,,,,,,,,',
    ].join('\n'),
  )
  expect(done).toMatchObject({ ok: false, created: 0, unknownColumns: ['备注'] })
  expect(done.errors.map(({ row, column, value }) => `${row} ${column} ${value}`)).toEqual([
    '4 name ',
    '4 lat 123.4',
    '4 owner_open_id 李雷',
    '4 grade E',
    '4 credit_limit 1.234',
    '4 visit_days 0',
    '4 frequency often',
    '4 opening_hours 9-5',
    '5 lat ',
    '5 owner_open_id 无名氏',
    '6 lng 0',
    '7 code C1',
    '8  多一格',
    '9 code ',
    '10 name -',
  ])
  const ambiguous = done.errors.find(({ value }) => value === '李雷')
  expect(ambiguous?.reason.zh).toContain('T1 E001')
  expect(ambiguous?.reason.zh).toContain('T2 E004')
  expect(await db.$count(customers)).toBe(0)
})

test('coordinates of another datum are converted, the raw ones kept', async () => {
  const { db, put } = await desk()
  const file = 'code,name,lng,lat\nC1,店,123.4291,41.7968\n'
  await put('customers', file, { datum: 'bd09' })
  const point = toGcj02({ lng: 123.4291, lat: 41.7968 }, 'bd09')
  expect(await db.select().from(customers)).toMatchObject([
    { lngGcj: point.lng, latGcj: point.lat, rawLng: 123.4291, rawLat: 41.7968, rawDatum: 'bd09' },
  ])
  expect(await put('customers', file, { datum: 'bd09' })).toMatchObject({ unchanged: 1 })
  expect(await put('customers', file, { datum: 'wgs84' })).toMatchObject({ updated: 1 })
})

test('what is not there yet is pending, and binds when its row arrives', async () => {
  const { db, put } = await desk()
  const first = await put(
    'customers',
    'code,name,owner_open_id,team_code\nC1,甲,ou_new,T9\nC2,乙,E777,T9\nC3,丙,139 0000 0777,T9\n',
  )
  expect(first.pending).toEqual([
    { what: 'person', id: '13900000777' },
    { what: 'person', id: 'E777' },
    { what: 'person', id: 'ou_new' },
    { what: 'team', id: 'T9' },
  ])
  expect((await pendingReferences(db)).map(({ id }) => id)).toContain('E777')
  await put('teams', 'code,name\nT9,九部\n')
  await put(
    'users',
    'open_id,name,role,team_code,employee_no,mobile\nou_new,新人,rep,T9,e777,13900000777\n',
  )
  const owners = await db.select({ owner: customers.ownerOpenId }).from(customers)
  expect(owners.map(({ owner }) => owner)).toEqual(['ou_new', 'ou_new', 'ou_new'])
  expect(new Set((await db.select().from(customerOwners)).map((h) => h.ownerOpenId))).toEqual(
    new Set(['ou_new']),
  )
  expect(await pendingReferences(db)).toEqual([])
})

test('products and prices', async () => {
  const { db, put } = await desk()
  const goods = [
    [
      '商品编码',
      '名称',
      '单位',
      '分类',
      '成本',
      '价格',
      '规格',
      '基本单位',
      '箱规',
      '条码',
      '启用',
    ],
    ['P1', '可乐', '箱', '饮料', 30, 45.5, '330ml*24', '听', 24, 6901234567892, '是'],
    ['P2', '雪碧', '箱', null, 28.1 + 0.2, 40, null, null, null, null, '否'],
  ]
  expect(await put('products', await xlsx(goods))).toMatchObject({ ok: true, created: 2 })
  expect(await db.select().from(products).orderBy(asc(products.code))).toMatchObject([
    { costFen: 3000, priceFen: 4550, caseSize: '24', barcode: '6901234567892', active: true },
    { costFen: 2830, priceFen: 4000, active: false },
  ])
  expect(await put('products', await xlsx(goods))).toMatchObject({ unchanged: 2, updated: 0 })
  const list = 'product_code,price_level,price\nP1,一级,44\nP1,二级,43.50\nP9,一级,1\n'
  expect(await put('prices', list)).toMatchObject({
    created: 3,
    pending: [{ what: 'product', id: 'P9' }],
  })
  expect(await put('prices', list.replace('44', '44.1'))).toMatchObject({
    updated: 1,
    unchanged: 2,
  })
  expect(await db.select().from(prices).where(eq(prices.priceLevel, '二级'))).toMatchObject([
    { priceFen: 4350 },
  ])
})

test('orders: rows of one code are one order, with exact amounts and costs', async () => {
  const { db, put } = await desk()
  await put('users', people)
  await put(
    'products',
    'code,name,unit,cost,price,base_unit,case_size\nP1,可乐,箱,30,45,听,24\nP2,雪碧,箱,28.33,40,,\n',
  )
  const header =
    'code,customer_code,rep_open_id,ordered_at,product_code,quantity,unit_price,kind,unit'
  const file = `${header}
O1,C1,李雷,2026-11-01 23:30,P1,2.5,45.01,sale,
O2,C1,,2026-11-02T17:00:00Z,P1,12,1.90,销售,听
O1,C1,,,P2,1,0,赠品,箱
O1,,李雷,2026-11-01 23:30,P2,3,40,退货,
O3,C1,,2026/11/3,P9,1,10,sale,
`
  const done = await put('orders', file)
  expect(done).toMatchObject({ ok: true, created: 3 })
  expect(done.pending).toEqual(
    [
      { what: 'product', id: 'P9' },
      { what: 'customer', id: 'C1' },
    ]
      .toSorted((a, b) => (a.what < b.what ? -1 : 1))
      .map((p) => expect.objectContaining(p)),
  )
  expect(await db.select().from(orders).orderBy(asc(orders.code))).toMatchObject([
    { code: 'O1', repOpenId: 'ou_li', orderedOn: '2026-11-01' },
    { code: 'O2', repOpenId: null, orderedOn: '2026-11-03' },
    { code: 'O3', orderedOn: '2026-11-03' },
  ])
  const lines = () =>
    db.select().from(orderLines).orderBy(asc(orderLines.orderCode), asc(orderLines.lineNo))
  expect((await lines()).map((l) => [l.productCode, l.kind, l.amountFen, l.costFen])).toEqual([
    ['P1', 'sale', 11_253, 7_500],
    ['P2', 'gift', 0, 2_833],
    ['P2', 'return', 12_000, 8_499],
    ['P1', 'sale', 2_280, 1_500],
    ['P9', 'sale', 1_000, 0],
  ])

  // Costs change later: lines that stay keep theirs, and the waiting line gets its first.
  await put('products', 'code,name,unit,cost,price\nP1,,,31,\nP9,新品,箱,6,10\n')
  expect(await put('orders', file)).toMatchObject({ unchanged: 3, updated: 0 })
  expect((await lines()).map((l) => l.costFen)).toEqual([7_500, 2_833, 8_499, 1_500, 600])
  expect(await put('orders', `${header}\nO1,,,,P1,1,45,sale,\n`)).toMatchObject({ updated: 1 })
  expect((await lines()).filter((l) => l.orderCode === 'O1')).toMatchObject([
    { lineNo: 1, quantity: '1', costFen: 3_100 },
  ])

  const bad = await put(
    'orders',
    `${header}
O7,C1,,2026-11-01,P1,1,45,sale,
O7,C2,,2026-11-02,P1,1,45,sale,
O8,C1,,2026-11-31,P1,0,-1,swap,
O9,C1,,2026-11-01,P2,1,45,sale,瓶
`,
  )
  expect(bad.errors.map(({ row, column }) => `${row} ${column}`)).toEqual([
    '3 customer_code',
    '3 ordered_at',
    '4 ordered_at',
    '4 quantity',
    '4 unit_price',
    '4 kind',
    '5 unit',
  ])
  expect(await db.$count(orders)).toBe(3)
})

test('payments, in XLSX with date cells', async () => {
  const { db, put } = await desk()
  await put('users', people)
  const file = [
    ['单号', '客户', '收款日期', '金额', '订单', '收款方式', '收款人'],
    ['R1', 'C1', new Date('2026-11-05T00:00:00Z'), 699.6, 'O1', '现金', '李雷'],
    ['R2', 'C1', new Date('2026-11-05T15:59:59.999Z'), '1,000', null, null, null],
  ]
  expect(await put('payments', await xlsx(file))).toMatchObject({ ok: true, created: 2 })
  expect(await db.select().from(payments).orderBy(asc(payments.code))).toMatchObject([
    {
      amountFen: 69_960,
      receivedOn: '2026-11-05',
      receivedAt: new Date('2026-11-05T00:00:00+08:00'),
      collectorOpenId: 'ou_li',
    },
    { amountFen: 100_000, receivedAt: new Date('2026-11-05T16:00:00+08:00') },
  ])
  expect(await put('payments', await xlsx(file))).toMatchObject({ unchanged: 2 })
})

test('targets of people and teams, by metric, and taken away with -', async () => {
  const { db, put } = await desk()
  await put('users', people)
  const file = `open_id,team_code,month,metric,product_code,value
李雷,,2026-11,销售额,,"50,000.00"
ou_li,,2026-11,拜访达成率,,85%
,T1,2026/11,new_customers,,12
E001,,2026-11-01,sales_amount,P1,100
`
  expect(await put('targets', file)).toMatchObject({ ok: true, created: 4 })
  const all = await db.select().from(targets).orderBy(asc(targets.value))
  expect(all.map((t) => [t.scope, t.metric, t.productCode, t.value])).toEqual([
    ['team:T1', 'new_customers', '', 12],
    ['person:ou_li', 'completion_rate', '', 8_500],
    ['person:ou_li', 'sales_amount', 'P1', 10_000],
    ['person:ou_li', 'sales_amount', '', 5_000_000],
  ])
  expect(await put('targets', file)).toMatchObject({ unchanged: 4 })
  const change =
    'open_id,month,metric,value\nou_li,2026-11,sales_amount,-\nou_li,2026-11,达成率,0.9\n'
  expect(await put('targets', change)).toMatchObject({ ok: true, updated: 2 })
  expect((await db.select().from(targets)).map((t) => t.value).sort()).toEqual([10_000, 12, 9_000])
  // A year's total, a category, short amounts, in Chinese; a product and a category at once are one too many.
  const chinese = '部门,月份,指标,品类,目标值\nT1,2027,销售额,,240万\nT1,2027年,销量,饮料,"1,200"\n'
  expect(await put('targets', chinese)).toMatchObject({ ok: true, created: 2 })
  const ofYear = await db.select().from(targets).where(eq(targets.month, '2027'))
  expect(ofYear.map((t) => [t.metric, t.productCode, t.value]).sort()).toEqual([
    ['sales_amount', '', 240_000_000],
    ['sales_quantity', 'category:饮料', 1_200],
  ])
  const twice = 'team_code,month,metric,product_code,category,value\nT1,2027,销售额,P1,饮料,1\n'
  expect((await put('targets', twice)).errors).toMatchObject([{ row: 2, column: 'category' }])
  // By the days of work their months are scaled; `-` clears the day.
  const days = 'open_id,入职日期,left_on\nou_li,2026/11/16,2026-12-31\n'
  expect(await put('users', days)).toMatchObject({ ok: true, updated: 1 })
  const employed = async () =>
    (await db.select().from(users).where(eq(users.openId, 'ou_li'))).map((u) => [
      u.joinedOn,
      u.leftOn,
    ])
  expect(await employed()).toEqual([['2026-11-16', '2026-12-31']])
  expect(await put('users', 'open_id,left_on\nou_li,-\n')).toMatchObject({ updated: 1 })
  expect(await employed()).toEqual([['2026-11-16', null]])
  expect((await put('users', 'open_id,joined_on\nou_li,昨天\n')).errors).toMatchObject([
    { row: 2, column: 'joined_on' },
  ])

  const bad = await put(
    'targets',
    'open_id,team_code,month,metric,value\nou_li,T1,2026-11,orders,1\n,,2026-13,orders,1\nou_li,,2026-11,happiness,1.5\nou_li,,2026-11,orders,1.5\n',
  )
  expect(bad.errors.map(({ row, column }) => `${row} ${column}`)).toEqual([
    '2 team_code',
    '3 month',
    '4 metric',
    '5 value',
  ])
})

test('leave: ranges become days, for a person, a team or everybody', async () => {
  const { db, put } = await desk()
  await put('users', people)
  const file = `人员,部门,日期,结束日期,类型,时段
李雷,,2026-11-26,2026-11-28,请假,
,T1,2026-12-01,,调休上班,上午
,,2027-01-01,2027-01-03,放假,
`
  expect(await put('leave', file)).toMatchObject({ ok: true, created: 7 })
  expect(await put('leave', file)).toMatchObject({ created: 0, unchanged: 7 })
  const days = await db.select().from(calendarDays).orderBy(asc(calendarDays.date))
  expect(days.map((d) => [d.scope, d.date, d.kind, d.part]).slice(2, 5)).toEqual([
    ['person:ou_li', '2026-11-28', 'leave', ''],
    ['team:T1', '2026-12-01', 'workday', 'am'],
    ['org', '2027-01-01', 'holiday', ''],
  ])
  const bad = await put('leave', 'date,date_to,kind\n2026-11-28,2026-11-26,trip\n,,holiday\n')
  expect(bad.errors.map(({ row, column }) => `${row} ${column}`)).toEqual(['2 date_to', '3 date'])
})

test('a file that cannot be read says why', async () => {
  const { put } = await desk()
  const gbk = new Uint8Array([0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0x41, 0x0a])
  const said = async (file: string | Uint8Array, fileName: string) => {
    const { ok, errors } = await put('customers', file, { fileName })
    return [ok, errors[0]?.reason.zh.slice(0, 8), errors[0]?.row]
  }
  expect(await said(gbk, 'a.csv')).toEqual([false, '文件不是 UTF-8'.slice(0, 8), 0])
  expect(await said('', 'a.csv')).toEqual([false, '文件是空的，第一', 0])
  expect(await said('code,name\nC1,"没有结束\n', 'a.csv')).toEqual([false, '从这一行起读不下', 2])
  expect(await said('code,name\n', 'a.xlsx')).toEqual([false, '读不了这个 XL', 0])
  expect(await said(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 'a.xlsx')).toEqual([
    false,
    '读不了这个 XL',
    0,
  ])
  expect(await said('x', 'a.pdf')).toEqual([false, '只认 .csv ', 0])
  const { errors } = await put('customers', '名称,名称\n永辉,永辉\n')
  expect(errors.map(({ row, column }) => [row, column])).toEqual([
    [1, 'code'],
    [1, '名称'],
  ])
})

test('the kind is guessed from the header, and asked for when two fit', async () => {
  const { put } = await desk()
  expect((await put(undefined, shops)).kind).toBe('customers')
  expect((await put(undefined, people)).kind).toBe('users')
  const both = await put(undefined, 'code,name\nX,Y\n')
  expect(both).toMatchObject({ kind: null, ok: false, candidates: ['teams', 'customers'] })
  const named = await put(undefined, 'code,name\nX,Y\n', { fileName: '客户.csv' })
  expect(named).toMatchObject({ kind: 'customers', ok: true })
  expect((await put(undefined, 'a,b\n1,2\n')).errors).toHaveLength(1)
})

test('long sheets keep every Chinese character, shared or written into the sheet', async () => {
  const { db, put } = await desk()
  const names = Array.from({ length: 3_000 }, (_, i) => [`C${i}`, `${'永辉超市'.repeat(9)}${i}`])
  expect(await put('customers', await xlsx([['编码', '名称'], ...names]))).toMatchObject({
    created: 3_000,
  })
  const inline = names.map(([code, name]) => [code ?? '', { richText: [{ text: name ?? '' }] }])
  expect(await put('customers', await xlsx([['编码', '名称'], ...inline]))).toMatchObject({
    unchanged: 3_000,
  })
  const kept = await db.select({ name: customers.name }).from(customers)
  expect(kept.filter(({ name }) => !/^(永辉超市){9}\d+$/.test(name))).toEqual([])
})
