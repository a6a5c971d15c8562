import { isWithin } from '../../arguments/address-range';
import { attribute, isUnknown, strings } from '../../arguments/attribute';
import { meant } from '../../estate/references';
import { RESTRICTED_GOOGLE_RANGES } from '../../rule-parts/restricted-google';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** Zones of Google's services; their private answers decide whether traffic can leave through another project. */
const GOOGLE =
  /(^|\.)(googleapis\.com|pkg\.dev|gcr\.io|composer\.cloud\.google\.com|composer\.googleusercontent\.com|run\.app|cloudfunctions\.net|notebooks\.googleusercontent\.com|dataproc\.cloud\.google\.com)\.$/;

export const dnsRestrictedGoogle: ResourceRule = {
  id: 'network-dns-restricted-google',
  title: "Names of Google's services resolve to the restricted addresses",
  severity: 'medium',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'The other addresses also reach services in foreign projects, which no perimeter protects.',
  fix: `Answer A records with addresses of ${RESTRICTED_GOOGLE_RANGES[0]}, and CNAME records with such a name.`,
  resourceTypes: ['google_dns_record_set'],
  check(record, estate) {
    const { attributes } = record;
    const zone = meant(estate, record, attribute(attributes, 'managed_zone'), 'google_dns_managed_zone');
    const zoneName = zone ? attribute(zone.attributes, 'dns_name') : attribute(attributes, 'name');
    if (isUnknown(zoneName)) return 'unknown';
    if (!GOOGLE.test(String(zoneName))) return 'not_applicable';
    const type = attribute(attributes, 'type');
    if (isUnknown(type)) return 'unknown';
    if (!['A', 'AAAA', 'CNAME'].includes(String(type))) return 'not_applicable';
    const answers = strings(attribute(attributes, 'rrdatas'));
    if (answers === 'unknown') return answers;
    if (answers.length === 0) return [{ attribute: 'rrdatas', message: 'the name has no answer' }];
    return allOf(
      ...answers.map((answer): Verdict => {
        if (type === 'CNAME') {
          // A reference points at another record, which has its own verdict.
          if (isUnknown(answer)) return meant(estate, record, answer, 'google_dns_record_set') ? [] : 'unknown';
          const within = answer === 'restricted.googleapis.com.' || answer === zoneName;
          return within ? [] : [{ attribute: 'rrdatas', message: `the name resolves to ${answer}` }];
        }
        if (isUnknown(answer)) return 'unknown';
        const restricted = RESTRICTED_GOOGLE_RANGES.some((range) => isWithin(answer, range));
        return restricted ? [] : [{ attribute: 'rrdatas', message: `${answer} is not a restricted address` }];
      }),
    );
  },
};
