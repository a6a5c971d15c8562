import { itJudges, placed } from '../../../test/rule-cases';
import { dnsRestrictedGoogle } from './dns-restricted-google';

const ZONE = { managed_zone: '${google_dns_managed_zone.apis.name}' };
const A = { ...ZONE, type: 'A', name: 'googleapis.com.' };
const CNAME = { ...ZONE, type: 'CNAME', name: '*.googleapis.com.' };

itJudges(dnsRestrictedGoogle, {
  beside: placed({
    'google_dns_managed_zone.apis': { name: 'apis', dns_name: 'googleapis.com.' },
    'google_dns_managed_zone.own': { name: 'own', dns_name: 'rcm.example.' },
    'google_dns_record_set.restricted': { ...A, rrdatas: ['199.36.153.4'] },
  }),
  reports: {
    'google_dns_record_set.private': [{ ...A, rrdatas: ['199.36.153.8'] }, 'rrdatas'],
    'google_dns_record_set.other': [{ ...A, rrdatas: ['199.36.153.4', '8.8.8.8'] }, 'rrdatas'],
    'google_dns_record_set.none': [{ ...A, rrdatas: [] }, 'rrdatas'],
    'google_dns_record_set.alias': [{ ...CNAME, rrdatas: ['private.googleapis.com.'] }, 'rrdatas'],
    'google_dns_record_set.by_name': [{ ...A, managed_zone: 'apis', rrdatas: ['1.2.3.4'] }, 'rrdatas'],
    'google_dns_record_set.elsewhere': [
      { managed_zone: 'images', name: 'pkg.dev.', type: 'A', rrdatas: ['1.2.3.4'] },
      'rrdatas',
    ],
  },
  accepts: {
    'google_dns_record_set.four': { ...A, rrdatas: ['199.36.153.4', '199.36.153.7'], ttl: 60 },
    'google_dns_record_set.alias': { ...CNAME, rrdatas: ['googleapis.com.'] },
    'google_dns_record_set.reference': { ...CNAME, rrdatas: ['${google_dns_record_set.restricted.name}'] },
    'google_dns_record_set.named': { ...CNAME, rrdatas: ['restricted.googleapis.com.'] },
  },
  ignores: {
    'google_dns_record_set.own': { managed_zone: 'own', name: 'a.rcm.example.', type: 'A', rrdatas: ['10.1.1.1'] },
    'google_dns_record_set.text': { ...A, type: 'TXT', rrdatas: ['x'] },
  },
  unknown: { 'google_dns_record_set.variable': { ...A, rrdatas: ['${var.address}'] } },
});
