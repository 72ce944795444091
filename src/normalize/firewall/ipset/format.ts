import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { IPSET_LINE, parseIpSets } from './parse.ts';

/** Text of `ipset save`: the content of the sets that rules of iptables-save beside it name. It filters nothing by itself. */
export const ipsetFormat: Format = {
  id: 'ipset',
  title: 'ipset save text',
  domain: 'firewall',
  recognizes: ({ head, json }) => json === undefined && IPSET_LINE.test(head),
  normalize: (captures, context) => {
    const rules = context.claimed.some(({ format }) => format === 'iptables-save');
    return captures.map((capture): Contribution => {
      const text = textOf(capture);
      const at = { file: capture.origin };
      return {
        target: { kind: 'firewall' },
        domain: 'firewall',
        sections: {},
        diagnostics: [
          ...(text === undefined
            ? [{ level: 'error' as const, code: 'unreadable', message: `${capture.origin} could not be read`, at }]
            : parseIpSets(text, capture.origin).diagnostics),
          ...(rules
            ? []
            : [
                {
                  level: 'warning' as const,
                  code: 'sets-without-rules',
                  message: `${capture.origin} holds sets, and no rules of iptables-save were given that name them`,
                  at,
                  hint: 'Give the output of iptables-save (as root) beside it.',
                },
              ]),
        ],
      };
    });
  },
};
