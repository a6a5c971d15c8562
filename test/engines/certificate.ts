import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A key and a certificate that signs itself, valid for the two days a test run cannot outlast.
 * @param openssl full path of the program
 * @param names whom the certificate names, as openssl writes it, e.g. `IP:127.0.0.1`
 */
export async function createCertificate(openssl: string, folder: string, names: string) {
  const [key, certificate] = [join(folder, 'server.key'), join(folder, 'server.pem')];
  await run(openssl, [
    ...['req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-days', '2', '-subj', '/CN=emr'],
    ...['-addext', `subjectAltName=${names}`, '-keyout', key, '-out', certificate],
  ]);
  return { key, certificate };
}
