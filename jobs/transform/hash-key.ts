import { randomBytes } from 'node:crypto';
import { hashKey } from '../../model/phi/hash-key';
import type { Dialect } from '../warehouse/dialect';
import { insertInto } from '../warehouse/named-columns';
import { bound, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';

/** Bytes. As long as the hash, so that guessing the key is as hard as guessing the hash. */
const KEY_BYTES = 32;

/**
 * Makes the key of the hashes that analysts see, once: a later run writes nothing, so that hashes stay the same. The key travels as a
 * parameter, which no log of statements shows. To change every hash, delete the row before a run.
 */
export function makeHashKey(dialect: Dialect): Statement {
  return statement(
    'gold.make_hash_key',
    insertInto(dialect, hashKey, {
      columns: { hex_key: dialect.parameter('hex_key'), made_at: dialect.now() },
      from: `from (select 1 as one) made where not exists (select 1 from ${dialect.table(hashKey)})`,
    }),
    { hex_key: bound.text(randomBytes(KEY_BYTES).toString('hex')) },
  );
}
