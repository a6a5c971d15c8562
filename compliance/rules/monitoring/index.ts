export { alertChannel } from './alert-channel';
export { alertCondition } from './alert-condition';
export { auditAlerts } from './audit-alerts';
export { channelWorks } from './channel-works';
export { logMetric } from './log-metric';
export { securityContact } from './security-contact';
