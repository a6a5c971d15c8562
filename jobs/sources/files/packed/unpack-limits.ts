import { JobError } from '../../../errors';

/** What a packed file may become. A table packs to a tenth or a thirtieth of its size; deflate at best to a thousandth. */
export const UNPACK_LIMITS = {
  /** Bytes of all members together. */
  bytes: 20 * 1024 ** 3,
  /** Unpacked bytes for each packed one, from `ratioFrom` unpacked bytes on. */
  ratio: 200,
  ratioFrom: 100 * 1024 ** 2,
  members: 10_000,
};

/** Counts what comes out of one delivered file, over all of its members. */
export class UnpackedBytes {
  private unpacked = 0;

  /** @param packed bytes of the delivered file. */
  constructor(
    private readonly packed: number,
    private readonly shownAs: string,
    private readonly limits: typeof UNPACK_LIMITS = UNPACK_LIMITS,
  ) {}

  /** @throws JobError `FILE_LIMIT_EXCEEDED` */
  add(bytes: number): void {
    this.unpacked += bytes;
    const { limits, unpacked, packed } = this;
    if (unpacked > limits.bytes) this.refuse(`unpacks to more than ${limits.bytes} bytes`);
    if (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio)
      this.refuse(`has ${packed} bytes and unpacks to more than ${limits.ratio} times as many`);
  }

  /** @throws JobError `FILE_LIMIT_EXCEEDED` */
  checkMembers(count: number): void {
    if (count > this.limits.members) this.refuse(`has ${count} members; ${this.limits.members} are read`);
  }

  private refuse(what: string): never {
    throw new JobError('FILE_LIMIT_EXCEEDED', `${this.shownAs} ${what}`);
  }
}
