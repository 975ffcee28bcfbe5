import type { Browser } from "./browser";

/**
 * Browsers that follow Firefox. Sources of the folders: MDN "Native manifests"; Firefox, NativeManifests.sys.mjs and
 * nsXREDirProvider.cpp; LibreWolf, mozilla_dirs.patch; the installers of KeePassXC and PassFF.
 */
export const FIREFOX_BROWSERS: readonly Browser[] = [
  {
    // All editions (ESR, Beta, Developer Edition, Nightly) look in the same folders, wherever their profiles are.
    name: "firefox",
    title: "Firefox",
    engine: "firefox",
    hostManifests: {
      linux: {
        user: [{ base: "home", folder: ".mozilla/native-messaging-hosts" }],
        // Which of the two a Firefox reads depends on who built it.
        system: ["/usr/lib/mozilla/native-messaging-hosts", "/usr/lib64/mozilla/native-messaging-hosts"],
      },
      darwin: {
        user: [{ base: "config", folder: "Mozilla/NativeMessagingHosts" }],
        system: ["/Library/Application Support/Mozilla/NativeMessagingHosts"],
      },
    },
    registry: ["Mozilla"],
    module: {
      by: "extension",
      manifests: {
        user: [{ base: "home", folder: ".mozilla/pkcs11-modules" }],
        system: ["/usr/lib/mozilla/pkcs11-modules", "/usr/lib64/mozilla/pkcs11-modules"],
      },
    },
    signs: {
      programs: {
        linux: [
          "firefox",
          "firefox-esr",
          "firefox-beta",
          "firefox-developer-edition",
          "firefox-devedition",
          "firefox-nightly",
        ],
        darwin: ["Firefox.app", "Firefox Developer Edition.app", "Firefox Nightly.app"],
        win32: [
          "Mozilla Firefox\\firefox.exe",
          "Firefox Developer Edition\\firefox.exe",
          "Firefox Nightly\\firefox.exe",
        ],
      },
      snaps: ["firefox"],
      flatpaks: ["org.mozilla.firefox"],
    },
  },
  {
    name: "librewolf",
    title: "LibreWolf",
    engine: "firefox",
    hostManifests: {
      linux: {
        user: [{ base: "home", folder: ".librewolf/native-messaging-hosts" }],
        system: ["/usr/lib/librewolf/native-messaging-hosts", "/usr/lib64/librewolf/native-messaging-hosts"],
      },
      darwin: {
        user: [{ base: "config", folder: "LibreWolf/NativeMessagingHosts" }],
        system: ["/Library/Application Support/LibreWolf/NativeMessagingHosts"],
      },
    },
    // Older versions have a key of their own; the patch is gone since.
    registry: ["Mozilla", "LibreWolf"],
    module: {
      by: "extension",
      manifests: {
        user: [{ base: "home", folder: ".librewolf/pkcs11-modules" }],
        system: ["/usr/lib/librewolf/pkcs11-modules", "/usr/lib64/librewolf/pkcs11-modules"],
      },
    },
    signs: {
      programs: {
        linux: ["librewolf"],
        darwin: ["LibreWolf.app"],
        win32: ["LibreWolf\\librewolf.exe"],
      },
      snaps: [],
      flatpaks: ["io.gitlab.librewolf-community"],
    },
  },
];
