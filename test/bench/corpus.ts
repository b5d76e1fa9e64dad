/** Texts such as technicians paste, identical on every run. */

/** A line of each kind, with a MAC as that kind writes it. */
const withMac: ((mac: string, n: number) => string)[] = [
  (mac, n) => `Lift phone ${n};${200 + (n % 700)};${pairs(mac, ':').toUpperCase()};HT802;Building ${n % 12}`,
  (mac, n) => `${n}\t"Warehouse, dock ${n % 40}"\t${mac.toUpperCase()}\t10.1.${n % 250}.${n % 199}\tW70B`,
  (mac, n) => `  10.${n % 4}.${n % 250}.${n % 199}           ${pairs(mac, '-')}     dynamic   `,
  (mac, n) =>
    `? (192.168.${n % 250}.${n % 199}) at ${pairs(mac, ':').replace(/\b0/g, '')} on en0 ifscope [ethernet]`,
  (mac, n) => ` ${10 + (n % 90)}    ${fours(mac)}    DYNAMIC     Gi1/0/${n % 48}`,
  (mac, n) => `  ${mac.slice(0, 6)}-${mac.slice(6)}   ${n % 48}   10`,
  (mac, n) =>
    `1705${100000 + (n % 800000)} ${pairs(mac, ':')} 10.0.${n % 250}.7 gxw${n} 01:${pairs(mac, ':')}`,
  (mac, n) => `  hardware ethernet ${pairs(mac, ':')}; # ${n}`,
  (mac, n) =>
    `10.0.0.${n % 250} - - [15/Jan/2024:10:30:00 +0100] "GET /prov/cfg${mac}.xml HTTP/1.1" 200 51${n}`,
  (mac, n) => `{"id":"${uuid(n)}","mac":"${mac}","ip":"10.0.3.${n % 250}","port":5060,"line":${n % 4}},`,
];

/** A line of each kind, without a MAC. */
const without: ((n: number) => string)[] = [
  (n) =>
    `> Hello Ann, the phone in room ${n % 400} is still dead, can somebody look at it before Friday please?`,
  (n) =>
    `2024-01-15T10:${10 + (n % 50)}:00.${100 + (n % 900)}Z pbx[${n}]: registration of ext. ${n % 900} from 192.168.1.${n % 250}`,
  (n) => `Aufzug ${n};${n % 900};+49 30 12${n % 90} 56-${n % 90};12,50 €;geprüft am 15.01.2024`,
  (n) => `  starts 4 2024/01/15 10:30:${10 + (n % 50)};`,
  (n) => `{"id":"${uuid(n)}","address":"fe80::20b:82ff:fe10:${(n % 60000).toString(16)}","up":true},`,
  (n) => `lease 10.0.${n % 250}.${n % 99} {`,
  () => '',
  (n) => `Internet Address      Physical Address      Type (interface 0x${(n % 99).toString(16)})`,
  (n) => `sha256 ${uuid(n)}${uuid(n + 1)}`.replaceAll('-', ''),
  (n) => `GRP261${n % 6};firmware 1.0.${n % 20}.${n % 99};20EZ${10000000 + n};${201 + (n % 90)} 202 203 204`,
];

/** Half of the lines have a MAC, from this many different ones. */
export function mixedLines(lines: number, macs: number): string {
  const all: string[] = [];
  for (let n = 0; n < lines; n += 1) {
    const kind = Math.floor(n / 2) % 10;
    const mac = (0x000b82100000 + ((n * 7919) % macs)).toString(16).padStart(12, '0');
    all.push((n % 2 === 0 ? withMac[kind]?.(mac, n) : without[(kind * 3) % 10]?.(n)) ?? '');
  }
  return all.join('\n');
}

function pairs(mac: string, joint: string): string {
  return mac.replace(/..(?!$)/g, `$&${joint}`);
}

function fours(mac: string): string {
  return mac.replace(/....(?!$)/g, '$&.');
}

function uuid(n: number): string {
  const part = (factor: number, length: number): string =>
    ((n * factor) % 2 ** 44).toString(16).padStart(length, '5').slice(-length);
  return `${part(2_654_435_761, 8)}-${part(40_503, 4)}-4${part(9973, 3)}-a${part(7, 3)}-${part(68_718_952_447, 12)}`;
}
