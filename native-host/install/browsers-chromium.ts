import type { Browser, ModuleLoading } from "./browser";

/**
 * Browsers that follow Chromium share one database of each user. Newer versions use the second folder where the first
 * does not exist. Source: Chromium, crypto/nss_util.cc.
 */
const MODULE: ModuleLoading = {
  by: "nss-database",
  databases: [
    { base: "home", folder: ".pki/nssdb" },
    { base: "data", folder: "pki/nssdb" },
  ],
};

/** What all of Google's editions read. */
const CHROME_SYSTEM = {
  linux: "/etc/opt/chrome/native-messaging-hosts",
  darwin: "/Library/Google/Chrome/NativeMessagingHosts",
} as const;
const CHROME_KEY = "Google\\Chrome";

/** What Chromium reads, and its relatives that name nothing else. */
const CHROMIUM_SYSTEM = {
  linux: "/etc/chromium/native-messaging-hosts",
  darwin: "/Library/Application Support/Chromium/NativeMessagingHosts",
} as const;

/**
 * Browsers that follow Chromium. Each reads `NativeMessagingHosts` in the folder of its profiles, which another
 * `--user-data-dir` replaces. Sources: developer.chrome.com "Native messaging"; Chromium, chrome/common/chrome_paths.cc
 * and native_process_launcher_win.cc; learn.microsoft.com "Native messaging" for Edge; for the others as said there.
 */
