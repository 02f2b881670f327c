/** Cards in the manner of Rounds' own, for looking at the renderer and testing it. */
export type Card = Record<string, unknown>

export const plain = (content: string) => ({ tag: 'plain_text', content })
export const callback = (value: unknown) => [{ type: 'callback', value }]
