import assert from 'node:assert/strict';
import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Issued } from '../../../devkit/pki/authority';
import { writePem } from '../../../devkit/pki/pem-files';
import { createTestPki } from '../../../devkit/pki/pki';
import { ordinaryPerson, type Person } from '../process/person';
import { pkcs11Tool, registerSoftwareToken, runAs } from './p11-kit';
import { LABEL, PIN } from './software-token';

const URI = `pkcs11:token=${encodeURIComponent(LABEL)}`;
const DATA = Buffer.from('something to be signed, in a test');
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };

describe('p11-kit and programs on top of it, with our side of the protocol', () => {
  let person: Person;
  let issued: Issued;
  let file: (name: string) => string;
  before(async () => {
    person = ordinaryPerson();
    file = (name) => join(person.home, name);
    issued = await (await createTestPki()).card();
    await registerSoftwareToken(person, await writePem(person.home, 'card', issued));
    await writeFile(file('data'), DATA);
    await writeFile(file('digest'), createHash('sha256').update(DATA).digest());
  });
  after(() => person.remove());

  const sign = async (mechanism: string, data: string, ...options: string[]): Promise<Buffer> => {
    await pkcs11Tool(person, '--login', '--pin', PIN, '--sign', '--mechanism', mechanism, '--input-file', file(data), '--output-file', file('signature'), ...options);
    return readFile(file('signature'));
  };

  it('p11-kit lists the module and its token', async () => {
    const listed = await runAs(person, 'p11-kit', 'list-modules');
    assert.match(listed, /library-description: A module for tests/);
    assert.match(listed, /library-version: 1\.2/);
    assert.match(listed, new RegExp(`token: ${LABEL.replace(/[()]/g, '\\$&')}`));
    for (const flag of ['rng', 'login-required', 'user-pin-initialized', 'token-initialized']) assert.match(listed, new RegExp(`^ +${flag}$`, 'm'));
  });

  it('p11tool lists certificate and public key without PIN, and the private key with it', async () => {
    const types = async (...options: string[]) => [...(await runAs(person, 'p11tool', '--batch', '--list-all', ...options, URI)).matchAll(/;type=(\w+)/g)].map(([, type]) => type);
    assert.deepEqual(await types(), ['cert', 'public']);
    assert.deepEqual(await types('--login', '--set-pin', PIN), ['cert', 'public', 'private']);
  });

  it('p11tool exports the certificate', async () => {
    const pem = await runAs(person, 'p11tool', '--batch', '--export', `${URI};object=Autenticazione;type=cert`);
    assert.deepEqual(new X509Certificate(pem).raw, issued.certificate.raw);
  });

  it('pkcs11-tool finds nothing wrong', async () => {
    const tested = await pkcs11Tool(person, '--login', '--pin', PIN, '--test');
    assert.match(tested, /all 4 signature functions seem to work/);
    for (const mechanism of ['RSA-X-509', 'RSA-PKCS', 'SHA256-RSA-PKCS']) assert.match(tested, new RegExp(`^ +${mechanism}: OK$`, 'm'));
    assert.match(tested, /^No errors$/m);
  });

  it('pkcs11-tool shows slots with letters that are not ASCII, and lists of mechanisms', async () => {
    const shown = await pkcs11Tool(person, '--list-slots', '--list-mechanisms', '--login', '--pin', PIN, '--list-objects');
    assert.match(shown, /A slot à la carte/);
    assert.match(shown, /pin min\/max +: 5\/8/);
    assert.match(shown, /RSA-PKCS, keySize=\{2048,2048\}, hw, sign/);
    assert.match(shown, /Allowed mechanisms: RSA-PKCS,SHA256-RSA-PKCS/);
  });

  it('pkcs11-tool signs with mechanisms without parameter', async () => {
    assert.ok(verify('sha256', DATA, issued.certificate.publicKey, await sign('SHA256-RSA-PKCS', 'data')));
  });

  it('pkcs11-tool signs with RSASSA-PSS and its parameter', async () => {
    assert.ok(verify('sha256', DATA, { key: issued.certificate.publicKey, ...PSS }, await sign('RSA-PKCS-PSS', 'digest', '--hash-algorithm', 'SHA256', '--mgf', 'MGF1-SHA256')));
  });

  it('a wrong PIN, and what is not offered, are told as what they are', async () => {
    await assert.rejects(pkcs11Tool(person, '--login', '--pin', '99999', '--list-objects'), /CKR_PIN_INCORRECT/);
    await assert.rejects(pkcs11Tool(person, '--login', '--pin', PIN, '--new-pin', '54321', '--change-pin'), /CKR_TOKEN_WRITE_PROTECTED/);
    await assert.rejects(pkcs11Tool(person, '--hash', '--mechanism', 'SHA256', '--input-file', file('data')), /CKR_FUNCTION_NOT_SUPPORTED/);
  });

  it('random bytes come as many as there may be in one call, and no more', async () => {
    await pkcs11Tool(person, '--generate-random', '16384', '--output-file', file('random'));
    assert.equal((await readFile(file('random'))).length, 16384);
    await assert.rejects(pkcs11Tool(person, '--generate-random', '16385'), /Could not generate random bytes/);
  });
});
