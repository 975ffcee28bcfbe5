import "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { LoginPage } from "../../../extension/pages/login/page";
import type { LoginCommand, LoginView } from "../../../extension/login/view";
import { installDom } from "./dom";
import { speak } from "./speak";

/** A question for access to sites that the page has put to the browser; the test answers it. */
interface Asked {
  readonly origins: string[];
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
  const stage = { allowed: true };

  beforeEach(async () => {
    dom = installDom();
    sent.length = 0;
    asked.length = 0;
    stage.allowed = true;
    await speak("en", {
      permissions: {
        contains: async () => stage.allowed,
        request: ({ origins }: { origins: string[] }) =>
          new Promise((resolve, reject) => {
            const answer = (granted: boolean | Error) =>
              act(async () => (granted instanceof Error ? reject(granted) : resolve(granted)));
            asked.push({ origins, answer });
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
    await act(async () => render(h(LoginPage, { view, send }), document.body));
    await act(async () => {}); // The browser's answer on site access comes after the first drawing.
  };
  const pin = () => document.querySelector<HTMLInputElement>("#pin");
  const button = (label: string) =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === label);
  return Object.assign(stage, {
    sent,
    asked,
    show,
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
