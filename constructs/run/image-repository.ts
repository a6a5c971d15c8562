import { ArtifactRegistryRepository } from '@cdktf/provider-google/lib/artifact-registry-repository';
import { Construct } from 'constructs';
import { SECONDS_PER_DAY } from '../../model/retention';
import { dataClassLabel } from '../inputs/data-class';
import { keyNameFor } from '../inputs/encryption-key';
import { IMAGE_REPOSITORY_DEFAULTS, type ImageRepositoryProps } from './image-repository-props';

/**
 * Container images: CMEK, tags that nobody can move, scanned for vulnerabilities where the project has the scanning API on. Images
 * with a tag stay, because a job may name them and an audit may ask what ran; images without one are deleted.
 * @example
 * ```ts
 * new ImageRepository(stack, 'images', {
 *   repositoryId: 'sunrise-dev-containers',
 *   region: 'us-central1',
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/containers',
 *     location: 'us-central1',
 *   },
 * });
 * ```
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class ImageRepository extends Construct {
  readonly repository: ArtifactRegistryRepository;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    const days = props.deleteUntaggedAfterDays ?? IMAGE_REPOSITORY_DEFAULTS.deleteUntaggedAfterDays;
    this.repository = new ArtifactRegistryRepository(this, 'repository', {
      repositoryId: props.repositoryId,
      location: props.region,
      format: 'DOCKER',
      description: 'Images of the pipeline',
      kmsKeyName: keyNameFor(props.encryptionKey, props.region),
      labels: dataClassLabel('code'),
      dockerConfig: { immutableTags: true },
      vulnerabilityScanningConfig: { enablementConfig: 'INHERITED' },
      // Keeping outweighs deleting.
      cleanupPolicies: [
        {
          id: 'delete-untagged',
          action: 'DELETE',
          // In seconds, as the service writes it back.
          condition: { tagState: 'UNTAGGED', olderThan: `${days * SECONDS_PER_DAY}s` },
        },
        {
          id: 'keep-recent',
          action: 'KEEP',
          mostRecentVersions: { keepCount: props.keepRecent ?? IMAGE_REPOSITORY_DEFAULTS.keepRecent },
        },
        { id: 'keep-referenced', action: 'KEEP', condition: { tagState: 'TAGGED' } },
      ],
    });
  }
}
