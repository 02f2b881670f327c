import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { OperatorError } from './errors.ts'

export interface Listening {
  readonly url: string
  close(): Promise<void>
}

/** Listens; a port that is still held by a predecessor which is stopping is waited for up to 15 s. */
export async function listen(
  app: Pick<Hono, 'fetch'>,
  host: string,
  port: number,
): Promise<Listening> {
  const deadline = performance.now() + 15_000
  for (;;) {
    try {
      return await tryListen(app, host, port)
    } catch (error) {
      const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!inUse) throw error
      if (performance.now() > deadline) {
        throw new OperatorError(
          `Port ${port} on ${host} is in use: stop what listens there, or set PORT to another one.`,
        )
      }
      await new Promise((done) => setTimeout(done, 200))
    }
  }
}

function tryListen(app: Pick<Hono, 'fetch'>, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info: AddressInfo) => {
      server.off('error', reject)
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${info.port}`,
        close: () =>
          new Promise<void>((done) => {
            server.close(() => done())
            if ('closeIdleConnections' in server) server.closeIdleConnections()
            // Streams of the browser chat never end by themselves.
            setTimeout(
              () => 'closeAllConnections' in server && server.closeAllConnections(),
              3_000,
            ).unref()
          }),
      })
    })
    server.once('error', reject)
  })
}
