import { request } from "node:https";
import type { ElementHandle } from "puppeteer-core";
import type { BrowserName } from "../../devkit/browser/browsers";
import type { Stage } from "../../devkit/stage/stage";
import { SUBMIT_READY } from "../../devkit/browser/login-page";
import { press } from "../../devkit/browser/press";
import type { StartCommand } from "../../native-host/install/start-script";
import { Session } from "../e2e/session";
import { median } from "./median";

/**
 * Milliseconds. `ask`: from the click to the request for the PIN; then from the button: card, TLS around it, hand-over.
 */
export interface LoginTime {
  readonly ask: number;
  readonly card: number;
  readonly tls: number;
  readonly handOver: number;
}

/**
 * Times of logins in a real browser, medians over some rounds; the first, in which access is granted, does not count.
 * `program`: the Node that runs the host, and its options.
 */
export async function measureLogins(
  name: BrowserName,
  program: StartCommand,
  rounds = 5,
): Promise<{ login: LoginTime; software: number }> {
  const session = await Session.open(name, { hostCommand: ([, ...words]) => [...program, ...words] });
  try {
    const first = await session.follow("redirect");
    await session.asked(first);
    await press(first, "input[type=checkbox]");
    await session.typePin(first);
    await session.citizen(first);
    const times: LoginTime[] = [];
    const software: number[] = [];
    for (let round = 0; round < rounds; round++) {
      times.push(await oneLogin(session));
      software.push(await softwareKey(session.stage));
    }
    const middle = (part: keyof LoginTime) => median(times.map((time) => time[part]));
    return {
      login: { ask: middle("ask"), card: middle("card"), tls: middle("tls"), handOver: middle("handOver") },
      software: median(software),
    };
  } finally {
    await session.close();
  }
}

async function oneLogin(session: Session): Promise<LoginTime> {
  const { card, portal } = session.stage;
  const page = await session.tab(portal.serviceUrl);
  const link = await page.waitForSelector('[data-testid="flow-redirect"]');
  const clicked = await follow(link);
  await session.asked(page);
  const asked = now();
  const exchanges: number[] = [];
  card.pace = async () => {
    exchanges.push(now());
  };
  const handshake = portal.log.next("handshake").then(now);
  await page.type("#pin", "12345");
  const pressed = await submit(await page.waitForSelector(SUBMIT_READY));
  const shaken = await handshake;
  await session.citizen(page);
  const shown = now();
  card.pace = null;
  await page.close();
  const onCard = (exchanges.at(-1) ?? 0) - (exchanges[0] ?? 0);
  return { ask: asked - clicked, card: onCard, tls: shaken - pressed - onCard, handOver: shown - shaken };
}

/** Milliseconds since 1970, the same in every process. */
const now = () => performance.timeOrigin + performance.now();

/** Follows a link from inside the page, and tells when: the driver's own click takes up to 150 ms. */
async function follow(link: ElementHandle | null): Promise<number> {
  if (!link) throw new Error("There is no link.");
  return link.evaluate((one) => {
    // The answer must leave the page before the page leaves the tab.
    if (one instanceof HTMLElement) setTimeout(() => one.click());
    return performance.timeOrigin + performance.now();
  });
}

/** Presses the button as a person does, for the questions of the browser, and tells when the page heard of it. */
async function submit(button: ElementHandle | null): Promise<number> {
  if (!button) throw new Error("There is no button.");
  const heard = button.evaluate(
    (one) =>
      new Promise<number>((resolve) => {
        one.addEventListener("click", () => resolve(performance.timeOrigin + performance.now()), { once: true });
      }),
  );
  await button.click();
  return heard;
}

/** The same protected page through Node's own client, with the key of the card in memory. */
async function softwareKey({ pki, portal }: Stage): Promise<number> {
  const { pem, keyPem } = await pki.card();
  const { port } = new URL(portal.origins.identityProvider);
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const asking = request(
      {
        host: "127.0.0.1",
        port,
        servername: "accesso.localhost",
        headers: { host: `accesso.localhost:${port}` },
        agent: false,
        ca: pki.serverAuthority.pem,
        cert: pem,
        key: keyPem,
      },
      (answer) => answer.resume().once("end", resolve),
    );
    asking.once("error", reject);
    asking.end();
  });
  return performance.now() - started;
}
