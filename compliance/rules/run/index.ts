export { containerCmek } from './container-cmek';
export { containerDeletionProtection } from './container-deletion-protection';
export { containerImageRegistry } from './container-image-registry';
export { containerNetwork } from './container-network';
export { containerPlainSecrets } from './container-plain-secrets';
export { containerServiceAccount } from './container-service-account';
export { serviceInside } from './service-inside';
