/**
 * Debian packages that Varco needs, each with a file that proves it is installed and the uses that need it. Commands
 * name the uses.
 */
export const PACKAGES = [
  { package: "g++", proof: "/usr/bin/g++", for: ["build"] },
  { package: "make", proof: "/usr/bin/make", for: ["build"] },
  { package: "python3", proof: "/usr/bin/python3", for: ["build"] },
  { package: "libpcsclite-dev", proof: "/usr/include/PCSC/winscard.h", for: ["build"] },
  { package: "libnss3-tools", proof: "/usr/bin/certutil", for: ["chromium", "firefox"] },
  { package: "chromium", proof: "/usr/bin/chromium", for: ["chromium"] },
  { package: "firefox-esr", proof: "/usr/bin/firefox-esr", for: ["firefox"] },
  { package: "chromium-l10n", proof: "/usr/lib/chromium/locales/it.pak", for: ["chromium"] },
  {
    package: "firefox-esr-l10n-it",
    proof: "/usr/lib/firefox-esr/browser/extensions/langpack-it@firefox-esr.mozilla.org.xpi",
    for: ["firefox"],
  },
  {
    package: "firefox-esr-l10n-de",
    proof: "/usr/lib/firefox-esr/browser/extensions/langpack-de@firefox-esr.mozilla.org.xpi",
    for: ["firefox"],
  },
  { package: "xvfb", proof: "/usr/bin/Xvfb", for: ["virtual-display"] },
  { package: "xdotool", proof: "/usr/bin/xdotool", for: ["virtual-display"] },
  { package: "pcscd", proof: "/usr/sbin/pcscd", for: ["pcsc"] },
  { package: "vsmartcard-vpcd", proof: "/usr/lib/pcsc/drivers/serial/libifdvpcd.so", for: ["pcsc"] },
  { package: "pkg-config", proof: "/usr/bin/pkg-config", for: ["witness"] },
  { package: "opensc", proof: "/usr/bin/pkcs11-tool", for: ["witness"] },
  { package: "p11-kit", proof: "/usr/bin/p11-kit", for: ["witness"] },
  { package: "gnutls-bin", proof: "/usr/bin/gnutls-cli", for: ["witness"] },
  { package: "openssl", proof: "/usr/bin/openssl", for: ["witness"] },
  // The library's own folder is named after the processor.
  { package: "libengine-pkcs11-openssl", proof: "/usr/share/doc/libengine-pkcs11-openssl/copyright", for: ["witness"] },
  { package: "iproute2", proof: "/sbin/ip", for: ["witness"] },
  { package: "curl", proof: "/usr/bin/curl", for: ["witness"] },
  { package: "openssh-client", proof: "/usr/bin/ssh-keygen", for: ["witness"] },
  { package: "nginx-light", proof: "/usr/sbin/nginx", for: ["witness"] },
  { package: "procps", proof: "/usr/bin/ps", for: ["witness"] },
];
