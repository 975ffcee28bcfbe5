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
  { package: "softhsm2", proof: "/usr/bin/softhsm2-util", for: ["witness"] },
  { package: "p11-kit", proof: "/usr/bin/p11-kit", for: ["witness"] },
  { package: "gnutls-bin", proof: "/usr/bin/gnutls-cli", for: ["witness"] },
  { package: "openssl", proof: "/usr/bin/openssl", for: ["witness"] },
  // The library's own folder is named after the processor.
  { package: "libengine-pkcs11-openssl", proof: "/usr/share/doc/libengine-pkcs11-openssl/copyright", for: ["witness"] },
  { package: "iproute2", proof: "/sbin/ip", for: ["witness"] },
  { package: "curl", proof: "/usr/bin/curl", for: ["witness"] },
  { package: "openssh-client", proof: "/usr/bin/ssh-keygen", for: ["witness"] },
  { package: "nginx-light", proof: "/usr/sbin/nginx", for: ["witness"] },
  // Web servers of docs/portals, as packages without services of their own where there are such. HAProxy's service has
  // nothing to listen to.
  { package: "apache2-bin", proof: "/usr/sbin/apache2", for: ["web-servers"] },
  { package: "haproxy", proof: "/usr/sbin/haproxy", for: ["web-servers"] },
  { package: "tomcat10-common", proof: "/usr/share/tomcat10/bin/bootstrap.jar", for: ["web-servers"] },
  { package: "simplesamlphp", proof: "/usr/share/simplesamlphp/lib/_autoload.php", for: ["web-servers"] },
  { package: "libapache2-mod-php", proof: "/usr/lib/apache2/modules/libphp8.2.so", for: ["web-servers"] },
  { package: "php-xml", proof: "/usr/share/doc/php-xml/copyright", for: ["web-servers"] },
  // A proxy, and what gives it names of its own. The library's own folder is named after the processor.
  { package: "tinyproxy-bin", proof: "/usr/bin/tinyproxy", for: ["witness"] },
  { package: "squid", proof: "/usr/lib/squid/negotiate_kerberos_auth", for: ["witness"] },
  { package: "krb5-kdc", proof: "/usr/sbin/krb5kdc", for: ["witness"] },
  { package: "krb5-admin-server", proof: "/usr/sbin/kadmin.local", for: ["witness"] },
  { package: "krb5-user", proof: "/usr/bin/kinit", for: ["witness"] },
  // Another program that keeps a card, and another time for the host.
  { package: "scdaemon", proof: "/usr/lib/gnupg/scdaemon", for: ["witness"] },
  { package: "gpg-agent", proof: "/usr/bin/gpg-agent", for: ["witness"] },
  { package: "gpgconf", proof: "/usr/bin/gpgconf", for: ["witness"] },
  { package: "libfaketime", proof: "/usr/share/doc/libfaketime/copyright", for: ["witness"] },
  { package: "libnss-wrapper", proof: "/usr/share/doc/libnss-wrapper/copyright", for: ["witness"] },
  // dpkg-deb is on every Debian.
  { package: "dpkg-dev", proof: "/usr/bin/dpkg-scanpackages", for: ["packages"] },
  { package: "apt-utils", proof: "/usr/bin/apt-ftparchive", for: ["packages"] },
  { package: "rpm", proof: "/usr/bin/rpmbuild", for: ["packages"] },
  { package: "createrepo-c", proof: "/usr/bin/createrepo_c", for: ["packages"] },
  // Programs for Windows, and what installs and runs them (scripts/roots/trixie-wine.mjs).
  {
    package: "gcc-mingw-w64-x86-64-posix",
    proof: "/usr/bin/x86_64-w64-mingw32-gcc-posix",
    for: ["packages", "windows"],
  },
  { package: "wixl", proof: "/usr/bin/wixl", for: ["packages", "windows"] },
  { package: "mmdebstrap", proof: "/usr/bin/mmdebstrap", for: ["windows"] },
  // PKCS#11's header, to which modules of the tests are compiled.
  { package: "libp11-kit-dev", proof: "/usr/include/p11-kit-1/p11-kit/pkcs11.h", for: ["witness", "windows"] },
  { package: "procps", proof: "/usr/bin/ps", for: ["witness"] },
  // bsdtar writes the archives of macOS.
  { package: "libarchive-tools", proof: "/usr/bin/bsdtar", for: ["packages"] },
  // Runs the program for arm64.
  { package: "qemu-user", proof: "/usr/bin/qemu-aarch64", for: ["packages"] },
];
