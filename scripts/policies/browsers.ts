import { CHROMIUM_ID, FIREFOX_ID } from "../../shared/identity";

/** Where a browser looks for what an administrator has set. */
export interface ManagedBrowser {
  readonly id: string;
  readonly name: string;
  /** Folder of policy files on Linux; null: one file for all policies, in `/etc/firefox/policies`. */
  readonly linux: string | null;
  /** Registry key of Varco's own settings, below HKLM or HKCU. Backslashes separate. */
  readonly windows: string;
  /** Domain of the browser's preferences on macOS. */
  readonly macos: string;
}

const chromium = (id: string, name: string, linux: string, key: string, macos: string): ManagedBrowser => ({
  id,
  name,
  linux,
  windows: ["Software", "Policies", key, "3rdparty", "extensions", CHROMIUM_ID, "policy"].join("\\"),
  macos,
});

/** The browsers for which Varco has policies. The first is Firefox, whose policies have another form. */
export const FIREFOX: ManagedBrowser = {
  id: "firefox",
  name: "Mozilla Firefox",
  linux: null,
  windows: String.raw`Software\Policies\Mozilla\Firefox\3rdparty\Extensions` + `\\${FIREFOX_ID}`,
  macos: "org.mozilla.firefox",
};
export const CHROMIUM_BROWSERS: readonly ManagedBrowser[] = [
  chromium(
    "chrome",
    "Google Chrome",
    "/etc/opt/chrome/policies/managed",
    String.raw`Google\Chrome`,
    "com.google.Chrome",
  ),
  chromium(
    "edge",
    "Microsoft Edge",
    "/etc/opt/edge/policies/managed",
    String.raw`Microsoft\Edge`,
    "com.microsoft.Edge",
  ),
  chromium("chromium", "Chromium", "/etc/chromium/policies/managed", "Chromium", "org.chromium.Chromium"),
  chromium("brave", "Brave", "/etc/brave/policies/managed", String.raw`BraveSoftware\Brave`, "com.brave.Browser"),
  chromium("vivaldi", "Vivaldi", "/etc/opt/vivaldi/policies/managed", "Vivaldi", "com.vivaldi.Vivaldi"),
];
export const MANAGED_BROWSERS: readonly ManagedBrowser[] = [FIREFOX, ...CHROMIUM_BROWSERS];
