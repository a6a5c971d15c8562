export { keyDestroyDelay } from './key-destroy-delay';
export { keyPreventDestroy } from './key-prevent-destroy';
export { keyRotatesItself } from './key-rotates-itself';
export { keyRotation } from './key-rotation';
export { keyUsers } from './key-users';
