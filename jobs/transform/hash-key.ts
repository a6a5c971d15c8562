import { randomBytes } from 'node:crypto';
import { hashKey } from '../../model/phi/hash-key';
import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';
import { columnList } from './statement';

/** As long as the hash: a shorter one would be what an attacker guesses. Bytes. */
const KEY_BYTES = 32;

/**
 * Makes the key of the hashes that analysts see, once: a later run writes nothing, so that hashes stay the same. The key travels as a
 * parameter, which no log of statements shows. To change every hash, delete the row before a run.
 */
export function makeHashKey(dialect: Dialect): Statement {
  const table = dialect.table(hashKey);
  return {
    name: 'hashing.make_hash_key',
    sql: `insert into ${table} (${columnList(dialect, ['hex_key', 'made_at'])})
      select ${dialect.parameter('hex_key')}, ${dialect.now()}
      from (select 1 as one) made
      where not exists (select 1 from ${table})`,
    parameters: { hex_key: { type: 'STRING', value: randomBytes(KEY_BYTES).toString('hex') } },
  };
}
