/** Rules of doubtful visits between people: who is told when, and how long answers may take. */
import { z } from 'zod'
import { clock, numbers, org, say, setting, times, upToTeam } from './parts.ts'

const hours = say('小时', 'h')

export const trustPeopleSettings = {
  trustTellRep: setting(
    'trust.tellRep',
    'trust',
    upToTeam,
    z.enum(['amber', 'red']),
    'amber',
    say('提醒业务员说明情况', 'Ask reps to explain'),
    {
      choices: [
        { value: 'amber', label: say('留意和存疑', 'Amber and red') },
        { value: 'red', label: say('只有存疑', 'Red only') },
      ],
    },
  ),
  trustReviewAt: setting(
    'trust.reviewAt',
    'trust',
    org,
    clock,
    '17:30',
    say('发待核查拜访', 'Send visits to review'),
    { choices: times('09:00', '12:00', '16:00', '17:30', '18:30') },
  ),
  trustReviewDays: setting(
    'trust.reviewDays',
    'trust',
    org,
    z.number().int().min(1).max(90),
    14,
    say('核查最近几天的拜访', 'Review visits of the last'),
    { unit: say('天', 'days'), choices: numbers(3, 7, 14, 30) },
  ),
  trustAnswerHours: setting(
    'trust.answerHours',
    'trust',
    upToTeam,
    z.number().int().min(1).max(240),
    48,
    say(
      '说明和申诉多久没答复就提醒，再过同样久上报',
      'Unanswered explanations and appeals: remind after, then pass up',
    ),
    { unit: hours, choices: numbers(24, 48, 72) },
  ),
  trustAppealHours: setting(
    'trust.appealHours',
    'trust',
    upToTeam,
    z.number().int().min(1).max(720),
    72,
    say('裁定后多久内可申诉', 'Appeals are possible for'),
    { unit: hours, choices: numbers(24, 48, 72, 168) },
  ),
} as const
