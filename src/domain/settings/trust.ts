/** The trust score's rules: the bands, which signals are looked at, and every threshold that they declare. */
import { z } from 'zod'
import type { Bands, RuleInForce } from '../trust/assess.ts'
import type { Threshold, TrustRule } from '../trust/rule.ts'
import { trustRules } from '../trust/rules/index.ts'
import type { Rules, Setting, SettingPlace } from './define.ts'
import { numbers, onOff, say, setting, upToTeam } from './parts.ts'

const points = say('分', 'points')

export const trustSettings = {
  trustAmber: setting(
    'trust.amber',
    'trust',
    upToTeam,
    z.number().int().min(1).max(100),
    75,
    say('信任分低于多少算留意（黄）', 'Amber below a trust score of'),
    { unit: points, choices: numbers(60, 70, 75, 80) },
  ),
  trustRed: setting(
    'trust.red',
    'trust',
    upToTeam,
    z.number().int().min(0).max(100),
    50,
    say('信任分低于多少算存疑（红）', 'Red below a trust score of'),
    { unit: points, choices: numbers(30, 40, 50) },
  ),
} as const

/** Whether a rule is asked at all: `trust.<rule>`. */
const switches: ReadonlyMap<string, Setting<boolean>> = new Map(
  trustRules.map((rule) => [
    rule.id,
    setting(
      `trust.${rule.id}`,
      'trust',
      upToTeam,
      z.boolean(),
      rule.on,
      say(`看「${rule.title.zh}」`, `Look at: ${rule.title.en}`),
      { choices: onOff },
    ),
  ]),
)

/** The setting of a threshold: `trust.<rule>.<threshold>`. */
export const thresholdKey = (ruleId: string, name: string) => `trust.${ruleId}.${name}`

const thresholds: ReadonlyMap<string, Setting<number>> = new Map(
  trustRules.flatMap((rule) =>
    Object.entries(rule.thresholds).map(([name, one]) => {
      const key = thresholdKey(rule.id, name)
      return [key, thresholdSetting(key, rule, one)] as const
    }),
  ),
)

function thresholdSetting(key: string, rule: TrustRule, one: Threshold): Setting<number> {
  return setting(
    key,
    'signals',
    upToTeam,
    z.number().int().min(one.min).max(one.max),
    one.default,
    say(`${rule.title.zh}：${one.label.zh}`, `${rule.title.en}: ${one.label.en}`),
    one.unit ? { unit: one.unit } : {},
  )
}

/** One switch a rule and one number a threshold, made from what the rules declare. */
export const signalSettings: readonly Setting[] = [
  ...(switches.values() as Iterable<Setting>),
  ...(thresholds.values() as Iterable<Setting>),
]

/** The rules that are switched on at a place, with their thresholds there. */
export function trustRulesIn(rules: Rules, place: SettingPlace = {}): RuleInForce[] {
  return trustRules.flatMap((rule) => {
    const isOn = switches.get(rule.id)
    if (!isOn || !rules.get(isOn, place)) return []
    const config = Object.keys(rule.thresholds).map((name) => {
      const known = thresholds.get(thresholdKey(rule.id, name))
      return [name, known ? rules.get(known, place) : 0]
    })
    return [{ rule, weight: rule.weight, config: Object.fromEntries(config) }]
  })
}

export const trustBands = (rules: Rules, place: SettingPlace = {}): Bands => ({
  amber: rules.get(trustSettings.trustAmber, place),
  red: rules.get(trustSettings.trustRed, place),
})
