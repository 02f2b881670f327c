import { expect, test } from 'vitest'
import { createMetrics } from '../src/metrics.ts'

test('the figures carry what happened', async () => {
  const metrics = createMetrics()
  metrics.inbound('Text', 'handled')
  metrics.inbound('Text', 'handled')
  metrics.webhookRefused('signature-stale')
  metrics.sent('message', 'sent')
  metrics.jobRan('plans.generate', 'done', 0.2)
  metrics.watchOutbox(async () => 7)
  const text = await metrics.render()
  expect(text).toContain('rounds_inbound_events_total{kind="Text",result="handled"} 2')
  expect(text).toContain('rounds_webhooks_refused_total{reason="signature-stale"} 1')
  expect(text).toContain('rounds_sends_total{kind="message",result="sent"} 1')
  expect(text).toContain('rounds_job_duration_seconds_count{name="plans.generate",result="done"} 1')
  expect(text).toContain('rounds_outbox_depth 7')
})

test('a database that does not answer spoils no other figure', async () => {
  const metrics = createMetrics()
  metrics.watchOutbox(() => Promise.reject(new Error('down')))
  const text = await metrics.render()
  expect(text).toContain('rounds_outbox_depth Nan')
  expect(text).toContain('rounds_process_cpu_seconds_total')
})

test('two sets of figures do not collide', async () => {
  const [one, two] = [createMetrics(), createMetrics()]
  one.inbound('Text', 'failed')
  expect(await two.render()).not.toContain('result="failed"')
})
