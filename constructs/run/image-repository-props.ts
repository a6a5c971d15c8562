import type { EncryptionKey } from '../inputs/encryption-key';

/** Read by the construct, its test and the docs. */
export const IMAGE_REPOSITORY_DEFAULTS = { keepRecent: 20, deleteUntaggedAfterDays: 30 } as const;

export interface ImageRepositoryProps {
  /** e.g. `sunrise-prod-containers`. */
  readonly repositoryId: string;
  readonly region: string;
  /** In `region`. */
  readonly encryptionKey: EncryptionKey;
  /** Number of newest images that always stay. @default IMAGE_REPOSITORY_DEFAULTS.keepRecent */
  readonly keepRecent?: number;
  /** Days after which an image without a tag is deleted. @default IMAGE_REPOSITORY_DEFAULTS.deleteUntaggedAfterDays */
  readonly deleteUntaggedAfterDays?: number;
}
