import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { Parameters } from '../../../core/product/parameters.ts'
import { Scorecard } from '../../../core/product/scorecard.ts'

const read = (file: string): unknown => parse(readFileSync(new URL(`../../../templates/${file}`, import.meta.url), 'utf8'))

/** The data files the product ships, parsed as it parses them. */
export const personCard = (): Scorecard => Scorecard.parse(read('scorecards/fl-ind-1.yaml'))
export const businessCard = (): Scorecard => Scorecard.parse(read('scorecards/fl-biz-1.yaml'))
export const parameters = (): Parameters => Parameters.parse(read('parameters/default.yaml'))
