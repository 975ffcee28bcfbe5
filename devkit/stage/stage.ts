import type { VirtualCardOptions } from "../card/index";
import { createTestPki, type CardCertificateOptions, type TestPki } from "../pki/pki";
import { startPortal, type Portal, type PortalOptions } from "../portal/portal";
import { makeCard } from "./card";
import { openEquipment, type Equipment, type Furnishing } from "./equipment";

export interface StageOptions extends Furnishing {
  readonly portal?: Partial<Omit<PortalOptions, "pki">>;
  readonly certificate?: CardCertificateOptions;
  readonly card?: Partial<VirtualCardOptions>;
  /** Folder that keeps the keys of the test authorities: quick after the first time. */
  readonly cacheFolder?: string;
}

/** A demo portal, a virtual card in a reader, and a throw-away home whose browsers know both. */
export interface Stage extends Equipment {
  readonly pki: TestPki;
  readonly portal: Portal;
}

/** Sets it up. What was opened before a failure is closed again. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { certificate, card, cacheFolder, portal: portalOptions, ...furnishing } = options;
  const pki = await createTestPki(cacheFolder === undefined ? {} : { cacheFolder });
  const portal = await startPortal({ via: "node", ...portalOptions, pki });
  try {
    const equipment = await openEquipment({
      ...furnishing,
      card: await makeCard(pki, certificate, card),
      authorities: [pki.serverAuthority.pem],
    });
    const close = async () => {
      await equipment.close();
      await portal.close();
    };
    return { ...equipment, pki, portal, close };
  } catch (thrown) {
    await portal.close();
    throw thrown;
  }
}
