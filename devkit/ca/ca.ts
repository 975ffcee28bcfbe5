import { mkdir, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { authorityOf } from "../../native-host/address";
import { BadInput, reasonOf } from "../bad-input";
import { fromPersonFolder } from "../person-folder";
import { rsaKey } from "../pki/keys";
import { writePem } from "../pki/pem-files";
import { issueServerCertificate, type ServerNames } from "../pki/server-certificate";
import { authorityFolder, developerAuthorities, type DeveloperAuthorities } from "./authorities";
import { SERVER_LINES } from "./server-lines";

export const CA_USAGE = "npm run -s devkit -- ca [FOLDER] [--server NAME]…";

/** Files for a server of the developer's. */
interface ServerFiles {
  readonly names: ServerNames;
  readonly certificate: string;
  readonly key: string;
  /** What browsers have to trust. */
  readonly authority: string;
}

/**
 * Writes the authority of the virtual cards for a developer's server, and on request a certificate for that server.
 * `own` keeps the authorities. Returns what to tell the developer. Throws `BadInput`, and `TypeError` for unknown
 * options.
 */
export async function ca(args: readonly string[], own = authorityFolder()): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { server: { type: "string", multiple: true, default: [] } },
  });
  const [given, ...more] = positionals;
  if (more.length > 0) throw new BadInput(`ca takes one folder. ${CA_USAGE}`);
  const names = namesOf(values.server);
  const authorities = await developerAuthorities(own);
  const folder = given === undefined ? authorities.folder : fromPersonFolder(given);
  const cardAuthority = join(folder, "card-authority.pem");
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(cardAuthority, authorities.cards.issued.pem);
    const server = names === null ? null : await writeServer(folder, names, authorities);
    return [
      ...aboutCards(cardAuthority, authorities),
      ...(server === null ? [] : aboutServer(server)),
      ...nextStep(server),
    ].join("\n");
  } catch (thrown) {
    throw new BadInput(`Nothing can be written to ${folder} (${reasonOf(thrown)}). Name a folder of yours.`, {
      cause: thrown,
    });
  }
}

/** null: no certificate for a server was asked for. */
function namesOf(given: readonly string[]): ServerNames | null {
  const wrong = given.find((name) => isIP(name) === 0 && !HOST_NAME.test(name));
  if (wrong !== undefined)
    throw new BadInput(`--server takes a host name or an IP address, such as localhost, and not "${wrong}".`);
  const [first, ...others] = given;
  return first === undefined ? null : [first, ...others];
}

const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

async function writeServer(
  folder: string,
  names: ServerNames,
  { servers }: DeveloperAuthorities,
): Promise<ServerFiles> {
  const authority = join(folder, "server-authority.pem");
  await writeFile(authority, servers.issued.pem);
  const issued = await issueServerCertificate(servers, names, await rsaKey("developer-server", 2048));
  return { names, authority, ...(await writePem(folder, "server", issued)) };
}

function aboutCards(file: string, { folder, cards }: DeveloperAuthorities): string[] {
  const { certificate } = cards.issued;
  return [
    `The authority of your virtual cards: ${file}`,
    `  ${certificate.subject.split("\n").join(", ")}`,
    `  SHA-256 ${certificate.fingerprint256}`,
    "",
    `Its key stays in ${folder}, where only you can read it. Nothing was installed in the system.`,
    ...(file.startsWith(folder)
      ? ["Does your server run as another user? Name a folder that it can read: ca FOLDER."]
      : []),
    "Let test servers alone accept this authority: whoever has the key can be any citizen.",
    "",
    "The lines for your server:",
    ...Object.entries(SERVER_LINES).flatMap(([server, lines]) => [
      "",
      `${server}:`,
      ...lines(file).map((line) => `  ${line}`),
    ]),
  ];
}

function aboutServer({ names, certificate, key }: ServerFiles): string[] {
  return [
    "",
    `For your server itself, a certificate for ${names.join(", ")}:`,
    "",
    `  certificate ${certificate}`,
    `  key         ${key}`,
    "",
    "Browsers do not trust it, except the one that npm start opens with --ca.",
  ];
}

function nextStep(server: ServerFiles | null): string[] {
  const [host, option] = server === null ? ["localhost", ""] : [server.names[0], ` --ca ${server.authority}`];
  const address = `https://${authorityOf({ host, port: 8443 })}/login`;
  return ["", "Then open your portal with a virtual card:", "", `  npm start -- --url ${address}${option}`];
}
