import { word } from './t.ts'

export const trustDataWords = {
  datumAlarm: word(
    '**坐标系可能不一致**：近 14 天有 {reps} 名业务员在 {customers} 家客户的签到都向同一方向偏了约 {shiftM} 米。请核对「坐标系」规则和导入客户时用的坐标系。这些签到不会因此存疑。',
    '**Perhaps a mixed-up datum**: within 14 days the check-ins of {reps} {reps|rep|reps} at {customers} {customers|customer|customers} are all off by about {shiftM} m, the same way. Please check the rule “Datum” and the datum that the customers were imported with. These check-ins are not held against anybody.',
  ),
} as const
