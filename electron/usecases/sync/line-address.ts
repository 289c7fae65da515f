/** Setting: where head office's service is reached. */
export const ADDRESS = 'headOfficeAddress'
