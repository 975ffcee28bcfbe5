import assert from "node:assert/strict";
import { sizeof } from "koffi";
import { functionsWith, pcscTypes } from "../../../native-host/readers/koffi/functions";
import { PCSC_SYSTEMS } from "../../../native-host/readers/koffi/systems";

/** On 64 bits: bytes of SCARD_READERSTATE and SCARD_IO_REQUEST, and CM_IOCTL_GET_FEATURE_REQUEST. */
const EXPECTED = {
  linux: { readerState: 80, ioRequest: 16, getFeatures: 0x42000000 + 3400 },
  darwin: { readerState: 61, ioRequest: 8, getFeatures: 0x42000000 + 3400 },
  win32: { readerState: 64, ioRequest: 8, getFeatures: 0x313520 },
} as const;

describe("PC/SC as each system has it", () => {
  for (const [platform, expected] of Object.entries(EXPECTED)) {
    const system = Object.entries(PCSC_SYSTEMS).find(([name]) => name === platform)![1];

    it(`has the structures of ${platform}`, () => {
      const types = pcscTypes(system);
      assert.equal(sizeof(types.readerState), expected.readerState);
      assert.equal(sizeof(types.ioRequest), expected.ioRequest);
    });

    it(`has the control codes of ${platform}`, () => {
      assert.equal(system.control.base + 3400 * system.control.step, expected.getFeatures);
    });

    it(`names only functions that we call, on ${platform}`, () => {
      const names: readonly string[] = functionsWith(pcscTypes(system)).map(({ name }) => name);
      for (const name of Object.keys(system.names)) assert.ok(names.includes(name), name);
    });
  }
});
