import { describe, expect, it } from 'vitest';
import { alertExportFormat } from '../../../../src/normalize/organization/alert-export/format.ts';
import { assetRegisterFormat } from '../../../../src/normalize/organization/asset-register/format.ts';
import { changeWindowsFormat } from '../../../../src/normalize/organization/change-windows/format.ts';
import { deviceInventoryFormat } from '../../../../src/normalize/organization/device-inventory/format.ts';
import { egressNetworksFormat } from '../../../../src/normalize/organization/egress-networks/format.ts';
import { phishingResultsFormat } from '../../../../src/normalize/organization/phishing-results/format.ts';
import { trainingCatalogueFormat } from '../../../../src/normalize/organization/training-catalogue/format.ts';
import { trainingRecordsFormat } from '../../../../src/normalize/organization/training-records/format.ts';
import { uptimeMeasurementsFormat } from '../../../../src/normalize/organization/uptime-measurements/format.ts';
import { vulnerabilityRegisterFormat } from '../../../../src/normalize/organization/vulnerability-register/format.ts';
import { sampleOf } from './register.ts';

const FORMATS = [
  alertExportFormat,
  assetRegisterFormat,
  changeWindowsFormat,
  deviceInventoryFormat,
  egressNetworksFormat,
  phishingResultsFormat,
  trainingCatalogueFormat,
  trainingRecordsFormat,
  uptimeMeasurementsFormat,
  vulnerabilityRegisterFormat,
];

describe('a file is recognized by its content and by one format only', () => {
  it.each([
    ['assets', 'id,name,type,owner,criticality,status\n', 'asset-register'],
    ['assets in French, with semicolons', 'Identifiant;Nom;Criticité;Statut\n', 'asset-register'],
    ['training, canonical', 'email,module,status,completed_at\n', 'training-records'],
    ['training of KnowBe4', 'First Name,User Email,Content Name,Completion Date,Status\n', 'training-records'],
    [
      'catalogue',
      'reviewed_on: 2026-01-15\nmodules:\n  - { id: a, match: ["*"], topics: [phishing] }\n',
      'training-catalogue',
    ],
    [
      'gophish results',
      'id,status,ip,latitude,longitude,send_date,reported,modified_date,email,first_name\n',
      'phishing-results',
    ],
    ['gophish events', 'campaign_id,email,time,message,details\n', 'phishing-results'],
    ['KnowBe4 phishing', 'Email,Delivered At,Opened At,Clicked At,Data Entered At,Reported At\n', 'phishing-results'],
    ['phishing, canonical', 'campaign,launched_on,email,outcome,reported,at\n', 'phishing-results'],
    ['index of campaigns', 'campaigns:\n  - { id: a, file: a.csv, launched_on: 2026-04-14 }\n', 'phishing-results'],
    [
      'devices of Intune',
      'Device ID,Device name,OS,OS version,Last check-in,Primary user UPN,Encrypted\n',
      'device-inventory',
    ],
    [
      'devices of Jamf',
      'Display Name,Serial Number,Email Address,OS Version,Last Inventory Update,Managed\n',
      'device-inventory',
    ],
    ['alerts', 'id,raised_at,tool,severity,asset,title,acknowledged_at\n', 'alert-export'],
    ['intervals', 'asset,from,to,up_seconds,down_seconds\n', 'uptime-measurements'],
    ['samples', 'time,target,success,duration_s\n', 'uptime-measurements'],
    ['exposition', '# TYPE probe_success gauge\nprobe_success{instance="a"} 1\n', 'uptime-measurements'],
    ['windows', 'windows:\n  - { id: w, assets: ["*"] }\n', 'change-windows'],
    ['vulnerabilities', 'Hostname,CVE,Package,Risk,First found\n', 'vulnerability-register'],
    ['egress', 'networks:\n  - { id: a, cidr: 203.0.113.0/28 }\n', 'egress-networks'],
  ])('%s', (_name, text, id) => {
    const claims = FORMATS.filter((format) => format.recognizes(sampleOf('x', text))).map((format) => format.id);
    expect(claims).toEqual([id]);
  });

  it.each([
    ['roster with titles', 'email,title,status,start_date,end_date\n'],
    ['acknowledgements', 'email,policy,version,acknowledged_at\n'],
    ['stores of data', 'id,name,owner,classification,system,location\n'],
    ['docker compose', 'services:\n  a: {}\nnetworks:\n  b:\n    ipam: { config: [{ cidr: x }] }\n'],
    ['JSON', '{"windows": []}'],
    ['nothing', ''],
  ])('%s is none of these', (_name, text) => {
    expect(FORMATS.filter((format) => format.recognizes(sampleOf('x', text))).map((format) => format.id)).toEqual([]);
  });
});
