export { hospitalGrants } from './access/hospital-grants';
export { type NeededGrant, neededKeyGrants, neededNetworkGrants } from './access/needed-grants';
export { CONCERNS } from './checks/check-hospital';
export { Delivery, type DeliveryProps } from './delivery/delivery-props';
export { RcmEnvironment } from './environment';
export {
  ENVIRONMENT_DEFAULTS,
  type ExistingNetwork,
  type PeopleGroups,
  type RcmEnvironmentProps,
} from './environment-props';
export { environmentGrants } from './grants';
export { Hospital } from './hospital';
export {
  ClaimsInbox,
  type CloudSqlEmr,
  Emr,
  type ExistingMySqlEmr,
  HOSPITAL_DEFAULTS,
  type HospitalProps,
} from './hospital-props';
export { ReviewError } from './review/review-error';
export { RuleException, type RuleExceptionProps } from './review/rule-exception';
export type { AcceptedAgreement, ExistingKeyRing } from './settings/foundation-props';
export { NETWORK_ADDRESS_DEFAULTS, type NetworkAddresses } from './settings/network-addresses';
export { pipelineSpec, synthesize } from './synthesize';
