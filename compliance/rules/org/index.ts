export { policyInForce } from './policy-in-force';
