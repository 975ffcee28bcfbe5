import assert from "node:assert/strict";
import { ADA, GIOVANNI } from "../../../devkit/pki/people";
import { createTestPki, type TestPki } from "../../../devkit/pki/pki";
import { COOKIE_VARIANTS } from "../../../devkit/portal/cookie-variants";
import { startPortal, type Portal } from "../../../devkit/portal/portal";
import { CitizenClient, formOf, textOf } from "./citizen-client";

const NAME = "ADA COLLAUDO";

for (const via of ["node", "nginx"] as const) {
  describe(`the demo portal served by ${via}`, () => {
    let pki: TestPki;
    let portal: Portal;
    let now = Date.now();
    const clients: CitizenClient[] = [];
    const citizen = async (options?: Parameters<TestPki["card"]>[0]): Promise<CitizenClient> => {
      const client = new CitizenClient(pki.serverAuthority.pem, await pki.card(options));
      clients.push(client);
      return client;
    };
    const nobody = (): CitizenClient => {
      const client = new CitizenClient(pki.serverAuthority.pem, null);
      clients.push(client);
      return client;
    };

    before(async () => {
      pki = await createTestPki();
      portal = await startPortal({ pki, via, now: () => now });
    });
    beforeEach(() => {
      now = Date.now();
      portal.log.clear();
    });
    afterEach(() => {
      for (const client of clients.splice(0)) client.close();
    });
    after(() => portal.close());

    const startOf = async (client: CitizenClient, flow: string): Promise<string> => {
      const start = await client.visit(portal.serviceUrl);
      const href = new RegExp(`href="([^"]*)" data-testid="flow-${flow}"`).exec(start.body)?.[1];
      assert.ok(href, `no link for ${flow}`);
      return new URL(href, start.url).href;
    };

    for (const flow of ["redirect", "form", "optional", "every-page"] as const) {
      it(`logs in the holder of the certificate by ${flow}`, async () => {
        const client = await citizen();
        const page = await client.visit(await startOf(client, flow));
        assert.equal(page.status, 200);
        assert.equal(textOf(page, "holder-name"), NAME);
        assert.equal(textOf(page, "codice-fiscale"), ADA.codiceFiscale);
        assert.equal(textOf(page, "card-number"), ADA.cardNumber);
        assert.match(page.body, new RegExp(`data-testid="flow" data-flow="${flow}"`));
        assert.deepEqual(portal.log.of("login"), [
          { kind: "login", flow, name: NAME, codiceFiscale: ADA.codiceFiscale },
        ]);
        assert.equal(portal.log.certificateHandshakes, 1);
      });

      it(`tells two citizens apart by ${flow}`, async () => {
        const [ada, giovanni] = [await citizen(), await citizen({ person: GIOVANNI })];
        const start = await startOf(ada, flow);
        assert.equal(textOf(await ada.visit(start), "codice-fiscale"), ADA.codiceFiscale);
        assert.equal(textOf(await giovanni.visit(start), "codice-fiscale"), GIOVANNI.codiceFiscale);
      });

      for (const [what, card] of [
        ["a foreign authority", { foreign: true }],
        ["an expired certificate", { validity: "expired" }],
      ] as const) {
        it(`refuses ${what} by ${flow}`, async () => {
          const client = await citizen(card);
          const start = await startOf(client, flow);
          if (via === "node" && flow !== "optional") {
            const failed = portal.log.next("handshake-failed");
            await assert.rejects(client.visit(start), /ECONNRESET|socket hang up/);
            await failed;
          } else {
            assert.equal((await client.visit(start)).status, 400);
          }
          assert.deepEqual(portal.log.of("login"), []);
        });
      }
    }

    for (const flow of ["redirect", "form", "every-page"] as const) {
      it(`does not let anybody in without a certificate by ${flow}`, async () => {
        const client = nobody();
        const start = await startOf(client, flow);
        if (via === "node") await assert.rejects(client.visit(start), /certificate required|alert number 116/i);
        else {
          const page = await client.visit(start);
          assert.equal(page.status, 400);
          assert.match(page.body, /No required SSL certificate was sent/);
        }
        assert.deepEqual(portal.log.of("login"), []);
      });
    }

    it("tells that there is no certificate where one is optional", async () => {
      const page = await nobody().visit(`${portal.origins.optional}/`);
      assert.equal(page.status, 403);
      assert.match(page.body, /data-reason="no-certificate"/);
    });

    it("accepts the session cookie after the optional certificate was shown", async () => {
      const [holder, other] = [await citizen(), nobody()];
      await holder.visit(`${portal.origins.optional}/`);
      const session = holder.cookie(portal.origins.optional, "__Host-sessione");
      assert.ok(session);
      const page = await other.ask(`${portal.origins.optional}/pagamenti`, {
        headers: { cookie: `__Host-sessione=${session}` },
      });
      assert.equal(textOf(page, "holder-name"), NAME);
    });

    it("sees every variant of a cookie at the personal page, and not the deleted one", async () => {
      const client = await citizen();
      const cut = nobody();
      await cut.visit(`${portal.origins.optional}/`);
      assert.equal(cut.cookie(portal.origins.optional, "variante-cancellata"), "ancora-qui");
      const page = await client.visit(`${portal.origins.optional}/`, {
        headers: { cookie: "variante-cancellata=ancora-qui" },
      });
      const seen = new Map(
        [...page.body.matchAll(/data-name="([^"]*)" data-seen="([^"]*)"/g)].map(([, name, value]) => [
          name ?? "",
          value ?? "",
        ]),
      );
      for (const { name } of COOKIE_VARIANTS)
        assert.equal(seen.get(name), String(name !== "variante-altro-percorso"), name);
      assert.equal(seen.get("variante-domain"), "true");
      assert.equal(seen.get("variante-cancellata"), "false");
    });

    it("asks for the certificate again at every page although it set a session cookie", async () => {
      const [holder, other] = [await citizen(), nobody()];
      await holder.visit(`${portal.origins.everyPage}/`);
      const cookie = `__Host-sessione=${holder.cookie(portal.origins.everyPage, "__Host-sessione")}`;
      assert.equal(textOf(await holder.ask(`${portal.origins.everyPage}/documenti`), "holder-name"), NAME);
      const without = other.ask(`${portal.origins.everyPage}/documenti`, { headers: { cookie } });
      if (via === "node") await assert.rejects(without);
      else assert.equal((await without).status, 400);
    });

    it("shows which cookies came with the assertion", async () => {
      const client = await citizen();
      const page = await client.visit(await startOf(client, "form"));
      for (const name of ["prova-lax", "prova-strict", "prova-none"])
        assert.match(page.body, new RegExp(`data-name="${name}" data-seen="true"`));
      const crossSite = await citizen();
      const asked = await crossSite.ask(await startOf(crossSite, "form"));
      const answered = await crossSite.ask(formOf(asked).action, { form: formOf(asked).fields });
      const login = `__Host-accesso-in-corso=${crossSite.cookie(portal.origins.service, "__Host-accesso-in-corso")}`;
      const bare = await citizen();
      const landed = await bare.visit(formOf(answered).action, {
        form: formOf(answered).fields,
        headers: { cookie: `${login}; prova-none=presente` },
      });
      assert.match(landed.body, /data-name="prova-lax" data-seen="false"/);
      assert.match(landed.body, /data-name="prova-none" data-seen="true"/);
    });

    it("refuses a code that was used before, and one of another login", async () => {
      const client = await citizen();
      const gone = await client.ask(await startOf(client, "redirect"));
      const inside = await client.ask(gone.headers.location ?? "");
      const back = await client.ask(new URL(inside.headers.location ?? "", inside.url).href);
      const login = `__Host-accesso-in-corso=${client.cookie(portal.origins.service, "__Host-accesso-in-corso")}`;
      const target = back.headers.location ?? "";
      const thief = await citizen({ person: GIOVANNI });
      await thief.ask(await startOf(thief, "redirect"));
      const stolen = await thief.ask(target);
      assert.deepEqual([stolen.status, stolen.body.includes('data-reason="state"')], [400, true]);
      assert.equal(textOf(await client.visit(target), "holder-name"), NAME);
      const again = await client.ask(target, { headers: { cookie: login } });
      assert.deepEqual([again.status, again.body.includes('data-reason="no-login"')], [400, true]);
      const fresh = await client.ask(await startOf(client, "redirect"));
      const replayed = new URL(target);
      replayed.searchParams.set("state", new URL(fresh.headers.location ?? "").searchParams.get("state") ?? "");
      const used = await client.ask(replayed.href);
      assert.deepEqual([used.status, used.body.includes('data-reason="code"')], [400, true]);
      assert.equal(portal.log.of("login").length, 1);
    });

    it("refuses a good code put into another login of the service", async () => {
      const [ada, giovanni] = [await citizen(), await citizen({ person: GIOVANNI })];
      const codeOf = async (client: CitizenClient): Promise<URL> => {
        const gone = await client.ask(await startOf(client, "redirect"));
        const inside = await client.ask(gone.headers.location ?? "");
        return new URL(
          (await client.ask(new URL(inside.headers.location ?? "", inside.url).href)).headers.location ?? "",
        );
      };
      const [hers, his] = [await codeOf(ada), await codeOf(giovanni)];
      his.searchParams.set("code", hers.searchParams.get("code") ?? "");
      const mixed = await giovanni.ask(his.href);
      assert.deepEqual([mixed.status, mixed.body.includes('data-reason="assertion"')], [403, true]);
    });

    it("refuses code, assertion and login that are too old", async () => {
      for (const flow of ["redirect", "form"] as const) {
        const client = await citizen();
        let page = await client.ask(await startOf(client, flow));
        page =
          flow === "form"
            ? await client.ask(formOf(page).action, { form: formOf(page).fields })
            : await client.ask(page.headers.location ?? "");
        if (flow === "redirect") page = await client.ask(new URL(page.headers.location ?? "", page.url).href);
        now += 61_000;
        const late =
          flow === "form"
            ? await client.ask(formOf(page).action, { form: formOf(page).fields })
            : await client.ask(page.headers.location ?? "");
        assert.equal(late.status, flow === "form" ? 403 : 400);
      }
      const slow = await citizen();
      const gone = await slow.ask(await startOf(slow, "redirect"));
      now += 11 * 60_000;
      const late = await slow.visit(gone.headers.location ?? "");
      assert.deepEqual([late.status, late.body.includes('data-reason="no-login"')], [400, true]);
    });

    it("refuses a changed assertion and a changed RelayState", async () => {
      for (const [field, status] of [
        ["SAMLResponse", 403],
        ["RelayState", 400],
      ] as const) {
        const client = await citizen();
        const asked = await client.ask(await startOf(client, "form"));
        const answered = await client.ask(formOf(asked).action, { form: formOf(asked).fields });
        const { action, fields } = formOf(answered);
        const spoiled = (fields[field] ?? "").replace(/.(?=.{5}$)/s, (char) => (char === "A" ? "B" : "A"));
        assert.notEqual(spoiled, fields[field]);
        assert.equal((await client.ask(action, { form: { ...fields, [field]: spoiled } })).status, status);
      }
    });

    it("does not answer a request that is not the service's", async () => {
      const client = await citizen();
      const foreign = Buffer.from(
        JSON.stringify({ issuer: "https://altrove.example", nonce: "x".repeat(20) }),
      ).toString("base64");
      for (const SAMLRequest of [foreign, "non è base64", ""]) {
        assert.equal(
          (await client.ask(`${portal.origins.identityProvider}/accesso/modulo`, { form: { SAMLRequest } })).status,
          400,
        );
      }
      assert.equal((await client.ask(`${portal.origins.identityProvider}/accesso/entra`)).status, 400);
      const got = await client.ask(`${portal.origins.identityProvider}/accesso/modulo`);
      assert.deepEqual([got.status, got.headers.allow], [405, "POST"]);
    });

    it("refuses a certificate that is not of a CNS", async () => {
      const client = await citizen({ person: { ...ADA, codiceFiscale: "QUALCUNO" } });
      const page = await client.visit(`${portal.origins.optional}/`);
      assert.deepEqual([page.status, page.body.includes('data-reason="not-cns"')], [403, true]);
    });

    it("trusts no header from outside", async () => {
      const { pem } = await pki.card();
      const headers = {
        "x-ssl-client-verify": "SUCCESS",
        "x-ssl-client-cert": encodeURIComponent(pem),
        X_SSL_Client_Verify: "SUCCESS",
      };
      const page = await nobody().visit(`${portal.origins.optional}/`, { headers });
      assert.equal(page.status, 403);
      assert.deepEqual(portal.log.of("login"), []);
    });

    it("writes what comes from outside into pages as text only", async () => {
      const client = await citizen({ person: { ...ADA, surname: `D'"<b>&amp;`, givenName: "Zoë, della Prova" } });
      const page = await client.visit(`${portal.origins.optional}/`);
      assert.ok(!page.body.includes("<b>"));
      assert.equal(textOf(page, "holder-name"), `Zoë, della Prova D'"<b>&amp;`);
    });

    it("forgets the session at logout", async () => {
      const client = await citizen();
      await client.visit(await startOf(client, "redirect"));
      const session = `__Host-sessione=${client.cookie(portal.origins.service, "__Host-sessione")}`;
      await client.visit(`${portal.serviceUrl}esci`, { form: {} });
      assert.equal(client.cookie(portal.origins.service, "__Host-sessione"), undefined);
      const page = await client.ask(`${portal.serviceUrl}area-personale`, { headers: { cookie: session } });
      assert.equal(page.status, 303);
    });

    it("refuses other hosts, unknown pages, and forms that are too large or of another type", async () => {
      const client = nobody();
      assert.equal((await client.ask(portal.serviceUrl, { headers: { host: "altrove.example" } })).status, 421);
      assert.equal((await client.ask(`${portal.serviceUrl}niente`)).status, 404);
      assert.equal((await client.ask(`${portal.serviceUrl}acs`, { form: { a: "x".repeat(2 ** 20) } })).status, 413);
    });
  });
}

