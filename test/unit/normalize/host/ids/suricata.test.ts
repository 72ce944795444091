import { describe, expect, it } from 'vitest';
import { readSuricata } from '../../../../../src/normalize/host/ids/suricata.ts';

const TEXT = `%YAML 1.1
---
vars:
  address-groups:
    HOME_NET: "[192.168.0.0/16,10.0.0.0/8]"
    #HOME_NET: "any"
af-packet:
  - interface: eth1
  - interface: default
pcap:
  - interface: eth2
default-rule-path: /var/lib/suricata/rules
rule-files:
  - suricata.rules
  - /etc/suricata/rules/local.rules
`;

describe('suricata.yaml', () => {
  it('tells interfaces, own networks and rule files', () => {
    expect(readSuricata('f', TEXT)).toEqual({
      interfaces: ['eth1', 'eth2'],
      homeNet: { text: '[192.168.0.0/16,10.0.0.0/8]', at: { file: 'f', line: 5 } },
      ruleFiles: ['/var/lib/suricata/rules/suricata.rules', '/etc/suricata/rules/local.rules'],
    });
  });

  it('without anything tells nothing', () => {
    expect(readSuricata('f', '')).toEqual({ interfaces: [], homeNet: undefined, ruleFiles: [] });
  });
});
