import assert from "node:assert/strict";
import { parsePersonalData, personalDataLength } from "../../../../native-host/card/personal-data";
import { inTime } from "./target";

/** The file is read inside of its bytes, or is none. */
export const check = inTime((bytes) => {
  const length = personalDataLength(bytes);
  assert(length === null || (length > 6 && length <= 0x7fff));
  const data = parsePersonalData(bytes);
  if (data === null) return;
  const texts = Object.values(data).filter((value) => typeof value === "string");
  assert(texts.join("").length <= bytes.length + 6);
  assert(data.height === null || Number.isFinite(data.height), "a height that is no number");
  for (const date of [data.issued, data.expires, data.born])
    assert(date === null || (/^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date))));
});
