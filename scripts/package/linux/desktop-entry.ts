import { HOST_NAME } from "../../../shared/identity";

/**
 * What the menu of the desktop shows (Desktop Entry Specification 1.5). Varco itself lives in the browser: the entry
 * opens a page that says what to do next.
 */
export const DESKTOP_ENTRY = `[Desktop Entry]
Type=Application
Name=Varco
GenericName=Card login
GenericName[it]=Accesso con la tessera
GenericName[de]=Anmeldung mit der Karte
Comment=Log in to public portals with your smart card
Comment[it]=Entrare nei portali pubblici con la tessera sanitaria o la CNS
Comment[de]=Mit der Gesundheitskarte oder der CNS bei öffentlichen Portalen anmelden
Keywords=CNS;CPS;smart card;
Keywords[it]=CNS;CPS;TS-CNS;tessera sanitaria;smart card;
Keywords[de]=CNS;CPS;Gesundheitskarte;Bürgerkarte;Smartcard;
Exec=xdg-open /usr/share/varco/start.html
Icon=${HOST_NAME}
Categories=Utility;Security;
Terminal=false
`;
