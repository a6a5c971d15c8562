import type { ReportData } from '../report-data';
import { type Chart, COLOURS, dollars, percent, shortDollars } from './chart';

type Draw = (data: ReportData, hospitals: readonly string[]) => Chart;

const grid = { left: 8, right: 16, top: 40, bottom: 8, containLabel: true };
const dollarAxis = { type: 'value', splitNumber: 4, axisLabel: { formatter: shortDollars, hideOverlap: true } };
/** One line that can be turned over: on a phone a second one would lie on the chart. */
const legend = { type: 'scroll', top: 0, left: 0, icon: 'roundRect' };
/** A name of any length leaves room for the bars. */
const nameAxis = { type: 'category', axisLabel: { width: 120, overflow: 'truncate' } };

/** A handful of groups: each is named, also on a phone. */
const groupAxis = { type: 'category', axisLabel: { interval: 0, fontSize: 11 } };

/** A hospital has one colour, in every chart and whatever else is chosen. */
function ofHospital(data: ReportData, hospital: string) {
  return { color: COLOURS[data.hospitals.indexOf(hospital) % COLOURS.length] };
}

/** Sums of decimal texts are for drawing only; the numbers that people quote come summed from the warehouse. */
function sumBy<Row>(
  rows: readonly Row[],
  key: (row: Row) => string,
  value: (row: Row) => string | number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + Number(value(row)));
  return sums;
}

/** What a chart calls each id: its name, with its hospital or its id behind it where another one has the same name. */
function labels<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): string[] {
  const names = new Map(rows.map((row) => [row.id, nameOf(row)]));
  const all = [...names.values()];
  return ids.map((id) => {
    const name = names.get(id) ?? id;
    const isOnly = all.indexOf(name) === all.lastIndexOf(name);
    return isOnly ? name : `${name} (${id.split('/')[0]})`;
  });
}

function months(data: ReportData): string[] {
  return [...new Set(data.months.map(({ month }) => month))].sort();
}

/** What an axis calls the months: one that had not ended is not to be compared with those before. */
function monthNames(data: ReportData): string[] {
  const partial = new Set(data.months.filter(({ isPartial }) => isPartial).map(({ month }) => month));
  return months(data).map((month) => (partial.has(month) ? `${month} (partial)` : month));
}

/** Gross charges and payments by month of service and of posting. */
export const chargesChart: Draw = (data, hospitals) => {
  const rows = data.months.filter(({ hospital }) => hospitals.includes(hospital));
  const charges = sumBy(
    rows,
    ({ month }) => month,
    (row) => row.charges,
  );
  const payments = sumBy(
    rows,
    ({ month }) => month,
    (row) => row.payments,
  );
  return {
    grid,
    legend,
    tooltip: { trigger: 'axis', valueFormatter: dollars },
    xAxis: { type: 'category', data: monthNames(data) },
    yAxis: dollarAxis,
    series: [
      { name: 'Charges', type: 'bar', data: months(data).map((month) => charges.get(month) ?? 0) },
      { name: 'Payments', type: 'bar', data: months(data).map((month) => payments.get(month) ?? 0) },
    ],
  };
};

/** What is owed at each month-end, by hospital; credit balances below the line, never netted. */
export const receivableChart: Draw = (data, hospitals) => ({
  grid,
  legend,
  tooltip: { trigger: 'axis', valueFormatter: dollars },
  xAxis: { type: 'category', data: monthNames(data) },
  yAxis: dollarAxis,
  series: hospitals.flatMap((hospital) => {
    const rows = new Map(data.months.filter((row) => row.hospital === hospital).map((row) => [row.month, row]));
    return [
      {
        name: hospital,
        type: 'bar',
        stack: 'receivable',
        itemStyle: ofHospital(data, hospital),
        data: months(data).map((month) => Number(rows.get(month)?.receivable ?? 0)),
      },
      {
        name: `${hospital} credit`,
        type: 'bar',
        stack: 'receivable',
        itemStyle: { ...ofHospital(data, hospital), opacity: 0.5 },
        data: months(data).map((month) => -Number(rows.get(month)?.creditBalance ?? 0)),
      },
    ];
  }),
});

