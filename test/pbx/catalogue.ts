/** A model of FXS gateway or DECT base that 3CX provisions. */
export interface DeviceModel {
  brand: string;
  model: string;
  type: 'Fxs' | 'Dect';
  lines: number;
  ouis: readonly string[];
  firmware: string;
}

const grandstream = ['000B82', 'C074AD', 'EC74D7'] as const;
const yealink = ['001565', '805EC0', '249AD8', '805E0C'] as const;
// RTX builds snom's DECT bases, some of which have its prefix.
const snomDect = ['000413', '00087B'] as const;
const gigaset = ['7C2F80', '589EC6'] as const;

export const deviceModels: readonly DeviceModel[] = [
  { brand: 'Yealink', model: 'W70B', type: 'Dect', lines: 10, ouis: yealink, firmware: '146.85.0.42' },
  { brand: 'Grandstream', model: 'HT801', type: 'Fxs', lines: 1, ouis: grandstream, firmware: '1.0.55.6' },
  { brand: 'Snom', model: 'M900', type: 'Dect', lines: 20, ouis: snomDect, firmware: '08.10.0002' },
  { brand: 'Grandstream', model: 'HT812', type: 'Fxs', lines: 2, ouis: grandstream, firmware: '1.0.55.6' },
  { brand: 'Gigaset', model: 'N670', type: 'Dect', lines: 20, ouis: gigaset, firmware: '2.57.1' },
  { brand: 'Grandstream', model: 'HT818', type: 'Fxs', lines: 8, ouis: grandstream, firmware: '1.0.55.6' },
  { brand: 'Yealink', model: 'W80B', type: 'Dect', lines: 30, ouis: yealink, firmware: '103.83.0.90' },
  { brand: 'Grandstream', model: 'HT802', type: 'Fxs', lines: 2, ouis: grandstream, firmware: '1.0.55.6' },
  { brand: 'Snom', model: 'M300', type: 'Dect', lines: 20, ouis: snomDect, firmware: '05.30.0001' },
  { brand: 'Grandstream', model: 'HT814', type: 'Fxs', lines: 4, ouis: grandstream, firmware: '1.0.55.6' },
  { brand: 'Gigaset', model: 'N870', type: 'Dect', lines: 20, ouis: gigaset, firmware: '2.57.1' },
  {
    brand: 'Grandstream',
    model: 'GXW4216',
    type: 'Fxs',
    lines: 16,
    ouis: grandstream,
    firmware: '1.0.25.30',
  },
  { brand: 'Snom', model: 'M400', type: 'Dect', lines: 20, ouis: snomDect, firmware: '08.10.0002' },
];

/** A desk phone model. */
export interface PhoneModel {
  brand: string;
  model: string;
  oui: string;
  firmware: string;
}

export const phoneModels: readonly PhoneModel[] = [
  { brand: 'Yealink', model: 'T54W', oui: '805E0C', firmware: '96.86.0.100' },
  { brand: 'Fanvil', model: 'X4U', oui: '0C383E', firmware: '2.12.16.16' },
  { brand: 'Snom', model: 'D785', oui: '000413', firmware: '10.1.169.16' },
  { brand: 'Yealink', model: 'T46U', oui: '249AD8', firmware: '108.86.0.90' },
  { brand: 'Fanvil', model: 'X6U', oui: '00A859', firmware: '2.12.16.16' },
];

/** Where analogue phones and DECT bases are; a gateway for one line is often a single phone. */
export const places = [
  'Warehouse',
  'Lift',
  'Reception',
  'Loading dock',
  'Workshop',
  'Kitchen',
  'Basement',
  'Ward 3',
  'Car park',
  'Gate',
  'Office 2nd floor',
  'Fax room',
  'Boiler room',
  'Café',
  'Sales floor',
] as const;

export const firstNames = [
  'Anna',
  'Björn',
  'Chloé',
  'David',
  'Elif',
  'Farid',
  'Greta',
  'Hiroshi',
  'Inés',
  'Jack',
];
export const lastNames = [
  "O'Neill",
  'Schmidt',
  'Papadopoulou',
  'Nowak',
  'García',
  'Yılmaz',
  'Smith',
  'Lindqvist',
];
