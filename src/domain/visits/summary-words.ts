/** The words by which a 离店总结 is seen to tell something, as people type them. */

/** Digits, or a Chinese numeral before what is counted. */
export const number =
  /\d|[零一二两三四五六七八九十百千半][箱件瓶盒袋包个家天周月元块折排层组台张条斤套]/u

/** Goods, shelf, price, rivals, money: what a visit is about. */
export const matter = new RegExp(
  [
    '库存|缺货|断货|补货|压货|临期|过期|日期|新品|品项|单品|规格|订单|订货|下单|退货|换货|样品',
    '陈列|排面|堆头|端架|货架|冰柜|海报|门头|价签|价格|涨价|降价|折扣|优惠|促销|活动|赠品|费用|返利',
    '竞品|对手|竞争|别家|销量|动销|客流|生意|账期|欠款|回款|货款|付款|对账|发票|配送|送货|物流|投诉|质量|包装|合同|进场',
    'stock|shelf|display|price|discount|promotion|competitor|order|return|invoice|payment|delivery|sample|sales',
  ].join('|'),
  'iu',
)

/** What somebody at the customer's said, wants, or will do. */
export const voice = new RegExp(
  [
    '老板|店长|店主|经理|采购|店员|负责人|库管|会计|客户|顾客|对方|[他她]说',
    '反映|反馈|表示|要求|希望|想要|答应|同意|承诺|拒绝|抱怨|担心|愿意|认为|觉得|计划|打算|决定|考虑',
    'owner|manager|buyer|keeper|customer|said|says|asked|wants|agreed|refused|complain|promised|plans to',
  ].join('|'),
  'iu',
)