export const CHROMIUM_BROWSERS: readonly Browser[] = [
  {
    name: "chromium",
    title: "Chromium",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "chromium/NativeMessagingHosts" }],
        system: [CHROMIUM_SYSTEM.linux],
      },
      darwin: {
        user: [{ base: "config", folder: "Chromium/NativeMessagingHosts" }],
        system: [CHROMIUM_SYSTEM.darwin],
      },
    },
    registry: ["Chromium"],
    module: MODULE,
    signs: {
      programs: {
        linux: ["chromium", "chromium-browser", "ungoogled-chromium"],
        darwin: ["Chromium.app"],
        win32: ["Chromium\\Application\\chrome.exe"],
      },
      snaps: ["chromium"],
      flatpaks: ["org.chromium.Chromium", "io.github.ungoogled_software.ungoogled_chromium"],
    },
  },
  {
    name: "chrome",
    title: "Chrome",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "google-chrome/NativeMessagingHosts" }],
        system: [CHROME_SYSTEM.linux],
      },
      darwin: {
        user: [{ base: "config", folder: "Google/Chrome/NativeMessagingHosts" }],
        system: [CHROME_SYSTEM.darwin],
      },
    },
    registry: [CHROME_KEY],
    module: MODULE,
    signs: {
      programs: {
        linux: ["google-chrome", "google-chrome-stable"],
        darwin: ["Google Chrome.app"],
        win32: ["Google\\Chrome\\Application\\chrome.exe"],
      },
      snaps: [],
      flatpaks: ["com.google.Chrome"],
    },
  },
  {
    name: "chrome-beta",
    title: "Chrome Beta",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "google-chrome-beta/NativeMessagingHosts" }],
        system: [CHROME_SYSTEM.linux],
      },
      darwin: {
        user: [{ base: "config", folder: "Google/Chrome Beta/NativeMessagingHosts" }],
        system: [CHROME_SYSTEM.darwin],
      },
    },
    registry: [CHROME_KEY],
    module: MODULE,
    signs: {
      programs: {
        linux: ["google-chrome-beta"],
        darwin: ["Google Chrome Beta.app"],
        win32: ["Google\\Chrome Beta\\Application\\chrome.exe"],
      },
      snaps: [],
      flatpaks: [],
    },
  },
  {
    name: "chrome-dev",
    title: "Chrome Dev",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "google-chrome-unstable/NativeMessagingHosts" }],
        system: [CHROME_SYSTEM.linux],
      },
      darwin: {
        user: [{ base: "config", folder: "Google/Chrome Dev/NativeMessagingHosts" }],
        system: [CHROME_SYSTEM.darwin],
      },
    },
    registry: [CHROME_KEY],
    module: MODULE,
    signs: {
      programs: {
        linux: ["google-chrome-unstable"],
        darwin: ["Google Chrome Dev.app"],
        win32: ["Google\\Chrome Dev\\Application\\chrome.exe"],
      },
      snaps: [],
      flatpaks: ["com.google.ChromeDev"],
    },
  },
  {
    name: "edge",
    title: "Edge",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "microsoft-edge/NativeMessagingHosts" }],
        system: ["/etc/opt/edge/native-messaging-hosts"],
      },
      darwin: {
        user: [{ base: "config", folder: "Microsoft Edge/NativeMessagingHosts" }],
        system: ["/Library/Microsoft/Edge/NativeMessagingHosts"],
      },
    },
    registry: ["Microsoft\\Edge"],
    module: MODULE,
    signs: {
      programs: {
        linux: ["microsoft-edge", "microsoft-edge-stable"],
        darwin: ["Microsoft Edge.app"],
        win32: ["Microsoft\\Edge\\Application\\msedge.exe"],
      },
      snaps: [],
      flatpaks: ["com.microsoft.Edge"],
    },
  },
  {
    // brave-core, app/brave_main_delegate.cc: Chrome's folder of the system and, on macOS, of the person. KeePassXC's
    // installer uses Brave's own on macOS: reports differ, so both are written.
    name: "brave",
    title: "Brave",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "BraveSoftware/Brave-Browser/NativeMessagingHosts" }],
        system: [CHROME_SYSTEM.linux],
      },
      darwin: {
        user: [
          { base: "config", folder: "BraveSoftware/Brave-Browser/NativeMessagingHosts" },
          { base: "config", folder: "Google/Chrome/NativeMessagingHosts" },
        ],
        system: [CHROME_SYSTEM.darwin],
      },
    },
    registry: [CHROME_KEY],
    module: MODULE,
    signs: {
      programs: {
        linux: ["brave-browser", "brave-browser-stable", "brave"],
        darwin: ["Brave Browser.app"],
        win32: ["BraveSoftware\\Brave-Browser\\Application\\brave.exe"],
      },
      snaps: ["brave"],
      flatpaks: ["com.brave.Browser"],
    },
  },
  {
    // For everybody on Linux, installers (PassFF, browserpass) use Vivaldi's own folder; people report Chrome's, and
    // Chromium's source has Chromium's. All are written.
    name: "vivaldi",
    title: "Vivaldi",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [{ base: "config", folder: "vivaldi/NativeMessagingHosts" }],
        system: ["/etc/vivaldi/native-messaging-hosts", CHROMIUM_SYSTEM.linux, CHROME_SYSTEM.linux],
      },
      darwin: {
        user: [{ base: "config", folder: "Vivaldi/NativeMessagingHosts" }],
        system: [CHROMIUM_SYSTEM.darwin, CHROME_SYSTEM.darwin],
      },
    },
    registry: [CHROME_KEY],
    module: MODULE,
    signs: {
      programs: {
        linux: ["vivaldi", "vivaldi-stable"],
        darwin: ["Vivaldi.app"],
        win32: ["Vivaldi\\Application\\vivaldi.exe"],
      },
      snaps: ["vivaldi"],
      flatpaks: ["com.vivaldi.Vivaldi"],
    },
  },
  {
    // dev.opera.com "Passing Messages in Extensions" names Chrome's folders. Other installers (Persepolis, Choosy) use
    // the folder of Opera's profiles, as Chromium's source would have it: both are written.
    name: "opera",
    title: "Opera",
    engine: "chromium",
    hostManifests: {
      linux: {
        user: [
          { base: "config", folder: "opera/NativeMessagingHosts" },
          { base: "config", folder: "google-chrome/NativeMessagingHosts" },
        ],
        system: [CHROME_SYSTEM.linux],
      },
      darwin: {
        user: [
          { base: "config", folder: "com.operasoftware.Opera/NativeMessagingHosts" },
          { base: "config", folder: "Google/Chrome/NativeMessagingHosts" },
        ],
        system: [CHROME_SYSTEM.darwin],
      },
    },
    registry: [CHROME_KEY],
    module: MODULE,
    signs: {
      programs: {
        linux: ["opera", "opera-stable"],
        darwin: ["Opera.app"],
        win32: ["Opera\\opera.exe", "Programs\\Opera\\opera.exe"],
      },
      snaps: ["opera"],
      flatpaks: ["com.opera.Opera"],
    },
  },
];
