import type { FoundModule } from "./find";
import type { Token } from "./protocol";
import type { CnsToken } from "./token-card";

/**
 * The CNS among tokens: of all their certificates the one that fits best. What reads their extensions is as much code
 * as the rest of the host: it is loaded once there is a certificate.
 */
export async function cnsIn(tokens: readonly Token[], module: FoundModule): Promise<CnsToken | null> {
  const certificates = tokens.flatMap((token) =>
    token.certificates.map((certificate) => ({ token, certificate, der: certificate.der })),
  );
  if (certificates.length === 0) return null;
  const { chooseCns } = await import("./certificate-profile");
  const chosen = chooseCns(certificates);
  return chosen && { module, token: chosen.token, certificate: chosen.certificate };
}
