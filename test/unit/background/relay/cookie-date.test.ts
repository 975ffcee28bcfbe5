import assert from "node:assert/strict";
import { parseCookieDate } from "../../../../extension/background/relay/cookie-date";

const MOMENT = Date.UTC(2027, 7, 20, 14, 38, 57);

describe("The date of a cookie", () => {
  for (const text of [
    "Fri, 20 Aug 2027 14:38:57 GMT",
    "Fri, 20-Aug-27 14:38:57 GMT",
    "Friday, 20-August-2027 14:38:57",
    "Fri Aug 20 14:38:57 2027",
    "20 Aug 2027 14:38:57 +0200",
    "14:38:57 20 AUG 2027",
    "aug 20 2027 14:38:57",
    "Fri,20/Aug/2027 14:38:57x",
  ])
    it(`is read as browsers read ${text}`, () => {
      assert.equal(parseCookieDate(text), MOMENT);
    });

  it("is of this century below 70, and of the last one above", () => {
    assert.equal(parseCookieDate("1 Jan 69 00:00:00"), Date.UTC(2069, 0, 1));
    assert.equal(parseCookieDate("1 Jan 70 00:00:00"), 0);
    assert.equal(parseCookieDate("1 Jan 99 00:00:00"), Date.UTC(1999, 0, 1));
  });

  for (const text of [
    "",
    "0",
    "-1",
    "soon",
    "Fri, 20 Aug 2027",
    "20 Aug 2027 25:00:00",
    "31 Feb 2027 00:00:00",
    "1 Jan 1600 00:00:00",
    "32 Jan 2027 00:00:00",
    "20 Xyz 2027 14:38:57",
  ])
    it(`is none in "${text}"`, () => {
      assert.equal(parseCookieDate(text), null);
    });
});
