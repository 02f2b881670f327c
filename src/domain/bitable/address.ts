/** What a link that somebody pasted leads to. */
export type Address = { kind: 'base'; appToken: string } | { kind: 'wiki' } | { kind: 'other' }

/**
 * Reads the address of a 多维表格: `https://<company>.feishu.cn/base/<token>?table=…` (larksuite.com alike). One in
 * a wiki has another token there, which leads nowhere by itself.
 */
export function readAddress(text: string): Address {
  const found = /https?:\/\/\S+?\/(base|wiki)\/([A-Za-z0-9]{10,40})/.exec(text)
  if (!found?.[2]) return { kind: 'other' }
  return found[1] === 'wiki' ? { kind: 'wiki' } : { kind: 'base', appToken: found[2] }
}
