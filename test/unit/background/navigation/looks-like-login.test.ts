import assert from "node:assert/strict";
import { looksLikeCardLogin } from "../../../../extension/background/navigation/looks-like-login";

describe("an address that looks like a login with the card", () => {
  const looks = (addresses: readonly string[], expected: boolean) => {
    for (const address of addresses) assert.equal(looksLikeCardLogin(address), expected, address);
  };

  it("is at a public body and has a word for it in host or path", () => {
    looks(
      [
        "https://cns.prova.gov.it/",
        "https://accesso.gov.it/auth/cns/index?x=1",
        "https://inps.it/tscns",
        "https://servizi.regione.toscana.it/login_cns.jsp",
        "https://cns2.regione.emilia-romagna.it/",
        "https://accesso.provincia.tn.it/loginCNS",
        "https://accesso.provincia.bz.it/CNSLogin.aspx",
        "https://www.comune.milano.it/smart-card/",
        "https://idp.interno.gov.it/idp/Authn/SSL/Login2",
        "https://idpc.crs.lombardia.it/",
      ],
      true,
    );
  });

  it("is at a public body and has a port for it", () => {
    looks(["https://www.inail.it:8443/", "https://regione.fvg.it:10443/x", "https://a.gov.it:444"], true);
    looks(["https://www.inail.it:443/", "https://www.inail.it/", "https://www.inail.it:8444/"], false);
  });

  it("is at no other place, however much its name looks like it", () => {
    looks(
      [
        "https://gov.it.example.com/cns",
        "https://xgov.it/cns",
        "https://cns.example.it/cns",
        "https://regione.toscana.it.example/cns",
        "https://regione.toscana.example.it/cns",
        "https://regione-toscana.it/cns",
        "https://regione.nessuna.it/cns",
        "https://regione.toscana.com/cns",
        "https://negozio.trento.it/cns",
        "https://comune.negozio.tn.it/cns",
        "https://inps.it@example.com/cns",
        "https://example.com/inps.it/cns",
        "https://trento.it:8443/",
        "https://127.0.0.1:8443/cns",
        "https://[::1]:8443/cns",
        "https://localhost:8443/cns",
      ],
      false,
    );
  });

  it("is not one whose letters only look the same: browsers name it in ASCII", () => {
    // A Cyrillic "о" in "gov", an "ı" without its dot in "it".
    looks(["https://cns.g\u043ev.it/", "https://cns.prova.gov.\u0131t/", "https://cns.xn--gv-kmc.it/"], false);
  });

  it("does not have the word inside of another one, or behind the path", () => {
    looks(
      [
        "https://www.consulting.gov.it/dnscns/acns",
        "https://dns.prova.gov.it/screenshots",
        "https://www.prova.gov.it/?page=cns",
        "https://www.prova.gov.it/#cns",
        "https://www.prova.gov.it/ssl/authn",
        "https://www.prova.gov.it/authn/x/ssl",
        "https://www.prova.gov.it/tessera-sanitaria",
      ],
      false,
    );
  });

  it("is encrypted, and an address", () => {
    looks(["http://cns.prova.gov.it/", "cns.prova.gov.it", "about:blank", "", "https://"], false);
  });
});
