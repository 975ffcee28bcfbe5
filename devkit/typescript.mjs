// Loads TypeScript sources in this thread: `node --import ./devkit/typescript.mjs`. `--import tsx` alone does it in the
// main thread only before Node 22.14, and the TLS worker is TypeScript too.
import { register } from "tsx/esm/api";

register();
