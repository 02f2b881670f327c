import protobuf from 'protobufjs'

/** The frame of the long connection; the schema is the one that the platform's SDKs carry. */
const { root } = protobuf.parse(
  `syntax = "proto2"; package pbbp2;
  message Header { required string key = 1; required string value = 2; }
  message Frame {
    required uint64 SeqID = 1; required uint64 LogID = 2;
    required int32 service = 3; required int32 method = 4;
    repeated Header headers = 5;
    optional string payload_encoding = 6; optional string payload_type = 7;
    optional bytes payload = 8; optional string LogIDNew = 9;
  }`,
  { keepCase: true },
)
// Compiled now: the platform's own SDK takes 64-bit support out of the shared library when it is
// loaded, and a type that was only half resolved by then could no longer be compiled.
const type = root.resolveAll().lookupType('pbbp2.Frame').setup()

export const CONTROL = 0
export const DATA = 1

export interface Frame {
  seqId: number
  logId: number
  service: number
  method: number
  headers: Record<string, string>
  payload: Uint8Array
}

export function encodeFrame(frame: Frame): Uint8Array {
  return type
    .encode({
      SeqID: frame.seqId,
      LogID: frame.logId,
      service: frame.service,
      method: frame.method,
      headers: Object.entries(frame.headers).map(([key, value]) => ({ key, value })),
      payload: frame.payload,
    })
    .finish()
}

/** Throws on bytes that are no frame. */
export function decodeFrame(bytes: Uint8Array): Frame {
  // The 64-bit fields come as numbers, or as objects where the library finds `long` installed.
  const raw = type.decode(bytes) as unknown as {
    SeqID: unknown
    LogID: unknown
    service: number
    method: number
    headers: { key: string; value: string }[]
    payload: Uint8Array
  }
  return {
    seqId: Number(String(raw.SeqID)),
    logId: Number(String(raw.LogID)),
    service: raw.service,
    method: raw.method,
    headers: Object.fromEntries(raw.headers.map(({ key, value }) => [key, value])),
    payload: raw.payload,
  }
}

export const utf8 = (text: string) => new TextEncoder().encode(text)
export const fromUtf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
