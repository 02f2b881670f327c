/** Only links that a chat client would open; a `javascript:` address stays plain text. */
export function safeHref(href: string): string | undefined {
  return /^(https?:|tel:|mailto:|lark:|feishu:)/i.test(href.trim()) ? href.trim() : undefined
}