/** How many claims are in which state, by hospital. */
export const claimStatusChart: Draw = (data, hospitals) => {
  const statuses = [...new Set(data.claimStatuses.map(({ status }) => status))];
  return {
    grid,
    legend,
    tooltip: { trigger: 'axis' },
    xAxis: { ...groupAxis, data: statuses },
    yAxis: { type: 'value' },
    series: hospitals.map((hospital) => ({
      name: hospital,
      type: 'bar',
      stack: 'claims',
      itemStyle: ofHospital(data, hospital),
      data: statuses.map(
        (status) => data.claimStatuses.find((row) => row.hospital === hospital && row.status === status)?.claims ?? 0,
      ),
    })),
  };
};

/** Open balances by age since the service date. */
export const agedReceivableChart: Draw = (data, hospitals) => {
  const buckets = [...new Set(data.agedReceivable.map(({ bucket }) => bucket))];
  return {
    grid,
    legend,
    tooltip: { trigger: 'axis', valueFormatter: dollars },
    xAxis: { ...groupAxis, data: buckets },
    yAxis: dollarAxis,
    series: hospitals.map((hospital) => ({
      name: hospital,
      type: 'bar',
      stack: 'age',
      itemStyle: ofHospital(data, hospital),
      data: buckets.map((bucket) =>
        Number(data.agedReceivable.find((row) => row.hospital === hospital && row.bucket === bucket)?.amount ?? 0),
      ),
    })),
  };
};

/** Share of adjudicated claims that each payer denied. */
export const payerChart: Draw = (data, hospitals) => {
  const rows = data.payers.filter(({ hospital }) => hospitals.includes(hospital));
  const denied = sumBy(
    rows,
    ({ id }) => id,
    (row) => row.denied,
  );
  const adjudicated = sumBy(
    rows,
    ({ id }) => id,
    (row) => row.adjudicated,
  );
  const ids = [...adjudicated.keys()].sort((left, right) => rate(left) - rate(right));
  function rate(payer: string): number {
    return (denied.get(payer) ?? 0) / Math.max(1, adjudicated.get(payer) ?? 0);
  }
  return {
    grid: { ...grid, top: 8 },
    tooltip: { trigger: 'axis', valueFormatter: percent },
    xAxis: { type: 'value', splitNumber: 4, axisLabel: { formatter: percent, hideOverlap: true } },
    yAxis: { ...nameAxis, data: labels(ids, rows, ({ payer }) => payer) },
    series: [{ name: 'Denial rate', type: 'bar', data: ids.map(rate), itemStyle: { color: '#d55e00' } }],
  };
};

/** The departments that charge the most, with what was paid. */
export const departmentChart: Draw = (data, hospitals) => {
  const rows = data.departments.filter(({ hospital }) => hospitals.includes(hospital));
  const charges = sumBy(
    rows,
    ({ id }) => id,
    (row) => row.charges,
  );
  const payments = sumBy(
    rows,
    ({ id }) => id,
    (row) => row.payments,
  );
  const ids = [...charges.keys()]
    .sort((left, right) => (charges.get(right) ?? 0) - (charges.get(left) ?? 0))
    .slice(0, 10)
    .reverse();
  return {
    grid,
    legend,
    tooltip: { trigger: 'axis', valueFormatter: dollars },
    xAxis: dollarAxis,
    yAxis: { ...nameAxis, data: labels(ids, rows, ({ department }) => department) },
    series: [
      { name: 'Charges', type: 'bar', data: ids.map((id) => charges.get(id) ?? 0) },
      { name: 'Payments', type: 'bar', data: ids.map((id) => payments.get(id) ?? 0) },
    ],
  };
};