describe("the demo portal", () => {
  const open: { close(): unknown }[] = [];
  const opened = <T extends { close(): unknown }>(what: T): T => {
    open.push(what);
    return what;
  };
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  for (const via of ["node", "nginx"] as const) {
    for (const [tls, protocol] of [
      ["1.2", "TLSv1.2"],
      ["1.3", "TLSv1.3"],
    ] as const) {
      it(`speaks only TLS ${tls} when told so, by ${via}`, async () => {
        const pki = await createTestPki();
        const portal = opened(await startPortal({ pki, via, tls }));
        const client = opened(new CitizenClient(pki.serverAuthority.pem, await pki.card()));
        const page = await client.visit(`${portal.origins.optional}/`);
        assert.equal(textOf(page, "holder-name"), NAME);
        assert.deepEqual([...new Set(portal.log.of("handshake").map((event) => event.protocol))], [protocol]);
        const alert = opened(new CitizenClient(pki.serverAuthority.pem, null)).visit(portal.idpUrl);
        if (via === "node") await assert.rejects(alert, tls === "1.2" ? /handshake failure/ : /certificate required/);
        else assert.equal((await alert).status, 400);
      });
    }

    it(`offers the flows and takes the ports that it is given, by ${via}`, async () => {
      const pki = await createTestPki();
      const first = opened(await startPortal({ pki, via }));
      const port = Number(new URL(first.serviceUrl).port);
      await assert.rejects(startPortal({ pki, via, ports: { service: port } }), /internal/);
      await first.close();
      const portal = opened(await startPortal({ pki, via, flows: ["form"], ports: { service: port } }));
      assert.equal(portal.serviceUrl, `https://servizi.localhost:${port}/`);
      const client = opened(new CitizenClient(pki.serverAuthority.pem, null));
      const { body } = await client.visit(portal.serviceUrl);
      assert.deepEqual(
        [...body.matchAll(/data-testid="flow-([^"]*)"/g)].map(([, flow]) => flow),
        ["form"],
      );
    });
  }
});
