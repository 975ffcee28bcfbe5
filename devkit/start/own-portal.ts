import { developerAuthorities } from "../ca/authorities";
import { makeCardOf } from "../card-file/make";
import { readCard } from "../card-file/read";
import { openEquipment, type Equipment } from "../stage/equipment";
import { driveBrowser } from "./driven-browser";
import type { OwnPortalChoices } from "./options";
import { logInAt, tell, type Visit } from "./own-login";
import { showAndWait } from "./person";
import { readServerAuthorities } from "./server-authorities";
import { askServer } from "./server-question";

/**
 * Opens a developer's own portal with a virtual card. Returns the exit code: 1 if the server cannot be used or, where
 * the browser is driven, if nobody was logged in. Throws `BadInput`.
 */
export async function openOwnPortal(choices: OwnPortalChoices): Promise<number> {
  const { url, ca, reader } = choices;
  const file = readCard(choices.card);
  const authorities = ca === null ? [] : readServerAuthorities(ca);
  const own = await developerAuthorities();
  const { card, certificate } = await makeCardOf(file, own);
  const { holder } = file;
  const issuer = file.certificate.issuer === "foreign" ? own.foreign : own.cards;
  console.log(`Card:   ${choices.card} – ${holder.givenName} ${holder.surname}, ${holder.codiceFiscale}`);
  console.log(`Issuer: ${certificate.issuer.split("\n").join(", ")} (${own.folder})`);
  console.log(`        SHA-256 ${issuer.issued.certificate.fingerprint256}`);
  const foreign = issuer === own.foreign;
  const { usable, text } = await askServer({ url, authorities, ca, issuer: certificate.issuer, foreign });
  console.log(`Server: ${text}`);
  if (!usable) return 1;
  const equipment = await openEquipment({ card, authorities, reader });
  try {
    const visit = { url: url.href, pin: file.pin.code };
    return await (choices.auto ? logInByItself(equipment, choices, visit) : showAndWait(equipment, choices, visit));
  } finally {
    await equipment.close();
  }
}

/** Logs in in a driven browser. The last line says how that ended. */
function logInByItself({ home }: Equipment, choices: OwnPortalChoices, visit: Visit): Promise<number> {
  return driveBrowser(home, choices, async (driven) => {
    const { loggedIn, text } = tell(await logInAt(visit, driven));
    driven.steps.done(`screenshot: ${await driven.picture(`own-portal-${choices.browser}`)}`);
    console.log(text);
    return loggedIn ? 0 : 1;
  });
}
