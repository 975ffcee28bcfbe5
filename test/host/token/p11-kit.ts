import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PemFiles } from '../../../devkit/pki/pem-files';
import type { Person } from '../process/person';

const run = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const PROGRAM = path('./serve-software-token.ts');
const TYPESCRIPT = path('../../../devkit/typescript.mjs');
/** Where Debian, Fedora and Arch have it: a name without folder is looked for by the system's linker. */
const PROXY = 'p11-kit-proxy.so';

/** Registers the software token with p11-kit for that person, who sees no other module. Returns the words that start it. */
export async function registerSoftwareToken(person: Person, files: PemFiles): Promise<readonly string[]> {
  const folder = join(person.home, '.config/pkcs11');
  const words = [process.execPath, '--import', TYPESCRIPT, PROGRAM, files.certificate, files.key];
  await mkdir(join(folder, 'modules'), { recursive: true });
  await writeFile(join(folder, 'pkcs11.conf'), 'user-config: only\n');
  await writeFile(join(folder, 'modules/software.module'), `remote: |${words.join(' ')}\n`);
  return words;
}

/** A program as that person, in English. Rejects with what it said if it fails. */
export async function runAs(person: Person, program: string, ...args: string[]): Promise<string> {
  const [command, ...words] = person.as(program, ...args);
  const { stdout } = await run(command, words, { env: { ...person.env, LC_ALL: 'C.UTF-8' }, cwd: person.home });
  return stdout;
}

/** OpenSC's tool on all modules that p11-kit knows. */
export const pkcs11Tool = (person: Person, ...args: string[]): Promise<string> => runAs(person, 'pkcs11-tool', '--module', PROXY, ...args);
