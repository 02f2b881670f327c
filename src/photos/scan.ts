/** `scan.wat`, compiled: `rounds` needs no compiler to run. A test compiles it anew and compares. */

/** What of `scan.wat` is called. */
export interface Scan {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  scan(
    hashes: number,
    slots: number,
    slot: number,
    slotEnd: number,
    block: number,
    blockEnd: number,
    most: number,
  ): number
}

/** The module, base64. */
export const scanModule =
  'AGFzbQEAAAABDAFgB39/f39/f38BfwMCAQAFAwEAAgcRAgZtZW1vcnkCAARzY2FuAAAKtgIBswICBX8EeyAG/Q8hDEGABCEKAkADQCAEIAVPDQEgAiEJIAAgBCABbCACakEIdGohBwNA/QwAAAAAAAAAAAAAAAAAAAAAIQ39DAAAAAAAAAAAAAAAAAAAAAAhDkEAIQgDQCAHIAhq/QAEACEPIA0gDyAI/QAEAP1R/WL9biENIA4gDyAI/QAEgAL9Uf1i/W4hDiAHIAhq/QAEECEPIA0gDyAI/QAEEP1R/WL9biENIA4gDyAI/QAEkAL9Uf1i/W4hDiAIQSBqIQggCEGAAkkNAAsgDSAM/SogDiAM/Sr9UP1TBEAgCiAENgIAIAogCTYCBCAKIA39CwQQIAogDv0LBCAgCkEwaiEKIAtBAWohCwsgB0GAAmohByAJQQFqIQkgCSADSQ0ACyAEQQFqIQQMAAsLIAsL'

/** What of WebAssembly is used; the types of Node 20 do not have it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { readonly exports: unknown }
}

const compiled = new WebAssembly.Module(Buffer.from(scanModule, 'base64'))

/** A scanner with a memory of its own. */
export function createScan(): Scan {
  return new WebAssembly.Instance(compiled).exports as Scan
}
