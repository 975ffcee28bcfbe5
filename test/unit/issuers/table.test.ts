import assert from "node:assert/strict";
import type { Issuer } from "../../../extension/issuers/issuer";
import { general } from "../../../extension/issuers/general";
import { LANGUAGES, type Translated } from "../../../extension/issuers/language";
import { ISSUERS, issuerOf } from "../../../extension/issuers/table";
import { trento } from "../../../extension/issuers/trento";

const name = (organisation: string, commonName: string) =>
  `C=IT\nO=${organisation}\nOU=Servizi di Certificazione\nCN=${commonName}`;

describe("The issuer of a card", () => {
  it("is the Province of Trento for all authorities of its CPS in the Italian list of trust services", () => {
    for (const issuer of [
      name("Postecom S.p.A.", "Provincia Autonoma di Trento - CA Cittadini"),
      name("Poste Italiane S.p.A.", "Provincia Autonoma di Trento - CA Cittadini"),
      name("Actalis S.p.A.", "Provincia autonoma Trento - CA Cittadini"),
    ])
      assert.equal(issuerOf(issuer), trento, issuer);
  });

  it("is the Province also for a future authority with such a name", () => {
    assert.equal(issuerOf(name("Actalis S.p.A.", "Provincia autonoma di Trento - CA Cittadini 2030")), trento);
  });

  it("is the general one for any other CNS", () => {
    for (const issuer of [
      name("Actalis S.p.A.", "Provincia autonoma Bolzano - CA Cittadini"),
      name("Actalis S.p.A.", "Regione Toscana - CA Cittadini 2020"),
      name("Postecom S.p.A.", "Regione Veneto - CA Cittadini"),
      "C=IT\nO=Università di Trento\nCN=Example CA",
      "C=IT\nCN=Comune di Trento - CA Cittadini",
      "C=IT\nCN=Provincia Autonoma di Trentola",
      "C=IT\nO=CN=Provincia Autonoma di Trento\nCN=Example CA",
    ])
      assert.equal(issuerOf(issuer), general, issuer);
  });

  it("is the general one where there is no certificate, or nonsense", () => {
    for (const issuer of [null, "", "\n", "CN=", "Provincia Autonoma di Trento"])
      assert.equal(issuerOf(issuer), general);
  });
});

describe("The data of issuers", () => {
  it("stand under ids of their own, the general one last", () => {
    assert.equal(new Set(ISSUERS.map(({ id }) => id)).size, ISSUERS.length);
    assert.equal(ISSUERS.at(-1), general);
    assert.deepEqual(general.recognisedBy, []);
    for (const { id, recognisedBy } of ISSUERS.filter((issuer) => issuer !== general))
      assert.ok(recognisedBy.length > 0, id);
  });

  it("recognise the same name the same way each time", () => {
    for (const { id, recognisedBy } of ISSUERS)
      for (const pattern of recognisedBy) assert.doesNotMatch(pattern.flags, /[gy]/, id);
  });

  it("show the number that they call", () => {
    for (const { id, helpLine } of ISSUERS) {
      if (helpLine !== null) assert.equal(helpLine.tel, `tel:${helpLine.number.replaceAll(" ", "")}`, id);
    }
  });

  it("link to https only, shown by the host that is opened", () => {
    for (const { id, spid, healthRecord } of ISSUERS) {
      for (const link of [spid, ...(healthRecord === null ? [] : [healthRecord.forParents])]) {
        const { protocol, host } = new URL(link.href);
        assert.equal(protocol, "https:", id);
        assert.ok(host === link.text || host === `www.${link.text}`, id);
      }
    }
  });

  it("have the form that the sentences need, in every language", () => {
    const texts = ({ name: itself, body, card, places, helpLine, codes }: Issuer): readonly Translated[] => [
      itself,
      body,
      card,
      places.activation,
      places.newCodes,
      places.duplicate,
      ...(helpLine === null ? [] : [helpLine.asks, helpLine.asksForTrouble]),
      ...(codes.secondHalf === null ? [] : [codes.secondHalf]),
    ];
    for (const issuer of ISSUERS) {
      for (const text of texts(issuer)) {
        for (const language of LANGUAGES)
          assert.match(text[language], /^[^\s].*[^\s.,;:]$/, `${issuer.id} ${language}`);
      }
      for (const place of Object.values(issuer.places)) {
        assert.match(place.it, /^un[oa]? |^un'/, issuer.id);
        assert.match(place.de, /^eine[mr] /, issuer.id);
        assert.match(place.en, /^an? /, issuer.id);
      }
      assert.match(issuer.body.it, /^(la |il |lo |l')/, issuer.id);
      assert.match(issuer.body.de, /^die /, issuer.id);
      assert.match(issuer.body.en, /^the /, issuer.id);
    }
  });

  it("follow the rules of the CNS for codes", () => {
    assert.deepEqual(general.codes.pin, { min: 5, max: 8, tries: 3 });
    assert.deepEqual(general.codes.puk, { digits: 8, tries: 10 });
  });
});
