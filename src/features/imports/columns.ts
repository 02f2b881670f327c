/** The columns of every import file: the contract's names, and the Chinese words that also pass. */
import type { ImportKind } from './kinds.ts'

export interface Column {
  readonly name: string
  /** `key` must stand in every row, `new` in the row of a new record, the rest is optional. */
  readonly need: 'key' | 'new' | 'optional'
  readonly aliases: readonly string[]
}

const column =
  (need: Column['need']) =>
  (name: string, aliases: string): Column => ({ name, need, aliases: aliases.split(' ') })
const key = column('key')
const fresh = column('new')
const optional = column('optional')

export const columnsOf: Readonly<Record<ImportKind, readonly Column[]>> = {
  teams: [
    key('code', '编码 编号 代码 团队编码 部门编码 团队编号 部门编号 团队代码'),
    fresh('name', '名称 团队名称 部门名称 团队 部门'),
    optional('parent_code', '上级 上级编码 上级团队 上级部门 上级团队编码 上级部门编码'),
    optional('manager_open_id', '主管 经理 负责人 主管open_id'),
    optional('deputy_open_id', '副主管 副手 代理主管 副经理'),
    optional('chat_id', '团队群 群 团队群id 群id'),
    optional('manager_chat_id', '主管群 主管群id'),
  ],
  users: [
    optional('open_id', '飞书id 用户id 人员id'),
    fresh('name', '姓名 名字 人员 员工姓名'),
    fresh('role', '角色 岗位 职位'),
    optional('team_code', '部门 团队 部门编码 团队编码 所属团队 所属部门'),
    optional('employee_no', '工号 员工编号 员工号'),
    optional('mobile', '手机 手机号 手机号码 电话'),
    optional('email', '邮箱 电子邮箱 邮件'),
    optional('home_lng', '经度 家经度 出发地经度 住址经度'),
    optional('home_lat', '纬度 家纬度 出发地纬度 住址纬度'),
    optional('locale', '语言'),
    optional('status', '状态 在职状态'),
    optional('joined_on', '入职日期 入职时间 入职'),
    optional('left_on', '离职日期 离职时间'),
  ],
  customers: [
    key('code', '编码 编号 代码 客户编码 客户编号 客户代码'),
    fresh('name', '名称 客户名称 客户 门店名称 店名'),
    optional('address', '地址 客户地址 门店地址 详细地址'),
    optional('lng', '经度'),
    optional('lat', '纬度'),
    optional('owner_open_id', '负责人 业务员 归属人 客户经理 负责业务员'),
    optional('team_code', '部门 团队 部门编码 团队编码 所属团队 所属部门'),
    optional('type', '类型 客户类型 渠道 渠道类型'),
    optional('grade', '等级 级别 分级 客户等级 客户级别 客户分级'),
    optional('stage', '阶段 客户阶段'),
    optional('stage_since', '阶段日期 阶段开始 进入阶段'),
    optional('source', '来源 客户来源'),
    optional('price_level', '价格等级 价格级别 级别价 价格级'),
    optional('credit_limit', '信用额度 授信额度 额度'),
    optional('credit_days', '账期 信用天数 账期天数 账期(天)'),
    optional('contact', '联系人'),
    optional('phone', '电话 联系电话 手机 手机号'),
    optional('opening_hours', '营业时间'),
    optional('service_minutes', '服务时长 拜访时长 每次用时 服务分钟'),
    optional('line', '线路 路线'),
    optional('visit_days', '拜访日 拜访星期 拜访星期几'),
    optional('week_pattern', '单双周 周次'),
    optional('frequency', '频次 拜访频次 拜访频率'),
    optional('parent_code', '上级客户 总部 上级客户编码 总部编码'),
    optional('supplier_code', '供货商 经销商 供货商编码 供货客户'),
    optional('status', '状态 客户状态'),
    optional('tags', '标签'),
    optional('since', '合作日期 开户日期 首次合作'),
    optional('pause_reason', '暂停原因'),
    optional('pause_until', '暂停到 暂停至 暂停截止'),
  ],
  products: [
    key('code', '编码 编号 代码 商品编码 产品编码 商品编号 产品编号'),
    fresh('name', '名称 商品名称 产品名称 商品 产品 品名'),
    fresh('unit', '单位 销售单位'),
    optional('category', '分类 类别 品类 商品分类'),
    fresh('cost', '成本 成本价 进价'),
    fresh('price', '价格 售价 标准价 单价'),
    optional('spec', '规格'),
    optional('base_unit', '基本单位 最小单位 小单位'),
    optional('case_size', '箱规 每箱数量 换算 换算率 装箱数'),
    optional('barcode', '条码 条形码'),
    optional('brand', '品牌'),
    optional('shelf_life_days', '保质期 保质期天数 保质期(天)'),
    optional('active', '启用 在售 是否启用 状态'),
  ],
  prices: [
    key('product_code', '商品编码 产品编码 商品 产品 编码'),
    key('price_level', '价格等级 价格级别 级别价 等级 价格级'),
    fresh('price', '价格 单价 售价'),
  ],
  orders: [
    key('code', '编码 编号 单号 订单号 订单编码 订单编号'),
    fresh('customer_code', '客户 客户编码 客户编号'),
    optional('rep_open_id', '业务员 负责人 销售员 下单人'),
    fresh('ordered_at', '下单时间 下单日期 订单日期 订单时间 日期 时间'),
    optional('shipped_at', '发货时间 发货日期 出库日期 送货日期 配送日期'),
    fresh('product_code', '商品编码 产品编码 商品 产品 商品编号'),
    fresh('quantity', '数量'),
    fresh('unit_price', '单价 价格'),
    fresh('kind', '类型 行类型 明细类型 订单类型'),
    optional('unit', '单位'),
  ],
  payments: [
    key('code', '编码 编号 单号 收款单号 收款编码 收款编号'),
    fresh('customer_code', '客户 客户编码 客户编号'),
    fresh('received_at', '收款时间 收款日期 到账时间 到账日期 日期 时间'),
    fresh('amount', '金额 收款金额'),
    optional('order_code', '订单 订单号 订单编码 订单编号'),
    optional('method', '方式 收款方式 支付方式'),
    optional('collector_open_id', '收款人 业务员 经办人'),
  ],
  targets: [
    optional('open_id', '人员 业务员 姓名 负责人 飞书id'),
    optional('team_code', '部门 团队 部门编码 团队编码'),
    key('month', '月份 月'),
    key('metric', '指标 目标项'),
    optional('product_code', '商品编码 产品编码 商品 产品'),
    optional('category', '品类 商品分类 分类'),
    fresh('value', '目标值 目标 数值 值'),
  ],
  leave: [
    optional('open_id', '人员 业务员 姓名 飞书id'),
    optional('team_code', '部门 团队 部门编码 团队编码'),
    key('date', '日期 开始日期 开始'),
    optional('date_to', '结束日期 结束 截止日期 到'),
    key('kind', '类型 类别'),
    optional('part', '时段 上午下午 半天'),
  ],
}
