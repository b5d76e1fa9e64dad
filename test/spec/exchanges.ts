import type { DemoBehaviour, DemoPbx } from '../pbx/index.ts';
import { createRawClient } from '../pbx/raw-client.ts';
import { checkedFaults } from './fault-list.ts';
import type { Scenario } from './scenario.ts';
import { tour } from './tour.ts';

/** Every behaviour in its non-default variants, or why its replies are left out. */
export const variations: { [Name in keyof DemoBehaviour]: DemoBehaviour[Name][] | string } = {
  expiresIn: ['minutes'],
  tokenFormat: ['opaque'],
  tokenLifetimeSeconds: [60],
  refusal: ['400'],
  regenerateReply: ['null'],
  keyCase: ['exact'],
  blockAfterRefusals: 'a blocked address gets no reply',
  blockBy: 'a blocked address gets no reply',
  count: 'the vendor’s file has all entries counted',
  nextLinks: 'links are no part of the vendor’s file',
  pageLimit: [7],
  refusedOptions: 'the vendor’s file has all options',
  ignoresSkip: 'the vendor’s file has $skip',
  topLimit: [null, 20],
  errorCodeEmpty: [false],
  notFoundBy: ['400-warning'],
  emptyBody500: 'a reply without a body: seen, but not described',
  latencyMs: [1],
  requestRateLimit: [5],
  rateLimitBy: 'a blocked address gets no reply',
  version: ['20.0.11.5'],
  versionShown: ['status', 'header'],
  unknownProperties: ['ignored'],
  usersPermitted: [false],
  nullsLeftOut: 'the vendor’s file has all properties, null or not',
  secretsInReply: [false],
  actionsKnowFxs: [true],
  phoneActionsPermitted: [false],
  fetchAfterMs: [0],
  fetchOutcome: ['failed', 'silent'],
  eventsPermitted: [false],
  refusedEventOptions: [['$filter'], ['$orderby']],
  registrarAddress: ['sbc', 'public', 'missing'],
  permitted: [false],
  odataContext: [true],
};

function behaviourScenarios(): Scenario[] {
  return Object.entries(variations).flatMap(([name, values]) =>
    typeof values === 'string'
      ? []
      : values.map(
          (value): Scenario => ({
            name: `behaviour ${name}: ${value}`,
            check: 'requests and replies',
            pbx: { behaviour: { [name]: value } },
            async run(pbx) {
              const client = createRawClient(pbx);
              await client.signIn({ client_secret: 'wrong' });
              await tour(pbx);
            },
          }),
        ),
  );
}

async function refusedSignIns(pbx: DemoPbx): Promise<void> {
  const client = createRawClient(pbx);
  await client.signIn({ grant_type: 'password' });
  await client.signIn({ client_id: '' });
  await client.signIn({ client_id: 'nobody' });
  await client.signIn({ client_secret: 'wrong' });
}

async function badTokens(pbx: DemoPbx): Promise<void> {
  const client = createRawClient(pbx);
  const path = 'Fxs?$select=MacAddress';
  await client.send('GET', path, { token: null });
  await client.send('GET', path, { token: 'unknown' });
  await client.signIn();
  pbx.evictToken();
  await client.send('GET', path);
  await client.signIn();
  pbx.setClock(24 * 3600 * 1000);
  await client.send('GET', path);
}

async function badQueries(pbx: DemoPbx): Promise<void> {
  const client = createRawClient(pbx);
  await client.signIn();
  const mac = pbx.devices[0]?.MacAddress ?? '';
  for (const query of [
    '$top=101',
    '$top=-1',
    '$skip=x',
    '$count=maybe',
    '$select=Nonsense',
    '$expand=Nonsense',
    '$expand=Template($select=Nonsense)',
    '$filter=Nonsense eq 1',
    '$filter=Name eq',
    '$orderby=Name sideways',
    '$nonsense=1',
    '$top=1&$top=2',
  ]) {
    await client.send('GET', `Fxs?${query}`);
  }
  await client.send('GET', `Fxs('${mac}')?$top=1`);
  await client.send('POST', `Fxs('${mac}')/Pbx.RegenerateWebCredentials?$select=Password`);
  const regenerate = `Users(${pbx.users[0]?.Id})/Pbx.Regenerate`;
  for (const body of [
    {},
    { DeskphonePassword: true },
    { opts: { Nonsense: true } },
    { opts: { DeskphonePassword: 'yes' } },
    [],
  ]) {
    await client.send('POST', regenerate, { body });
  }
  await client.send('POST', 'Users/Pbx.RebootPhone', { body: { mac: 12 } });
  await client.send('POST', 'Users/Pbx.ReprovisionPhone', { body: {} });
  await client.send('POST', 'Users/Pbx.GetPhoneRegistrars', { body: { macs: 'all' } });
  for (const query of ['$top=101', '$filter=TimeGenerated ge yesterday', '$orderby=When'])
    await client.send('GET', `EventLogs?${query}`);
}

async function faults(pbx: DemoPbx): Promise<void> {
  const client = createRawClient(pbx);
  await client.signIn();
  const mac = pbx.devices[0]?.MacAddress ?? '';
  for (const { place, fault } of checkedFaults) {
    pbx.serverFault(place, fault());
    if (place === 'regenerate') await client.send('POST', `Fxs('${mac}')/Pbx.RegenerateWebCredentials`);
    if (place === 'devices') await client.send('GET', 'Fxs?$select=MacAddress,Name&$top=20&$count=true');
    if (place === 'users') await client.send('GET', 'Users?$select=Id');
    if (place === 'reprovision') await client.send('POST', 'Users/Pbx.ReprovisionPhone', { body: { mac } });
    if (place === 'registrars')
      await client.send('POST', 'Users/Pbx.GetPhoneRegistrars', { body: { macs: [mac] } });
    if (place === 'event-logs') await client.send('GET', 'EventLogs?$select=EventId,Params&$top=5');
    if (place === 'user') await client.send('GET', `Users(${pbx.users[0]?.Id})?$select=Id,DeskphonePassword`);
    if (place === 'regenerate-user') {
      const body = { opts: { DeskphonePassword: true } };
      await client.send('POST', `Users(${pbx.users[0]?.Id})/Pbx.Regenerate`, { body });
    }
    if (place === 'status') await client.send('GET', 'SystemStatus?$select=Version');
  }
}

/** Everything that the demo can answer. */
export const demoScenarios: Scenario[] = [
  { name: 'tour', check: 'requests and replies', run: tour },
  {
    name: 'tour of an empty PBX',
    check: 'requests and replies',
    pbx: { devices: 0, users: 0 },
    run: emptyTour,
  },
  {
    name: 'tour of a large PBX',
    check: 'requests and replies',
    pbx: { devices: 250, users: 120 },
    run: tour,
  },
  ...behaviourScenarios(),
  { name: 'refused sign-ins', check: 'replies', run: refusedSignIns },
  { name: 'bad tokens', check: 'replies', run: badTokens },
  { name: 'bad queries and bodies', check: 'replies', run: badQueries },
  { name: 'faults', check: 'requests and replies', run: faults },
];

async function emptyTour(pbx: DemoPbx): Promise<void> {
  const client = createRawClient(pbx);
  await client.signIn();
  for (const list of ['Fxs', 'Users', 'DeviceInfos', 'SipDevices'])
    await client.send('GET', `${list}?$count=true`);
}
