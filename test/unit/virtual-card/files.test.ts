import assert from "node:assert/strict";
import { ADA } from "../../../devkit/pki/people";
import { CERTIFICATE, send, sendAll, unitCard } from "./card";

const CERTIFICATE_HEX = Buffer.from(CERTIFICATE).toString("hex");

describe("files of the virtual card", () => {
  it("are selected by path from the master file, with control information when it is wanted", async () => {
    const card = unitCard();
    assert.equal(await send(card, "00 A4 08 0C 04 1100 1101"), "9000");
    const information = await send(card, "00 A4 08 00 04 1100 1101 00");
    assert.match(information, /^6f..80020800820301000083021101.*9000$/);
    assert.equal(parseInt(information.slice(2, 4), 16), (information.length - 4) / 2 - 2, "length of the template");
  });

  it("are selected by identifier below, beside and above the current directory", async () => {
    const card = unitCard();
    assert.match(
      await sendAll(card, "00 A4 00 0C 02 1100", "00 A4 00 0C 02 1102", "00 B0 00 00 06"),
      /^30303030....9000$/,
    );
    assert.equal(await send(card, "00 A4 00 0C 02 1000"), "9000", "sibling of the directory");
    assert.equal(await send(card, "00 A4 00 0C 02 1101"), "6a82", "no longer in reach");
    assert.equal(await sendAll(card, "00 A4 00 0C 02 3F00", "00 A4 09 0C 04 1100 1101"), "9000");
    assert.equal(await send(card, "00 A4 03 0C"), "9000", "parent");
    assert.equal(await send(card, "00 A4 03 0C"), "6a82", "the master file has none");
  });

  it("leave the selection as it was when there is no such file", async () => {
    const card = unitCard();
    await send(card, "00 A4 08 0C 04 1000 1003");
    for (const absent of [
      "00 A4 08 0C 04 1100 1109",
      "00 A4 08 0C 06 3F00 1100 1101",
      "00 A4 04 0C 05 A000000063",
      "00 A4 08 0C 03 110011",
    ]) {
      assert.equal(await send(card, absent), "6a82", absent);
    }
    assert.equal(await send(card, "00 B0 00 00 10"), Buffer.from(ADA.cardNumber).toString("hex") + "9000");
  });

  it("are refused to an unknown way of selecting", async () => {
    const card = unitCard();
    assert.equal(await send(card, "00 A4 05 0C 02 1100"), "6a86");
    assert.equal(await send(card, "00 A4 08 03 02 1100"), "6a86");
  });

  it("are read piece by piece up to their end", async () => {
    const card = unitCard();
    await send(card, "00 A4 08 0C 04 1100 1101");
    assert.equal(await send(card, "00 B0 00 00 04"), "308203849000");
    assert.equal(await send(card, "00 B0 00 04 00"), CERTIFICATE_HEX.slice(8, 8 + 512) + "9000");
    assert.equal(await send(card, "00 B0 00 00 00 03 88"), CERTIFICATE_HEX + "9000");
    assert.equal(await send(card, "00 B0 07 FE 02"), "00009000");
    assert.equal(await send(card, "00 B0 07 FE 03"), "00006282");
    assert.equal(await send(card, "00 B0 07 FE 00"), "00009000");
    assert.equal(await send(card, "00 B0 08 00 01"), "6b00");
  });

  it("are not read when none is selected, or a directory", async () => {
    const card = unitCard();
    assert.equal(await send(card, "00 B0 00 00 04"), "6986");
    assert.equal(await sendAll(card, "00 A4 08 0C 04 1100 1101", "00 A4 00 0C 02 3F00", "00 B0 00 00 04"), "6986");
    assert.equal(await sendAll(card, "00 A4 08 0C 04 1100 1101", "00 B0 00 00"), "6700");
  });

  it("hold the serial number and the sixteen fields of the holder", async () => {
    const card = unitCard();
    assert.equal(
      await sendAll(card, "00 A4 08 0C 04 1000 1003", "00 B0 00 00 00"),
      Buffer.from(ADA.cardNumber).toString("hex") + "9000",
    );
    const file = Buffer.from(await sendAll(card, "00 A4 08 0C 04 1100 1102", "00 B0 00 00 00 01 90"), "hex").toString(
      "latin1",
      0,
      400,
    );
    const total = parseInt(file.slice(0, 6), 16);
    const fields: string[] = [];
    let position = 6;
    while (position < 6 + total) {
      const length = parseInt(file.slice(position, position + 2), 16);
      fields.push(file.slice(position + 2, position + 2 + length));
      position += 2 + length;
    }
    assert.equal(fields.length, 16);
    assert.deepEqual(fields.slice(3, 9), [ADA.surname, ADA.givenName, ADA.birthDate, ADA.sex, "", ADA.codiceFiscale]);
    assert.match(file.slice(6 + total), /^\0+$/);
  });

  it("pad the certificate with what the card was made with, and hold only that on a card never activated", async () => {
    const padding = unitCard({ certificateFile: { size: 1000, padding: 0xff } });
    assert.equal(await sendAll(padding, "00 A4 08 0C 04 1100 1101", "00 B0 03 E6 00"), "ffff9000");
    const empty = unitCard({ certificate: null });
    assert.equal(await sendAll(empty, "00 A4 08 0C 04 1100 1101", "00 B0 00 00 04"), "000000009000");
  });
});
