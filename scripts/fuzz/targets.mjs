/**
 * What can be searched: files of test/unit/fuzz/targets. `longest`: bytes of an input. `waits`: the check returns a
 * promise.
 */
export const TARGETS = {
  "rpc-calls": { longest: 4096, waits: true },
  "rpc-stream": { longest: 4096, waits: true },
  frames: { longest: 1024, waits: true },
  messages: { longest: 4096, waits: true },
  certificate: { longest: 4096, waits: false },
  "certificate-parts": { longest: 4096, waits: false },
  "personal-data": { longest: 1024, waits: false },
  "card-answers": { longest: 4096, waits: true },
  "pkcs11-txt": { longest: 2048, waits: false },
  "p11-kit-files": { longest: 1024, waits: false },
};
