/** What the app must be allowed, and what is missing without it. Named one by one in docs/feishu-console.md. */
export interface NeededScope {
  /** Any one of these will do. */
  readonly anyOf: readonly string[]
  readonly without: string
}

export const neededScopes: readonly NeededScope[] = [
  {
    anyOf: ['im:message', 'im:message:readonly'],
    without: 'photos and files that people send cannot be fetched',
  },
  { anyOf: ['im:message', 'im:message:send_as_bot'], without: 'nothing can be sent' },
  {
    anyOf: ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'],
    without: 'private messages never arrive, and nothing says so',
  },
  {
    anyOf: ['im:message.group_at_msg:readonly', 'im:message.group_at_msg'],
    without: 'commands in groups never arrive',
  },
  { anyOf: ['im:resource'], without: 'cards show no photos' },
  {
    anyOf: ['im:chat:readonly', 'im:chat'],
    without: 'the bot does not hear that it joined or left a group',
  },
  { anyOf: ['contact:user.id:readonly'], without: 'people cannot be found by mobile or e-mail' },
  { anyOf: ['contact:contact.base:readonly'], without: 'changes of people are not heard' },
  { anyOf: ['contact:user.employee:readonly'], without: 'somebody who is frozen stays active' },
]

/** What is needed once a team keeps its figures in a 多维表格. */
export const bitableScope: NeededScope = {
  anyOf: ['bitable:app'],
  without: 'the tables of teams (多维表格) are not kept up',
}

/** The needs that the granted scopes leave open. */
export function missingScopes(
  granted: ReadonlySet<string>,
  more: readonly NeededScope[] = [],
): NeededScope[] {
  return [...neededScopes, ...more].filter(
    (need) => !need.anyOf.some((scope) => granted.has(scope)),
  )
}
