import type { DemoPbx } from '../pbx/index.ts';
import { createRawClient } from '../pbx/raw-client.ts';

/** Uses every endpoint of the demo as intended: everything must match the file. */
export async function tour(pbx: DemoPbx): Promise<void> {
  const client = createRawClient(pbx);
  const get = (path: string) => client.send('GET', path);
  const mac = pbx.devices[0]?.MacAddress ?? '';
  const user = pbx.users[0];

  await client.signIn();
  await get('SystemStatus');
  await get('SystemStatus?$select=Version,FQDN,LicenseActive');
  await get('Defs/Pbx.GetLicenseParameters()');

  await get('Fxs');
  await get('Fxs?$select=MacAddress,Name,Model&$top=5&$skip=2&$count=true&$orderby=Name desc,MacAddress');
  await get(`Fxs?$select=*&$expand=Registered,Template($select=Brand,Models)&$top=3`);
  await get(
    "Fxs?$filter=Brand eq 'Grandstream' and not startswith(Name,'Lift')&$select=MacAddress&$count=false",
  );
  await get('Fxs?$search=warehouse&$select=MacAddress,Name');
  await get(`Fxs('${mac}')`);
  await get(`Fxs('${mac}')?$select=MacAddress,Password`);
  await get(`Fxs('${mac.toLowerCase()}')?$expand=Template`);
  await get(`Fxs('${encodeURIComponent("O''Neill/1")}')?$select=MacAddress`);
  await client.send('POST', `Fxs('${mac}')/Pbx.RegenerateWebCredentials`);
  await client.send('POST', `Fxs('${mac.toLowerCase()}')/Pbx.RegenerateWebCredentials`);
  await client.send('POST', "Fxs('000000000001')/Pbx.RegenerateWebCredentials");

  await get('Users');
  await get(
    'Users?$select=Id,Number,DisplayName&$expand=Phones($select=MacAddress,Name)&$top=100&$count=true',
  );
  const userId = user?.Id ?? 1;
  await get(`Users(${userId})`);
  await get(`Users(${userId})?$select=Id,DeskphonePassword`);
  await get('Users(1)?$select=Id');
  await client.send('POST', `Users(${userId})/Pbx.Regenerate`, {
    body: { opts: { DeskphonePassword: true } },
  });
  await client.send('POST', 'Users(1)/Pbx.Regenerate', { body: { opts: { DeskphonePassword: true } } });
  for (const action of ['ReprovisionPhone', 'RebootPhone']) {
    await client.send('POST', `Users/Pbx.${action}`, { body: { mac: user?.Phones[0]?.MacAddress } });
    await client.send('POST', `Users/Pbx.${action}`, { body: { mac } });
  }

  const { MacAddress: phoneMac } = user?.Phones[0] ?? {};
  await client.send('POST', 'Users/Pbx.GetPhoneRegistrars', { body: { macs: [phoneMac ?? mac, mac] } });
  await client.send('POST', 'Users/Pbx.GetPhoneRegistrars', { body: { macs: [] } });
  pbx.deviceFetches(phoneMac ?? mac);
  await get('EventLogs');
  const since = new Date(Date.now() - 3_600_000).toISOString();
  const filter = `(EventId eq 10029 or EventId eq 30040) and TimeGenerated ge ${since}`;
  await get(
    `EventLogs?$select=EventId,TimeGenerated,Params&$filter=${encodeURIComponent(filter)}&$orderby=TimeGenerated desc&$top=100&$count=true`,
  );

  await get('DeviceInfos?$count=true');
  await get('DeviceInfos?$select=MAC,Model&$top=1');
  await get('SipDevices?$expand=DN');
  await get('SipDevices?$select=Id&$expand=DN($select=Number)');
}
