/** An FXS gateway or DECT base, as `Pbx.Fxs`. Navigation properties are present, but shown only when expanded. */
export interface Fxs {
  Brand: string | null;
  Codecs: string[];
  FxsLineCount: number | null;
  FxsLines: DeviceLine[];
  Group: string | null;
  Language: string | null;
  MacAddress: string;
  Model: string | null;
  ModelName: string | null;
  Name: string | null;
  Password: string | null;
  Provisioning: FxsProvisioning | null;
  Registered: { InterfaceLink: string; MacAddress: string } | null;
  Secret: string | null;
  Template: FxsTemplate | null;
  TimeZone: string | null;
  Variables: { Name: string; Value: string }[];
}

interface DeviceLine {
  Key: number;
  Name: string | null;
  Number: string;
}

interface FxsProvisioning {
  LocalAudioPortEnd: number | null;
  LocalAudioPortStart: number | null;
  LocalInterface: string | null;
  LocalSipPort: number | null;
  Method: 'LocalLan' | 'RemoteExt' | 'RemoteExtSipProxyMgr' | 'SBC' | null;
  ProvLink: string | null;
  RemoteFQDN: string | null;
  RemotePort: number | null;
  SbcName: string | null;
}

export interface FxsTemplate {
  AllowedNetConfigs: string[];
  AllowSSLProvisioning: boolean | null;
  Brand: string;
  Content: string | null;
  DeviceType: 'Fxs' | 'Dect';
  Id: string;
  IsCustom: boolean;
  Languages: string[];
  Models: { CanBeSBC: boolean | null; DisplayName: string; UserAgent: string }[];
  NumberOfExtensions: number;
  RpsEnabled: boolean | null;
  TemplateType: 'Preferred' | 'Supported';
  TimeZones: string[];
  URL: string;
  Variables: {
    Choices: { DisplayName: string; Name: string }[];
    Name: string;
    Title: string;
    ValidationType: null;
  }[];
}

/** A person with an extension: the parts of `Pbx.User` that concern phones. */
export interface User {
  AccessPassword: string | null;
  AllowLanOnly: boolean | null;
  AuthID: string;
  AuthPassword: string;
  CallUsEnableChat: boolean | null;
  CallUsEnablePhone: boolean | null;
  CallUsEnableVideo: boolean | null;
  CallUsRequirement: 'Both' | null;
  ClickToCallId: string | null;
  DeskphonePassword: string | null;
  DisplayName: string | null;
  EmailAddress: string;
  Enable2FA: boolean | null;
  Enabled: boolean | null;
  EnableHotdesking: boolean | null;
  FirstName: string | null;
  HotdeskingAssignment: string | null;
  Id: number;
  IsRegistered: boolean | null;
  LastName: string | null;
  Number: string;
  Phones: Phone[];
  PrimaryGroupId: number | null;
  Require2FA: boolean | null;
  SIPID: string | null;
  TranscriptionMode: 'Nothing' | null;
  VMPIN: string | null;
}

export interface Phone {
  Id: number;
  Interface: string | null;
  MacAddress: string | null;
  Name: string | null;
  ProvisioningLinkExt: string | null;
  ProvisioningLinkLocal: string | null;
  Settings: PhoneSettings | null;
  TemplateName: string | null;
}

/** How a desk phone is provisioned. `Secret` is a secret. */
export interface PhoneSettings extends Record<string, unknown> {
  PhoneLanguage: string | null;
  ProvisionType: 'LocalLan' | 'RemoteExt' | null;
  Secret: string | null;
}

export interface DeviceInfo {
  Assigned: boolean | null;
  AssignedUser: string | null;
  DetectedAt: string | null;
  FirmwareVersion: string | null;
  Id: number;
  InterfaceLink: string | null;
  MAC: string | null;
  Model: string | null;
  NetworkAddress: string | null;
  NetworkPath: string | null;
  Parameters: string | null;
  SbcName: string | null;
  TemplateName: string | null;
  UserAgent: string | null;
  Vendor: string | null;
  ViaSBC: boolean | null;
}

export interface SipDevice {
  DN: { Hidden: boolean | null; Id: number; Name: string; Number: string; Type: 'Extension' } | null;
  Id: number;
  PhoneWebPassword: string | null;
  ProvLink: string | null;
  Registrar: {
    Capabilities: number | null;
    FirmwareAvailable: string | null;
    InterfaceLink: string | null;
    FirmwareVersion: string | null;
    IpAddress: string | null;
    MAC: string | null;
    Model: string | null;
    UserAgent: string | null;
    Vendor: string | null;
  } | null;
}

/** An entry of the event log. */
export interface EventLog {
  EventId: number | null;
  Group: string | null;
  GroupName: string | null;
  Id: number;
  Message: string | null;
  Params: string[];
  Source: string | null;
  TimeGenerated: string | null;
  Type: 'Error' | 'Warning' | 'Info' | null;
}

/** A device that will fetch its configuration file. */
export interface PendingFetch {
  mac: string;
  /** By the PBX's clock. */
  at: number;
}

/** What the PBX knows about a registered device. `InterfaceLink` is a secret. */
export interface PhoneRegistrar {
  Capabilities: number | null;
  FirmwareAvailable: string | null;
  FirmwareVersion: string | null;
  InterfaceLink: string | null;
  IpAddress: string | null;
  MAC: string | null;
  Model: string | null;
  UserAgent: string | null;
  Vendor: string | null;
}

/** The 12 hexadecimal digits of any spelling, in lower case: how the demo identifies a device. */
export function normalMac(text: string): string {
  return text.replace(/[^0-9a-f]/gi, '').toLowerCase();
}

/** How the demo identifies a user where it identifies devices. */
export function nameOfUser(id: number): string {
  return `user ${id}`;
}
