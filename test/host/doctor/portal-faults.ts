import type { Column } from "./fault";
import type { PortalStreet } from "./portal-street";

const right = (street: PortalStreet) => street.open({});

/** Faults of a portal, in the order in which one hides the next. */
const WAY: Column<PortalStreet> = [
  {
    check: "proxy.usable",
    outcome: "refused",
    make: (street) => street.enterOffice("403 Forbidden"),
    remedy: (street) => street.allow(),
  },
  {
    check: "portal.chain",
    outcome: "expired",
    make: (street) => street.open({ certificate: { validity: "expired" } }),
    remedy: async (street) => {
      await street.leaveOffice();
      await right(street);
    },
  },
  {
    check: "proxy.usable",
    outcome: "password",
    make: (street) =>
      street.enterOffice('407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"'),
    remedy: (street) => street.leaveOffice(),
  },
  {
    check: "portal.name",
    outcome: "unknown",
    make: (street) => street.visit("portale.example"),
    remedy: (street) => street.visit("portal.localhost"),
  },
  { check: "portal.reachable", outcome: "unreachable", make: (street) => street.leave(), remedy: right },
  {
    check: "portal.reachable",
    outcome: "cut",
    make: (street) => street.openOther((socket) => socket.destroy()),
    remedy: right,
  },
  { check: "portal.reachable", outcome: "silent", make: (street) => street.openOther(() => undefined), remedy: right },
  {
    check: "portal.tls",
    outcome: "failed",
    make: (street) => street.openOther((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    remedy: right,
  },
  {
    check: "portal.tls",
    outcome: "old",
    make: (street) =>
      street.open({ tls: { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } }),
    remedy: right,
  },
  {
    check: "portal.chain",
    outcome: "untrusted",
    make: (street) => street.open({ certificate: { issuer: "foreign" } }),
    remedy: right,
  },
  {
    check: "portal.chain",
    outcome: "incomplete",
    make: (street) => street.openIncomplete((_, response) => response.writeHead(404).end()),
    // The portal's authority mends its web server. The portal itself stays as it is.
    remedy: async (street) => {
      const { der } = await street.computer.pki.intermediate();
      await street.openIncomplete((_, response) => response.end(der));
    },
  },
  { check: "portal.chain", outcome: "name", make: (street) => street.open({ name: "altro.localhost" }), remedy: right },
  {
    check: "portal.asks",
    outcome: "does-not-ask",
    make: (street) => street.open({ tls: { requestCert: false } }),
    remedy: right,
  },
  {
    check: "portal.issuer",
    outcome: "not-accepted",
    make: (street) => street.open({ tls: { ca: [street.computer.pki.foreignAuthority.pem] } }),
    remedy: right,
  },
  { check: "portal.answers", outcome: "silent", make: (street) => street.open({ mute: true }), remedy: right },
  { check: "portal.answers", outcome: "down", make: (street) => street.open({ status: 503 }), remedy: right },
  {
    check: "clock.right",
    outcome: "differs",
    make: (street) => street.open({ date: new Date(Date.now() + 3_600_000) }),
    remedy: right,
  },
];

/** Faults of the portal. */
export const PORTAL_FAULTS: readonly Column<PortalStreet>[] = [WAY];
