import type { TerraformStack } from 'cdktf';
import { ImageRepository } from '../index';

/** Images of the pipeline, the newest kept. */
export function imageRepositoryExample(stack: TerraformStack): ImageRepository {
  return new ImageRepository(stack, 'images', {
    repositoryId: 'sunrise-dev-containers',
    region: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/containers',
      location: 'us-central1',
    },
  });
}
