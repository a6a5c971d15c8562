export { secretAccessors } from './accessors';
export { secretCmek } from './cmek';
export { secretDeletionProtection } from './deletion-protection';
export { secretNoExpiry } from './no-expiry';
export { noPlainSecret } from './no-plain-secret';
export { secretReplication } from './replication';
export { secretRotation } from './rotation';
