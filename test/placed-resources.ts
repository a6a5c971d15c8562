import type { EncryptionKey } from '../constructs/inputs/encryption-key';
import type { NetworkPlacement } from '../constructs/inputs/network-placement';

/** What constructs under test are placed in and encrypted with: of project `p`, in `us-central1`. */
export const REGION = 'us-central1';
export const KEY: EncryptionKey = {
  name: `projects/p/locations/${REGION}/keyRings/rcm/cryptoKeys/one`,
  location: REGION,
};
export const PLACEMENT: NetworkPlacement = {
  network: 'projects/p/global/networks/rcm',
  subnetwork: `projects/p/regions/${REGION}/subnetworks/workloads`,
};
