/** Who a workload is. A `google_service_account` is one; another stack's is built from its computed address. */
export interface ServiceIdentity {
  /** Address of a service account, `rcm-load@….iam.gserviceaccount.com`. */
  readonly email: string;
}

/** As grants name it. */
export function serviceAccountMember({ email }: ServiceIdentity): string {
  return `serviceAccount:${email}`;
}
