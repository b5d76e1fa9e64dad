import type { DeviceInfo, EventLog, Fxs, FxsTemplate, Phone, SipDevice, User } from './entities.ts';
import type { EntityShape } from './odata-query.ts';

/** The names of an entity's properties; the compiler finds missing and misspelled ones. */
function names<T>(list: Record<Exclude<keyof T, symbol | number>, true>): ReadonlySet<string> {
  return new Set(Object.keys(list));
}

const registrarFxs: EntityShape = { properties: new Set(['InterfaceLink', 'MacAddress']), navigation: {} };

const fxsTemplate: EntityShape = {
  properties: names<FxsTemplate>({
    AllowedNetConfigs: true,
    AllowSSLProvisioning: true,
    Brand: true,
    Content: true,
    DeviceType: true,
    Id: true,
    IsCustom: true,
    Languages: true,
    Models: true,
    NumberOfExtensions: true,
    RpsEnabled: true,
    TemplateType: true,
    TimeZones: true,
    URL: true,
    Variables: true,
  }),
  navigation: {},
};

export const fxsShape: EntityShape = {
  properties: names<Omit<Fxs, 'Registered' | 'Template'>>({
    Brand: true,
    Codecs: true,
    FxsLineCount: true,
    FxsLines: true,
    Group: true,
    Language: true,
    MacAddress: true,
    Model: true,
    ModelName: true,
    Name: true,
    Password: true,
    Provisioning: true,
    Secret: true,
    TimeZone: true,
    Variables: true,
  }),
  navigation: { Registered: registrarFxs, Template: fxsTemplate },
};

const phoneShape: EntityShape = {
  properties: names<Phone>({
    Id: true,
    Interface: true,
    MacAddress: true,
    Name: true,
    ProvisioningLinkExt: true,
    ProvisioningLinkLocal: true,
    Settings: true,
    TemplateName: true,
  }),
  navigation: {},
};

export const userShape: EntityShape = {
  properties: names<Omit<User, 'Phones'>>({
    AccessPassword: true,
    AllowLanOnly: true,
    AuthID: true,
    AuthPassword: true,
    CallUsEnableChat: true,
    CallUsEnablePhone: true,
    CallUsEnableVideo: true,
    CallUsRequirement: true,
    ClickToCallId: true,
    DeskphonePassword: true,
    DisplayName: true,
    EmailAddress: true,
    Enable2FA: true,
    Enabled: true,
    EnableHotdesking: true,
    FirstName: true,
    HotdeskingAssignment: true,
    Id: true,
    IsRegistered: true,
    LastName: true,
    Number: true,
    PrimaryGroupId: true,
    Require2FA: true,
    SIPID: true,
    TranscriptionMode: true,
    VMPIN: true,
  }),
  navigation: { Phones: phoneShape },
};

export const deviceInfoShape: EntityShape = {
  properties: names<DeviceInfo>({
    Assigned: true,
    AssignedUser: true,
    DetectedAt: true,
    FirmwareVersion: true,
    Id: true,
    InterfaceLink: true,
    MAC: true,
    Model: true,
    NetworkAddress: true,
    NetworkPath: true,
    Parameters: true,
    SbcName: true,
    TemplateName: true,
    UserAgent: true,
    Vendor: true,
    ViaSBC: true,
  }),
  navigation: {},
};

export const eventLogShape: EntityShape = {
  properties: names<EventLog>({
    EventId: true,
    Group: true,
    GroupName: true,
    Id: true,
    Message: true,
    Params: true,
    Source: true,
    TimeGenerated: true,
    Type: true,
  }),
  navigation: {},
};

export const sipDeviceShape: EntityShape = {
  properties: names<Omit<SipDevice, 'DN'>>({
    Id: true,
    PhoneWebPassword: true,
    ProvLink: true,
    Registrar: true,
  }),
  navigation: { DN: { properties: new Set(['Hidden', 'Id', 'Name', 'Number', 'Type']), navigation: {} } },
};

export const systemStatusShape = (entity: object): EntityShape => ({
  properties: new Set(Object.keys(entity)),
  navigation: {},
});
