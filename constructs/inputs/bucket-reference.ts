/** A bucket. A `google_storage_bucket` is one; another stack's is built from its computed name. */
export interface BucketReference {
  readonly name: string;
}
