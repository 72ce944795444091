import type { Place } from '../../core/fact.ts';
import { textOf } from '../capture-set.ts';
import type { NormalizeContext } from '../format.ts';
import { cellOf, readYaml, textsOf } from './read-yaml.ts';

/** The id of the format of organization.yaml: the one file that may name the target. */
export const PROFILE_FORMAT = 'organization-profile';

/** What organization.yaml says about how to read the other files. */
export interface Settings {
  /** Absent: `DD/MM/YYYY` and `MM/DD/YYYY` cannot be told apart and are errors. */
  readonly dateOrder?: 'dmy' | 'mdy';
  /** An IANA zone that times without an offset are in. Absent: such times are errors. */
  readonly timeZone?: string;
  /** The classes of data from least to most. Empty when not declared. */
  readonly classificationLevels: readonly string[];
  /** Where the settings were read, when they were. */
  readonly at?: Place;
}

/** Finds the settings among the files of the same folder; without organization.yaml nothing is assumed. */
export function settingsOf(context: NormalizeContext): Settings {
  const profile = context.claimed.find((item) => item.format === PROFILE_FORMAT);
  const text = profile === undefined ? undefined : textOf(profile.capture);
  if (profile === undefined || text === undefined) return { classificationLevels: [] };
  const yaml = readYaml(profile.capture.origin, text);
  if (!yaml.ok || yaml.root.kind !== 'map') return { classificationLevels: [] };
  const order = cellOf(yaml.root, 'date_order').text;
  const zone = cellOf(yaml.root, 'timezone').text;
  return {
    ...(order === 'dmy' || order === 'mdy' ? { dateOrder: order } : {}),
    ...(isTimeZone(zone) ? { timeZone: zone } : {}),
    classificationLevels: textsOf(yaml.root, 'classification_levels'),
    at: { file: profile.capture.origin },
  };
}

/** True for a zone that this program knows. */
export function isTimeZone(zone: string): boolean {
  if (zone === '') return false;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
