export { inForce } from './in-force';
export { perimeterIngressNamed } from './ingress-named';
