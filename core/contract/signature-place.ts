/** Where somebody signs or writes by hand, as parts of the page's width and height from its top left corner. */
export interface SignaturePlace {
  readonly page: number
  /** What the paper asks for there. */
  readonly label: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
