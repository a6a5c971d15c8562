export { CONCERNS } from './check-hospital';
export { Delivery, type DeliveryProps } from './delivery-props';
export { RcmEnvironment } from './environment';
export {
  ENVIRONMENT_DEFAULTS,
  type ExistingNetwork,
  type PeopleGroups,
  type RcmEnvironmentProps,
} from './environment-props';
export type { AcceptedAgreement, ExistingKeyRing } from './foundation-props';
export { environmentGrants, hospitalGrants } from './grants';
export { Hospital } from './hospital';
export {
  ClaimsInbox,
  type CloudSqlEmr,
  Emr,
  type ExistingMySqlEmr,
  HOSPITAL_DEFAULTS,
  type HospitalProps,
} from './hospital-props';
export { type NeededGrant, neededKeyGrants, neededNetworkGrants } from './needed-grants';
export { NETWORK_ADDRESS_DEFAULTS, type NetworkAddresses } from './network-addresses';
export { ReviewError } from './review-error';
export { RuleException, type RuleExceptionProps } from './rule-exception';
export { pipelineSpec, synthesize } from './synthesize';
