import "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { COMPOSURE, type Wait } from "../../../extension/pages/login/composure";
import { LoginPage } from "../../../extension/pages/login/page";
import type { LoginCommand, LoginView } from "../../../extension/login/view";
import { installDom } from "./dom";
import { speak } from "./speak";

/** Sites and other permissions that the page asks the browser about. */
interface Permissions {
  readonly origins?: string[];
  readonly permissions?: string[];
}

interface Situation {
  /** Whether Varco has access to the sites. */
  allowed: boolean;
  /** Whether the person looks at the page before they press anything. */
  looks: boolean;
  /** Other permissions that the manifest names, and those of them that the person has given. */
  optional: readonly string[];
  given: readonly string[];
}

/** A question for permissions that the page has put to the browser; the test answers it. */
interface Asked extends Permissions {
  readonly answer: (granted: boolean | Error) => Promise<void>;
}

/**
 * The login page in English, in a document of its own for each test of the suite, with the test in place of background
 * and browser.
 */
export function loginPageStage() {
  let dom: ReturnType<typeof installDom>;
  const sent: LoginCommand[] = [];
  const asked: Asked[] = [];
  const defaults = (): Situation => ({ allowed: false, looks: true, optional: [], given: [] });
  const stage = defaults();
  const accessListeners = new Set<() => void>();
  const accessEvent = {
    addListener: (listener: () => void) => accessListeners.add(listener),
    removeListener: (listener: () => void) => accessListeners.delete(listener),
  };
  const waiting = new Set<{ milliseconds: number; readonly work: () => void }>();
  const wait: Wait = (milliseconds, work) => {
    const one = { milliseconds, work };
    waiting.add(one);
    return () => waiting.delete(one);
  };
  const pass = (milliseconds: number) =>
    act(async () => {
      for (const one of waiting) {
        one.milliseconds -= milliseconds;
        if (one.milliseconds <= 0 && waiting.delete(one)) one.work();
      }
    });

  beforeEach(async () => {
    dom = installDom();
    sent.length = 0;
    asked.length = 0;
    waiting.clear();
    Object.assign(stage, defaults());
    await speak("en", {
      runtime: { id: "test", getManifest: () => ({ optional_permissions: stage.optional }) },
      permissions: {
        contains: async ({ origins, permissions = [] }: Permissions) =>
          (origins === undefined || stage.allowed) && permissions.every((one) => stage.given.includes(one)),
        onAdded: accessEvent,
        onRemoved: accessEvent,
        request: (what: Permissions) =>
          new Promise((resolve, reject) => {
            const answer = (granted: boolean | Error) =>
              act(async () => (granted instanceof Error ? reject(granted) : resolve(granted)));
            asked.push({ ...what, answer });
          }),
      },
    });
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
  });

  const send = (command: LoginCommand) => {
    sent.push(command);
  };
  const show = async (view: LoginView) => {
    await act(async () => render(h(LoginPage, { view, send, wait }), document.body));
    await act(async () => {}); // The browser's answer on site access comes after the first drawing.
    if (stage.looks) await pass(COMPOSURE);
  };
  const pin = () => document.querySelector<HTMLInputElement>("#pin");
  const button = (label: string) =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === label);
  return Object.assign(stage, {
    sent,
    asked,
    show,
    pass,
    /** The person gives or takes access, here or elsewhere in the browser. */
    allow: (allowed: boolean) =>
      act(async () => {
        stage.allowed = allowed;
        for (const listener of accessListeners) listener();
      }),
    tell: (target: "window" | "document", event: string) =>
      act(async () => void globalThis[target].dispatchEvent(new Event(event))),
    pin,
    button,
    hasFocus: (element: Element | null | undefined) => element instanceof Element && document.activeElement === element,
    text: (selector = "main") => document.querySelector(selector)?.textContent ?? "",
    type: (digits: string) => {
      pin()!.value = digits;
    },
    press: (label: string) => act(async () => button(label)!.click()),
  });
}
