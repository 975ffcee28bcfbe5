import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { corpusNames, corpusOf } from "./corpus";
import * as cardAnswers from "./targets/card-answers";
import * as certificate from "./targets/certificate";
import * as certificateParts from "./targets/certificate-parts";
import * as frames from "./targets/frames";
import * as messages from "./targets/messages";
import * as p11KitFiles from "./targets/p11-kit-files";
import * as personalData from "./targets/personal-data";
import * as pkcs11Txt from "./targets/pkcs11-txt";
import * as rpcCalls from "./targets/rpc-calls";
import * as rpcStream from "./targets/rpc-stream";
import type { Check } from "./targets/target";

const TARGETS: Readonly<Record<string, { readonly check: Check }>> = {
  "card-answers": cardAnswers,
  certificate,
  "certificate-parts": certificateParts,
  frames,
  messages,
  "p11-kit-files": p11KitFiles,
  "personal-data": personalData,
  "pkcs11-txt": pkcs11Txt,
  "rpc-calls": rpcCalls,
  "rpc-stream": rpcStream,
};

describe("What searches have found or reached", () => {
  it("is kept for each target", () => {
    assert.deepEqual(corpusNames.toSorted(), Object.keys(TARGETS).toSorted());
    const files = readdirSync(new URL("targets/", import.meta.url));
    for (const name of corpusNames) assert(files.includes(`${name}.ts`), name);
  });

  for (const [name, { check }] of Object.entries(TARGETS)) {
    for (const [file, inputs] of corpusOf(name))
      it(`breaks nothing: ${name}, ${file}`, async () => {
        for (const input of inputs) {
          try {
            await check(Buffer.from(input));
          } catch (thrown) {
            throw new Error(input.toString("hex"), { cause: thrown });
          }
        }
      });
  }
});
