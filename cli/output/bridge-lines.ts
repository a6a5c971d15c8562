import { unexplained } from '../../jobs/reports/delivery-reports';
import type { Bridge, DeliveryReport, HeldDelivery } from '../../jobs/reports/run-report-data';
import { asTyped } from './typed-command';
import { UNBROKEN, wrappedLines } from './wrapped-lines';

/** Characters of a hash that name a file to people; ops.deliveries and the archive have it whole. */
const SHOWN_HASH = 12;
const NO_BREAK = '\u00a0';

/** `rows: 5,120 read = 5,000 accepted + 120 held`, in lines of 80 columns; what is 0 is left out. */
export function bridgeLines(bridge: Bridge, label: string, indentation = ''): string[] {
  const isMoney = bridge.measure !== 'rows';
  const fates = { ...bridge, unexplained: String(unexplained(bridge)) };
  const parts = (['accepted', 'held', 'superseded', 'equal', 'unexplained'] as const)
    .filter((fate) => Number(fates[fate]) !== 0)
    .map((fate, place) => {
      const amount = amountText(fates[fate], isMoney);
      const sign = amount.startsWith('-') ? '-' : '+';
      // A number, its sign and its word stay on one line.
      return [...(place === 0 ? ['=', amount] : [sign, amount.replace('-', '')]), fate].join(NO_BREAK);
    });
  const all = [`${label}:${NO_BREAK}${amountText(bridge.read, isMoney)}${NO_BREAK}read`, ...parts].join(' ');
  return wrappedLines(indentation + all, `${indentation}  `).map((line) => line.replaceAll(NO_BREAK, ' '));
}

/** `file 3f2a1b4c5d6e` or `snapshot`. */
export function deliveryName(delivery: string): string {
  return delivery === 'snapshot' ? delivery : `file ${delivery.slice(0, SHOWN_HASH)}`;
}

/** What became of each file and snapshot: its name, then a bridge for its rows and each money column. */
export function deliveryLines(deliveries: readonly DeliveryReport[]): string[] {
  return deliveries.flatMap(({ hospital, table, delivery, isJudged, bridges }) => [
    `${hospital}.${table}, ${deliveryName(delivery)}${isJudged ? '' : ' (not checked yet)'}`,
    ...bridges.flatMap((each) => bridgeLines(each, each.measure, '  ')),
  ]);
}

/** One line for each held file or snapshot, then what to do next. */
export function heldLines(held: readonly HeldDelivery[]): string[] {
  const lines = held.flatMap(({ hospital, table, delivery, runId, rowsChecked, rowsBroken }) =>
    wrappedLines(
      `held: ${deliveryName(delivery)} of ${hospital}.${table}, ${rowsBroken} of ${rowsChecked} rows broken (run ${runId})`,
    ),
  );
  const fixes = [...new Set(held.map(({ fix }) => fix))];
  return [...lines, ...fixes.flatMap((fix) => wrappedLines(`  -> ${asTyped(fix, UNBROKEN)}`, '     '))];
}

/** Decimal text with separators between thousands; money has two decimals, or all that are not 0. */
export function amountText(decimal: string, isMoney: boolean): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const digits = fraction.replace(/0+$/, '');
  const shown = isMoney ? digits.padEnd(2, '0') : digits;
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${shown === '' ? '' : `.${shown}`}`;
}
