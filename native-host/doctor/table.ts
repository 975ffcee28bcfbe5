import type { AnyCheck } from "./check";
import { browserFound } from "./checks/browser-found";
import { browserPackaging } from "./checks/browser-packaging";
import { cardActivated } from "./checks/card-activated";
import { cardContact } from "./checks/card-contact";
import { cardDates } from "./checks/card-dates";
import { cardFree } from "./checks/card-free";
import { cardKnown } from "./checks/card-known";
import { cardPin } from "./checks/card-pin";
import { cardPresent } from "./checks/card-present";
import { clockRight } from "./checks/clock-right";
import { hostDouble } from "./checks/host-double";
import { hostLeftovers } from "./checks/host-leftovers";
import { hostProgram } from "./checks/host-program";
import { hostRegistered } from "./checks/host-registered";
import { hostVersion } from "./checks/host-version";
import { middlewareInstalled } from "./checks/middleware-installed";
import { middlewareNss } from "./checks/middleware-nss";
import { middlewareP11Kit } from "./checks/middleware-p11-kit";
import { moduleRegistered } from "./checks/module-registered";
import { portalAnswers } from "./checks/portal-answers";
import { portalAsks } from "./checks/portal-asks";
import { portalChain } from "./checks/portal-chain";
import { portalIssuer } from "./checks/portal-issuer";
import { portalName } from "./checks/portal-name";
import { portalPermission } from "./checks/portal-permission";
import { portalReachable } from "./checks/portal-reachable";
import { portalTls } from "./checks/portal-tls";
import { proxyUsable } from "./checks/proxy-usable";
import { readerDriver } from "./checks/reader-driver";
import { readerPresent } from "./checks/reader-present";
import { readerSleep } from "./checks/reader-sleep";
import { serviceAllowed } from "./checks/service-allowed";
import { serviceInstalled } from "./checks/service-installed";
import { serviceRunning } from "./checks/service-running";
import { settingsFiles } from "./checks/settings-files";

/** All checks, in the order in which people read them. */
export const CHECKS: readonly AnyCheck[] = [
  hostRegistered,
  hostProgram,
  hostDouble,
  hostVersion,
  hostLeftovers,
  settingsFiles,
  browserFound,
  browserPackaging,
  portalPermission,
  serviceInstalled,
  serviceRunning,
  serviceAllowed,
  readerPresent,
  readerDriver,
  readerSleep,
  cardPresent,
  cardFree,
  cardContact,
  cardKnown,
  cardActivated,
  cardDates,
  cardPin,
  middlewareInstalled,
  middlewareP11Kit,
  middlewareNss,
  moduleRegistered,
  clockRight,
  proxyUsable,
  portalName,
  portalReachable,
  portalTls,
  portalChain,
  portalAsks,
  portalIssuer,
  portalAnswers,
];
