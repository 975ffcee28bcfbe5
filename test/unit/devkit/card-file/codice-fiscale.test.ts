import assert from "node:assert/strict";
import { birthOf, checkLetter, CODICE_FISCALE } from "../../../../devkit/card-file/codice-fiscale";
import { NAMED_CARDS } from "../../../../devkit/card-file/named-cards";
import { ADA, GIOVANNI } from "../../../../devkit/pki/people";

describe("A codice fiscale", () => {
  it("ends with a letter that follows from the rest", () => {
    for (const { codiceFiscale } of [ADA, GIOVANNI]) assert.ok(codiceFiscale.endsWith(checkLetter(codiceFiscale)));
  });

  it("tells birthday and sex, with letters for digits too", () => {
    const omocodia = NAMED_CARDS.omocodia.holder.codiceFiscale;
    assert.match(omocodia, CODICE_FISCALE);
    for (const code of [ADA.codiceFiscale, omocodia])
      assert.deepEqual(birthOf(code), { birthDate: ADA.birthDate, sex: ADA.sex });
    assert.deepEqual(birthOf(GIOVANNI.codiceFiscale), { birthDate: GIOVANNI.birthDate, sex: GIOVANNI.sex });
  });

  it("is of the last century where this one has not got so far", () => {
    const now = new Date("2026-06-01");
    assert.equal(birthOf("PRVGNN26A01X999X", now)?.birthDate, "01012026");
    assert.equal(birthOf("PRVGNN27A01X999X", now)?.birthDate, "01011927");
  });

  it("has a day that exists", () => {
    for (const code of ["PRVGNN71B29X999X", "PRVGNN71A00X999X", "PRVGNN71A32X999X", "PRVGNN71A99X999X"])
      assert.equal(birthOf(code), null, code);
    assert.notEqual(birthOf("PRVGNN72B29X999X"), null);
  });
});
