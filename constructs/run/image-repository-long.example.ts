import type { TerraformStack } from 'cdktf';
import { ImageRepository } from '../index';

/** Fifty recent images stay, and untagged ones for half a year. */
export function imageRepositoryLongExample(stack: TerraformStack): ImageRepository {
  return new ImageRepository(stack, 'images', {
    repositoryId: 'sunrise-prod-containers',
    region: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/containers',
      location: 'us-central1',
    },
    keepRecent: 50,
    deleteUntaggedAfterDays: 180,
  });
}
