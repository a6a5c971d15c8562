import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring';
import { Construct } from 'constructs';
import { SECONDS_PER_DAY } from '../../model/retention';
import { ConstructError } from '../inputs/construct-error';
import { dataClassLabel } from '../inputs/data-class';
import type { EncryptionKey } from '../inputs/encryption-key';
import { dataLifecycle } from '../inputs/protection';
import { KEY_RING_DEFAULTS, type KeyRingProps } from './key-ring-props';

/**
 * A Cloud KMS key ring with a rotating key per service. Google never deletes rings and keys: it destroys the versions of a key
 * `destroyAfterDays` after a destroy, and what they encrypted is then unreadable for ever.
 * @example
 * ```ts
 * new KeyRing(stack, 'keys', {
 *   projectId: 'sunrise-rcm-dev',
 *   ringName: 'sunrise-dev',
 *   location: 'us-central1',
 *   keys: ['storage', 'bigquery'],
 *   protection: 'protected',
 * });
 * ```
 * @throws ConstructError `ROTATION_DAYS_INVALID`
 */
export class KeyRing<const Name extends string = string> extends Construct {
  readonly ring: KmsKeyRing;
  /** The resources, by the keys' names. Resources that need a key first depend on it. */
  readonly keys: Readonly<Record<Name, KmsCryptoKey>>;
  /** The keys as other constructs of the same stack take them, by name. */
  readonly encryptionKeys: Readonly<Record<Name, EncryptionKey>>;

  constructor(scope: Construct, id: string, props: KeyRingProps<Name>) {
    super(scope, id);
    const rotationDays = props.rotationDays ?? KEY_RING_DEFAULTS.rotationDays;
    if (!Number.isInteger(rotationDays) || rotationDays < 1 || rotationDays > KEY_RING_DEFAULTS.rotationDays) {
      throw new ConstructError('ROTATION_DAYS_INVALID', `got ${rotationDays}`);
    }
    const lifecycle = dataLifecycle(props.protection);
    const ring = new KmsKeyRing(this, 'ring', {
      name: props.ringName,
      location: props.location,
      lifecycle,
      ...(props.dependsOn ? { dependsOn: props.dependsOn } : {}),
    });
    this.ring = ring;
    const fullName = `projects/${props.projectId}/locations/${props.location}/keyRings/${ring.name}`;
    this.keys = byName(
      props.keys,
      (name) =>
        new KmsCryptoKey(this, name, {
          name,
          keyRing: fullName,
          purpose: 'ENCRYPT_DECRYPT',
          rotationPeriod: `${rotationDays * SECONDS_PER_DAY}s`,
          destroyScheduledDuration: `${KEY_RING_DEFAULTS.destroyAfterDays * SECONDS_PER_DAY}s`,
          labels: dataClassLabel('none'),
          lifecycle,
        }),
    );
    this.encryptionKeys = byName(props.keys, (name) => ({
      name: `${fullName}/cryptoKeys/${this.keys[name].name}`,
      location: props.location,
    }));
  }
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
}
