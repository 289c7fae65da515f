import path from 'node:path'

/** Started with it, the program opens the folder of practice. */
export const TRAINING_SWITCH = 'training'

/** Where practice is kept: a whole data folder of its own inside the live one, which never reads it. @example trainingFolder('/home/a/.config/counter') */
export const trainingFolder = (userData: string): string => path.join(userData, 'training')

/**
 * The arguments to start again with; the switch stands first, before the application's path.
 * @example restartArguments(['.'], true) // ['--training', '.']
 */
export function restartArguments(given: readonly string[], training: boolean): string[] {
  const others = given.filter((word) => word !== `--${TRAINING_SWITCH}`)
  return training ? [`--${TRAINING_SWITCH}`, ...others] : others
}
