/** Events that alerts must report, and their methods in the audit log. */
export const AUDIT_EVENTS: readonly { readonly what: string; readonly methods: readonly string[] }[] = [
  { what: 'a changed grant', methods: ['SetIamPolicy'] },
  { what: 'a changed role', methods: ['CreateRole', 'UpdateRole'] },
  { what: 'changed audit settings', methods: ['UpdateSink', 'DeleteSink', 'UpdateBucket', 'DeleteBucket'] },
  {
    what: 'a changed bucket',
    methods: ['storage.setIamPermissions', 'storage.buckets.update', 'storage.buckets.delete'],
  },
  { what: 'a changed database', methods: ['cloudsql.instances.update', 'cloudsql.instances.delete'] },
  { what: 'a changed network', methods: ['compute.firewalls', 'compute.networks', 'compute.routes'] },
  { what: 'a destroyed key', methods: ['DestroyCryptoKeyVersion', 'UpdateCryptoKeyVersion'] },
  { what: 'a new key of a service account', methods: ['CreateServiceAccountKey', 'UploadServiceAccountKey'] },
];

/** The methods of an event that a filter does not mention, where it mentions another of them. */
export function forgottenMethods(filter: string): readonly string[] {
  return AUDIT_EVENTS.flatMap(({ methods }) => {
    const missing = methods.filter((each) => !filter.includes(each));
    return missing.length < methods.length ? missing : [];
  });
}
