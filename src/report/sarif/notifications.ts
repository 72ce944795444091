import type { Notification } from 'sarif';
import type { Assessment, Diagnostic } from '../../model/generated/model.ts';
import { counted } from '../labels.ts';
import { placeText } from '../place-text.ts';
import { unknownGroups } from '../unknown-groups.ts';
import { clipped, visible } from '../visible.ts';

const MAX_NOTIFICATIONS = 1000;
const MESSAGE_LENGTH = 2000;

/** What could not be judged and what to know about the input: not results, because no viewer tells them from alerts. */
export function notificationsOf(assessment: Assessment): Notification[] {
  const all = [...unknownNotifications(assessment), ...assessment.diagnostics.map(diagnosticNotification)];
  if (all.length <= MAX_NOTIFICATIONS) return all;
  const text = `${all.length - MAX_NOTIFICATIONS} more notifications are not in this file; the json report has all of them.`;
  return [...all.slice(0, MAX_NOTIFICATIONS), notification('warning', 'notifications-cut', text)];
}

/** One notification with the code as its descriptor. */
export function notification(level: 'error' | 'warning' | 'note', code: string, text: string): Notification {
  return { descriptor: { id: clipped(visible(code), 200) }, level, message: { text: clipped(text, MESSAGE_LENGTH) } };
}

function unknownNotifications(assessment: Assessment): Notification[] {
  return unknownGroups(assessment).map((group) => {
    const hint = group.hint === undefined ? '' : ` ${clipped(visible(group.hint), 800)}`;
    const count = counted(group.observations.length, 'observation');
    return {
      ...notification(
        'warning',
        'not-judged',
        `${count} could not be made: ${clipped(visible(group.message), 1000)}.${hint}`,
      ),
      properties: { rules: group.rules.slice(0, 200), targets: group.targets.slice(0, 200).map(visible) },
    };
  });
}

function diagnosticNotification({ level, code, message, at, hint }: Diagnostic): Notification {
  const where = at === undefined ? '' : `${placeText(at)}: `;
  return notification(level, code, `${where}${visible(message)}${hint === undefined ? '' : `. ${visible(hint)}`}`);
}
