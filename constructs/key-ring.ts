import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring';
import { Construct } from 'constructs';
import { ConstructError } from './construct-error';
import { dataClassLabel } from './data-class';
import { KEY_RING_DEFAULTS, type KeyRingProps } from './key-ring-props';
import { dataLifecycle } from './protection';

const SECONDS_PER_DAY = 86_400;

/**
 * A Cloud KMS key ring with a rotating key per service. Rings and keys are never really gone: a destroyed key's versions cannot be
 * used again after `destroyAfterDays`, and what they encrypted cannot be read again, ever.
 * @throws ConstructError `ROTATION_DAYS_INVALID`
 */
export class KeyRing extends Construct {
  readonly ring: KmsKeyRing;
  /** The keys by their names. */
  readonly keys: ReadonlyMap<string, KmsCryptoKey>;

  constructor(scope: Construct, id: string, props: KeyRingProps) {
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
    this.keys = new Map(
      props.keys.map((name) => [
        name,
        new KmsCryptoKey(this, name, {
          name,
          keyRing: ring.id,
          purpose: 'ENCRYPT_DECRYPT',
          rotationPeriod: `${rotationDays * SECONDS_PER_DAY}s`,
          destroyScheduledDuration: `${KEY_RING_DEFAULTS.destroyAfterDays * SECONDS_PER_DAY}s`,
          labels: dataClassLabel('none'),
          lifecycle,
        }),
      ]),
    );
  }
}
