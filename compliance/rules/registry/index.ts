export { repositoryCleanupKeeps } from './repository-cleanup-keeps';
export { repositoryCmek } from './repository-cmek';
export { repositoryImmutableTags } from './repository-immutable-tags';
export { repositoryOwnContent } from './repository-own-content';
export { repositoryScanning } from './repository-scanning';
