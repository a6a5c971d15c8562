import { KEY, REGION } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { ImageRepository } from './image-repository';
import { IMAGE_REPOSITORY_DEFAULTS, type ImageRepositoryProps } from './image-repository-props';

const synthesize = (optional: Partial<ImageRepositoryProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new ImageRepository(stack, 'images', {
        repositoryId: 'sunrise-dev-containers',
        region: REGION,
        encryptionKey: KEY,
        ...optional,
      }),
  ).only('google_artifact_registry_repository');

it('is encrypted, and a tag is one image for ever', () => {
  expect(synthesize()).toMatchObject({
    format: 'DOCKER',
    kms_key_name: KEY.name,
    docker_config: { immutable_tags: true },
    vulnerability_scanning_config: { enablement_config: 'INHERITED' },
  });
});

it('deletes what has no tag after the documented days, and keeps the newest and whatever has a tag', () => {
  const { keepRecent, deleteUntaggedAfterDays } = IMAGE_REPOSITORY_DEFAULTS;
  const policies = (days: number, recent: number) => [
    { id: 'delete-untagged', action: 'DELETE', condition: { tag_state: 'UNTAGGED', older_than: `${days * 86_400}s` } },
    { id: 'keep-recent', action: 'KEEP', most_recent_versions: { keep_count: recent } },
    { id: 'keep-referenced', action: 'KEEP', condition: { tag_state: 'TAGGED' } },
  ];
  expect(synthesize()['cleanup_policies']).toEqual(policies(deleteUntaggedAfterDays, keepRecent));
  expect(synthesize({ deleteUntaggedAfterDays: 1, keepRecent: 3 })['cleanup_policies']).toEqual(policies(1, 3));
});

it('refuses a key of another place', () => {
  expect(() => synthesize({ encryptionKey: { ...KEY, location: 'europe-west1' } })).toThrow(
    expect.objectContaining({ code: 'KEY_LOCATION_DIFFERS' }),
  );
});
