import { createServer } from "node:https";
import type { TestPki } from "../../devkit/pki/pki";
import { listenOnLoopback } from "../../devkit/portal/loopback";

const HOST = "copione.localhost";
const page = (rest: string) => `<!doctype html><title>Portale</title>${rest}`;

/** What stands in its file. */
export const REFERTO = "%PDF-1.4\n% inventato\n%%EOF\n";

/**
 * A portal whose protected pages go on by scripts or by the person's choice, and end at a page for everybody. Nothing
 * of it is there without a certificate.
 */
export async function startScriptedPortal(pki: TestPki): Promise<{ url: string; close: () => Promise<void> }> {
  const { pem: cert, keyPem: key } = await pki.server([HOST]);
  const open = await listenOnLoopback(0, () =>
    createServer({ cert, key }, (_request, response) => {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end(page("<p>Arrivata alla fine"));
    }),
  );
  const end = `https://${HOST}:${open.port}/fine`;
  const scripts: Readonly<Record<string, string>> = {
    "/": page("<script>setTimeout(function () { window.location.replace('/due') }, 300);</script>Attendere"),
    "/due": page(
      '<h1>Avviso</h1><p>Leggi prima di proseguire.</p><img src="/firma.png"><script>document.title = "x"</script>' +
        '<form action="/tre"><input type="hidden" name="letto" value="s\u00ec"><button>Continua</button></form>' +
        '<a href="javascript:void 0">Stampa</a><a href="/referto">Scarica il referto</a>',
    ),
    "/tre?letto=s%C3%AC": page(`<body onload="top.location.href = '${end}'"><a href="${end}">Continua</a>`),
  };
  const required = await listenOnLoopback(0, () =>
    createServer({ cert, key, ca: pki.cardAuthority.pem, requestCert: true }, ({ url = "" }, response) => {
      if (url === "/referto") {
        response.writeHead(200, {
          "Content-Type": "application/pdf",
          "Content-Disposition": "attachment; filename=\"x\"; filename*=UTF-8''referto%20di%20citt%C3%A0.pdf",
        });
        response.end(REFERTO);
        return;
      }
      const found = scripts[url];
      response.writeHead(found === undefined ? 404 : 200, { "Content-Type": "text/html; charset=utf-8" });
      response.end(found);
    }),
  );
  return {
    url: `https://${HOST}:${required.port}/`,
    close: async () => {
      await required.close();
      await open.close();
    },
  };
}
