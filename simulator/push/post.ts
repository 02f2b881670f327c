/** `failure` says why there is no usable answer: `timeout`, `connect`, `no-url`, `no-connection`. */
export interface Answer {
  status: number
  body?: unknown
  failure?: string | undefined
  /** Which long connection carried it. */
  connection?: string | undefined
}

/** POSTs within the time limit (body included); redirects are not followed, they are errors. */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, body: parsed(await response.text()) }
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError'
    if (isTimeout) return { status: 0, failure: 'timeout' }
    const cause =
      error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined
    return { status: 0, failure: cause?.code === 'ENOTFOUND' ? 'dns' : 'connect' }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
