/** The frame of the window: box, bar, status. */
export const shell = {
  omni: 'Name, ID, case number or transaction code',
  groups: { go: 'Go to', find: 'Cases', do: 'On this page' },
  nothing: 'Nothing found for “{text}”',
  personMenu: 'You',
  scanUnknown: 'This branch has no case {text}',
  notices: '{n} notices',
  noNotices: 'No notices',
  waiting: '{n} waiting',
  notice: { returned: 'returned by {by}', toSeal: '{n} batches to seal', unanswered: '{n} batches without a receipt' },
  weekdays: { 0: 'Sun', 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat' },
  training: { tag: 'Training', note: 'This is training: every paper is marked, nothing reaches head office', enter: 'Practise', leave: 'Leave training' },
  leave: { title: 'Leaving loses what you changed', lead: 'Changed here and not yet sent:', stay: 'Stay', discard: 'Discard the changes' },
}
