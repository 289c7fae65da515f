/** One line for each thing the set-up does. @param {string} text */
export const say = (text) => console.log(`setup: ${text}`)

/** Ends the set-up with what is wrong and what to do. @param {string} text @returns {never} */
export function giveUp(text) {
  console.error(`setup: ${text}`)
  process.exit(1)
}
