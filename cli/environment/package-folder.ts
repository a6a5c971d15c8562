import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, where its package.json is: a checkout, or what npm has installed. */
export function packageFolder(from = __dirname): string {
  return existsSync(join(from, 'package.json')) ? from : packageFolder(dirname(from));
}
