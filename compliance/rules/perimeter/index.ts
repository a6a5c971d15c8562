export { inForce } from './in-force';
export { namedWaysIn } from './named-ways-in';
