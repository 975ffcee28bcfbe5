import { chooseCns } from "./certificate-profile";
import type { FoundModule } from "./find";
import type { Token } from "./protocol";
import type { CnsToken } from "./token-card";

/** The CNS among tokens: of all their certificates the one that fits best. */
export function cnsIn(tokens: readonly Token[], module: FoundModule): CnsToken | null {
  const chosen = chooseCns(
    tokens.flatMap((token) => token.certificates.map((certificate) => ({ token, certificate, der: certificate.der }))),
  );
  return chosen && { module, token: chosen.token, certificate: chosen.certificate };
}
