export { agreementRecorded } from './agreement-recorded';
export { servicesCovered } from './services-covered';
