/** Rules about customers: how they are graded, looked after, and when they count as silent. */
import { z } from 'zod'
import { gradingScopes } from '../customers/grading.ts'
import { numbers, onOff, org, say, setting, upToTeam } from './parts.ts'

export const customerSettings = {
  gradingDays: setting(
    'grading.windowDays',
    'grading',
    org,
    z.number().int().min(7).max(730),
    90,
    say('分级看多少天的净销售额', 'Grading counts the sales of'),
    { unit: say('天', 'days'), choices: numbers(30, 90, 180, 365) },
  ),
  gradingNewDays: setting(
    'grading.newDays',
    'grading',
    org,
    z.number().int().min(0).max(365),
    60,
    say('新客多少天内不参加分级', 'New customers are not graded for'),
    { unit: say('天', 'days'), choices: numbers(0, 30, 60, 90) },
  ),
  gradingScope: setting(
    'grading.scope',
    'grading',
    org,
    z.enum(gradingScopes),
    'org',
    say('分级在什么范围内排名', 'Customers are ranked within'),
    {
      choices: [
        { value: 'org', label: say('全公司', 'The company') },
        { value: 'team', label: say('各团队', 'Each team') },
        { value: 'type', label: say('各客户类型', 'Each customer type') },
        { value: 'typeTeam', label: say('各团队的各类型', 'Each type of a team') },
      ],
    },
  ),
  gradingMonthly: setting(
    'grading.monthly',
    'grading',
    org,
    z.boolean(),
    true,
    say('每月初给管理员分级预览', 'Grading preview to admins each month'),
    { choices: onOff },
  ),
  silentDays: setting(
    'customers.silentDays',
    'grading',
    upToTeam,
    z.number().int().min(7).max(365),
    60,
    say('多少天没下单算沉默客户', 'A customer is silent without an order for'),
    { unit: say('天', 'days'), choices: numbers(30, 45, 60, 90) },
  ),
  careByGrade: setting(
    'grading.care',
    'grading',
    upToTeam,
    z.partialRecord(z.enum(['A', 'B', 'C', 'D']), z.string().max(200)),
    {},
    say('各级维护策略', 'How each grade is looked after'),
  ),
} as const
