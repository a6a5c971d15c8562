/**
 * How data is kept from being destroyed by mistake. `protected` takes two keys: this setting has to be weakened by name and deployed
 * first, only then does a destroy get past Terraform's `prevent_destroy` and the provider's `deletion_protection`.
 */
export type Protection = 'protected' | 'destroyable';

/** `lifecycle` of a resource that holds data. */
export function dataLifecycle(protection: Protection): { preventDestroy: boolean } {
  return { preventDestroy: protection === 'protected' };
}
