export { CONCERNS } from './checks/check-hospital';
export { RcmEnvironment } from './environment';
export { environmentGrants } from './grants/environment-grants';
export { hospitalGrants } from './grants/hospital-grants';
export { type NeededGrant, neededKeyGrants, neededNetworkGrants } from './grants/needed-grants';
export { Hospital } from './hospital';
export { Delivery, type DeliveryProps } from './props/delivery-props';
export {
  ENVIRONMENT_DEFAULTS,
  type PeopleGroups,
  type RcmEnvironmentProps,
} from './props/environment-props';
export type { AcceptedAgreement, ExistingKeyRing } from './props/foundation-props';
export {
  ClaimsInbox,
  type CloudSqlEmr,
  Emr,
  type EmrExport,
  type ExistingEmr,
  type ExistingMySqlEmr,
  type ExistingPostgresEmr,
  HOSPITAL_DEFAULTS,
  type HospitalProps,
  type TableFiles,
} from './props/hospital-props';
export { NETWORK_ADDRESS_DEFAULTS, type NetworkAddresses } from './props/network-addresses';
export type { ExistingNetwork } from './props/network-props';
export { RuleException, type RuleExceptionProps } from './props/rule-exception';
export { ReviewError } from './synthesis/review-error';
export { pipelineSpec, synthesize } from './synthesize';
