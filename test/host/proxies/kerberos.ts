import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import {
  startPrivateServer,
  type PrivateServer,
  type ServerPlace,
  type ServerProgram,
  type Variables,
} from "../../../devkit/servers/private-server";

export const REALM = "UFFICIO.EXAMPLE";
/** Where the proxies of the tests are, as the realm names them. */
export const SERVICE = "HTTP/localhost";
const PERSON = "ada";
const PASSWORD = "segreto-d.ufficio";

const KDC: ServerProgram = {
  name: "krb5kdc",
  command: () => ["krb5kdc", "-n"],
  ready: /krb5kdc: starting/,
  portTaken: /Address already in use/,
};

/** A Kerberos realm of an office, with one person and one service. */
export interface Realm {
  /** The service's key. */
  readonly keytab: string;
  /** The environment of who is logged in there. */
  readonly loggedIn: Variables;
  /** The environment of who knows of the realm, but is not logged in. */
  readonly loggedOut: Variables;
  readonly close: () => Promise<void>;
}

/** Starts a KDC of its own, on loopback. */
export async function startRealm(): Promise<Realm> {
  const server: PrivateServer = await startPrivateServer(KDC, { ports: [0], prepare: writeRealm });
  const { folder } = server;
  const loggedOut = { ...variables(folder), KRB5CCNAME: join(folder, "nobody") };
  const loggedIn = { ...variables(folder), KRB5CCNAME: join(folder, "person") };
  await kinit(loggedIn);
  return { keytab: join(folder, "keytab"), loggedIn, loggedOut, close: server.close };
}

const variables = (folder: string): Variables => ({
  KRB5_CONFIG: join(folder, "krb5.conf"),
  KRB5_KDC_PROFILE: join(folder, "kdc.conf"),
});

async function writeRealm({ folder, ports: [port = 0] }: ServerPlace): Promise<Variables> {
  const kdc = `127.0.0.1:${port}`;
  const client = `[libdefaults]
    default_realm = ${REALM}
    dns_lookup_kdc = false
    dns_lookup_realm = false
    dns_canonicalize_hostname = false
    rdns = false
  [realms]
    ${REALM} = {
      kdc = ${kdc}
    }
  [domain_realm]
    localhost = ${REALM}
  `;
  const server = `[kdcdefaults]
    kdc_listen = ${kdc}
    kdc_tcp_listen = ${kdc}
  [realms]
    ${REALM} = {
      database_name = ${join(folder, "principal")}
      key_stash_file = ${join(folder, "stash")}
      acl_file = ${join(folder, "acl")}
    }
  [logging]
    kdc = STDERR
  `;
  await writeFile(join(folder, "krb5.conf"), client);
  await writeFile(join(folder, "kdc.conf"), server);
  const environment = variables(folder);
  await run("kdb5_util", ["create", "-s", "-r", REALM, "-P", "master"], environment);
  for (const query of [
    `addprinc -pw ${PASSWORD} ${PERSON}`,
    `addprinc -randkey ${SERVICE}`,
    `ktadd -k ${join(folder, "keytab")} ${SERVICE}`,
  ])
    await run("kadmin.local", ["-q", query], environment);
  return environment;
}

async function run(program: string, words: readonly string[], environment: Variables): Promise<void> {
  await promisify(execFile)(program, words, { env: withSystem(environment) });
}

async function kinit(environment: Variables): Promise<void> {
  const child = spawn("kinit", [PERSON], { env: withSystem(environment), stdio: ["pipe", "ignore", "inherit"] });
  child.stdin.end(`${PASSWORD}\n`);
  const code = await once(child, "exit").then(([status]: unknown[]) => status);
  if (code !== 0) throw new Error(`kinit ended with ${String(code)}`);
}

function withSystem(environment: Variables): NodeJS.ProcessEnv {
  return { PATH: [process.env["PATH"] ?? "", "/usr/sbin"].join(delimiter), ...environment };
}
