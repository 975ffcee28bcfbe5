import assert from "node:assert/strict";
import { speak } from "./speak";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import type { CardCommand, CardPageView, CardTask } from "../../../extension/card/view";
import type { Interruption } from "../../../extension/pages/card/interruption";
import { CardPage } from "../../../extension/pages/card/page";
import { error } from "../../screens/views";
import { installDom } from "./dom";

const SEEN = [
  error("pin.wrong", { triesLeft: 2 }),
  error("card.certificate", { reason: "CLLDAA" }),
  error("card.answer", { step: "verify PIN", statusWord: "6f00" }),
];

type Beginning = Extract<CardCommand, { type: "begin" }>;

/** The card page in a document of its own, before and after each test of the suite that asks for it. */
export function cardPage() {
  let dom: ReturnType<typeof installDom>;
  let sent: CardCommand[];
  let copied: string[];
  let mayCopy: boolean;

  beforeEach(async () => {
    dom = installDom();
    sent = [];
    copied = [];
    mayCopy = true;
    await speak("en");
    const writeText = async (text: string) => {
      if (!mayCopy) throw new Error("not allowed");
      copied.push(text);
    };
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: { clipboard: { writeText } } });
  });
  afterEach(() => {
    render(null, document.body);
    Reflect.deleteProperty(globalThis, "navigator");
    dom.remove();
  });

  const find = (selector: string) => document.querySelector(selector);
  const button = (label: string) =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === label);
  const click = (element: HTMLElement | null | undefined) => act(async () => element!.click());
  return {
    sent: () => sent,
    begun: () => sent.filter((command): command is Beginning => command.type === "begin"),
    copied: () => copied,
    forbidCopying: () => {
      mayCopy = false;
    },
    show: async (
      view: CardPageView,
      { wanted = null, interrupted = null }: { wanted?: CardTask | null; interrupted?: Interruption | null } = {},
    ) => {
      await act(async () =>
        render(
          h(CardPage, {
            view,
            wanted,
            interrupted,
            errors: SEEN,
            now: new Date(),
            send: (command: CardCommand) => {
              sent.push(command);
            },
            dismissInterrupted: () => {
              sent.push({ type: "dismiss", work: "interrupted" });
            },
            surroundings: {
              version: "0.1.0",
              userAgent: "Mozilla/5.0 (X11) Gecko/20100101 Firefox/142.0",
              platform: "Linux x86_64",
            },
          }),
          document.body,
        ),
      );
    },
    clear: () => render(null, document.body),
    find,
    has: (selector: string) => find(selector) !== null,
    text: (selector = "main") => find(selector)?.textContent ?? "",
    button,
    click,
    press: async (label: string) => {
      assert(button(label), `there is no button "${label}"`);
      await click(button(label));
    },
    open: (task: CardTask) => click(document.querySelector<HTMLElement>(`[data-testid=open-${task}]`)),
    field: (name: string) => document.querySelector<HTMLInputElement>(`input[name=${name}]`),
    type: (values: Record<string, string>) => {
      for (const [name, value] of Object.entries(values))
        document.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value = value;
    },
    submit: () => click(document.querySelector<HTMLElement>("form button[type=submit]")),
    hasFocus: (element: Element | null) => element !== null && document.activeElement === element,
  };
}
