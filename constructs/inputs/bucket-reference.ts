/** A bucket. A `google_storage_bucket` is one; that of another stack is made of its computed name. */
export interface BucketReference {
  readonly name: string;
}
