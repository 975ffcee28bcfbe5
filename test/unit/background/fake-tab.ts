import { HostClient, type HostOptions } from "../../../extension/host/client";
import { Login } from "../../../extension/background/login/login";
import type { CookieToSet, PortalMemory, PortalTab } from "../../../extension/background/contracts";
import type { LoginOrder, LoginParts } from "../../../extension/background/login/parts";
import { visit, type PortalRequest } from "../../../extension/background/relay/portal-request";
import type { LoginEnding } from "../../../extension/login/login-ending";
import type { LoginPhase } from "../../../extension/login/view";
import type { FakeHost } from "./fake-host";
import { FakeLoader, moduleWith } from "./fake-module";

export const ORIGIN = "https://accesso.example";

/** A tab that remembers what was done to it. */
export class FakeTab implements PortalTab, PortalMemory {
  readonly done: string[] = [];
  readonly set: CookieToSet[] = [];
  access = true;
  shows = true;
  remembered = false;
  known = true;
  /** How often a login has succeeded. */
  successes = 0;

  hasAccess = async () => this.access;
  cookies: PortalTab["cookies"] = async () => ({
    field: null,
    stored: [{ name: "old", value: "1", sameSite: "lax" as const, path: "/" }, ...this.set],
  });
  setCookies = async (cookies: readonly CookieToSet[]) => void this.set.push(...cookies);
  canShow = async (url: string) => {
    this.done.push(`check ${url}`);
    return this.shows;
  };
  go = async (url: string) => void this.done.push(`go ${url}`);
  goWithCard = async (url: string) => void this.done.push(`with card ${url}`);
  leave = async () => void this.done.push("leave");
  isRemembered = async () => this.remembered;
  remember = async () => void this.done.push("remember");
  forget = async () => void this.done.push("forget");
  forgetAddress = async () => void this.done.push("forget address");
  isKnown = async () => this.known;
  succeeded = async () => void (this.successes += 1);
  over = async (ending: LoginEnding) => void this.done.push(ending);
}

/** A login in the fake tab with the fake host; `phases` are all that its page would have been shown. */
export function loginWith(
  host: FakeHost,
  {
    tab = new FakeTab(),
    request = visit(`${ORIGIN}/entra?x=1`),
    observed = true,
    order: beginning = {},
    loader = FakeLoader.firefox(),
    proxy,
    choiceWait,
  }: {
    tab?: FakeTab;
    request?: PortalRequest;
    observed?: boolean;
    order?: Partial<Pick<LoginOrder, "begunBy" | "inVain">>;
    loader?: FakeLoader;
    proxy?: HostOptions["proxy"];
    choiceWait?: number;
  } = {},
) {
  const phases: LoginPhase[] = [];
  const order: LoginOrder = {
    request,
    observed,
    access: [`${ORIGIN}/*`],
    begunBy: "failure",
    inVain: false,
    ...beginning,
  };
  const client = new HostClient(host.connect, proxy === undefined ? {} : { proxy });
  const parts: LoginParts = {
    host: client,
    tab,
    memory: tab,
    module: moduleWith(client, loader),
    now: () => 0,
    popup: false,
    identity: { userAgent: "Test/1", languages: ["it", "en"] },
    changed: () => phases.push(login.view.phase),
    goBack: async () => void tab.done.push("back"),
    returned: (how) => tab.done.push(`returned ${how}`),
  };
  const login: Login = new Login(order, parts, choiceWait);
  return { login, tab, phases, phase: () => login.view.phase.name };
}
