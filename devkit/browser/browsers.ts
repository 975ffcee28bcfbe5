import type { LaunchOptions } from "puppeteer-core";
import type { ThrowAwayHome } from "./home";

export const BROWSER_NAMES = ["chromium", "firefox"] as const;
export type BrowserName = (typeof BROWSER_NAMES)[number];

/** Languages that the extension speaks. */
export const LANGUAGES = ["it", "de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Scheme = "light" | "dark";

/** How a browser is started, as data. `visible`: in a window, else headless. */
export interface StartOptions {
  readonly home: ThrowAwayHome;
  /** Folder of the built extension; null: without it. */
  readonly extension: string | null;
  /** Chromium loads the extensions of the system's packages. Firefox always does. */
  readonly packaged?: boolean;
  readonly visible: boolean;
  /** Virtual screen, if not the person's own. */
  readonly display?: string;
  /** Nothing moves on the pages: on a virtual screen the processor draws it all. */
  readonly still?: boolean;
  readonly language: Language;
  /** The driver hears of every request, and may answer it. Default: no, which is less work for browser and driver. */
  readonly requests?: boolean;
  /** What pages are told that the person prefers, for Firefox; Chromium's driver tells it to each page. */
  readonly scheme?: Scheme;
  /** Firefox's settings beside its own (`about:config`). */
  readonly preferences?: Readonly<Record<string, boolean | number | string>>;
}

/** Size of a window, in pixels. */
export const WINDOW = { width: 1200, height: 850 } as const;

/** Options for puppeteer, by browser. */
export const LAUNCH: Readonly<
  Record<BrowserName, (options: StartOptions) => LaunchOptions & { executablePath: string }>
> = {
  chromium: ({ home, extension, packaged = false, visible, still = false, language }) => ({
    browser: "chrome",
    executablePath: "/usr/bin/chromium",
    pipe: true,
    enableExtensions: extension === null ? packaged : [extension],
    headless: !visible,
    userDataDir: home.chromiumProfile,
    args: [
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
      "--disable-gpu",
      // As a page, the list below the address bar costs two seconds of processor at every start.
      "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
      ...(still ? ["--force-prefers-reduced-motion"] : []),
      `--window-size=${WINDOW.width},${WINDOW.height}`,
      `--lang=${language}`,
      `--accept-lang=${language}`,
      // Chromium's sandbox does not start as root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  }),
  firefox: ({ home, visible, still = false, language, scheme, preferences }) => ({
    browser: "firefox",
    executablePath: "/usr/bin/firefox-esr",
    headless: !visible,
    userDataDir: home.firefoxProfile,
    args: [`--width=${WINDOW.width}`, `--height=${WINDOW.height}`],
    extraPrefsFirefox: {
      "intl.accept_languages": language,
      "intl.locale.requested": language,
      ...(scheme === undefined
        ? {}
        : { "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1 }),
      // Alt and a letter are for the browser's questions, not for a menu that nobody sees.
      "ui.key.menuAccessKey": 0,
      // Headless there is no one to answer the question for site access; with a window it is answered like a person
      // would.
      ...(visible ? {} : { "extensions.webextOptionalPermissionPrompts": false }),
      ...(still ? { "ui.prefersReducedMotion": 1 } : {}),
      ...preferences,
    },
  }),
};
