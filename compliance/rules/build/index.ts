export { repositoryAddress } from './repository-address';
export { triggerApproval } from './trigger-approval';
export { triggerBranch } from './trigger-branch';
export { triggerLogs } from './trigger-logs';
export { triggerPlainSecrets } from './trigger-plain-secrets';
export { triggerPullRequests } from './trigger-pull-requests';
export { triggerServiceAccount } from './trigger-service-account';
