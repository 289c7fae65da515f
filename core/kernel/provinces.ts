/** How GB/T 2260 names rows that are no places: the districts or counties of a city together, and what stands under a province itself. */
const DISTRICTS_TOGETHER = /^(?:市辖区|县)$/
const UNDER_PROVINCE = '直辖县级'
const MUNICIPALITY = '市'

/** @example isUnderProvince('湖北省-自治区直辖县级行政区划') // true */
export const isUnderProvince = (name: string): boolean => name.includes(UNDER_PROVINCE)

/** Whether a row of the table only heads a part of it. @example isHeading('市辖区') // true */
export const isHeading = (name: string): boolean => DISTRICTS_TOGETHER.test(name) || isUnderProvince(name)

/** A city that is a province of its own. @example isMunicipality('北京市') // true */
export const isMunicipality = (province: string): boolean => province.endsWith(MUNICIPALITY)
