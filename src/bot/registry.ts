import type { Command, Feature } from './define.ts'

export interface Registry {
  readonly features: readonly Feature[]
  readonly commands: readonly Command[]
  readonly byAlias: ReadonlyMap<string, Command>
  handler(actionId: string): NonNullable<Feature['actions']>[number] | undefined
}

/** Joins the features; two commands with one word, or two handlers of one action, stop the start. */
export function registryOf(features: readonly Feature[]): Registry {
  const byAlias = new Map<string, Command>()
  const handlers = new Map<string, NonNullable<Feature['actions']>[number]>()
  const commands = features.flatMap((feature) => feature.commands ?? [])
  for (const command of commands) {
    for (const alias of command.aliases) {
      const key = alias.toLowerCase()
      if (byAlias.has(key)) throw new Error(`two commands are called ${alias}`)
      byAlias.set(key, command)
    }
  }
  for (const handler of features.flatMap((feature) => feature.actions ?? [])) {
    const { id } = handler.action
    if (handlers.has(id)) throw new Error(`two handlers for ${id}`)
    handlers.set(id, handler)
  }
  return { features, commands, byAlias, handler: (id) => handlers.get(id) }
}
