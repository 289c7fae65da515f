import type { intake as zh } from '../zh-CN/intake.ts'

export const intake = {
  sections: 'Sections of the form',
  nextSection: 'next section',
  previousSection: 'section before',
  side: 'Problems and reminders',
  nothing: 'A field is checked when you leave it. Problems are listed here, each a link to its field.',
  sound: 'Nothing is wrong. It can be submitted.',
  tellerSubmits: 'A teller submits it. The draft is kept: tellers find it under My work.',
  split: { title: 'Fill in from the text', accept: 'Fill in', undo: 'Undo filling in' },
  id: {
    born: 'born {date}',
    sex: { M: 'male', F: 'female' },
    place: '{names}',
    placeGone: '{names} (code withdrawn, name of that time)',
    placeMoved: '{names} (code withdrawn, now {successor})',
    region: 'region {code}',
  },
  submitted: 'Taken in: {name}',
  unsaved: 'Not kept yet',
} satisfies typeof zh
