/**
 * Addresses at which Google's services answer only what a perimeter may guard (restricted.googleapis.com). Source:
 * cloud.google.com/vpc/docs/configure-private-google-access.
 */
export const RESTRICTED_GOOGLE_RANGES = ['199.36.153.4/30', '2600:2d00:2:1000::/64'];
