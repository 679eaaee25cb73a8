/** Environment variables for the operator: address of the state, budgets of tokens, access to metrics. */
import { isSet, readSecretOf, readTextOf, type EnvReader } from '../variables.ts'

/** Per team token. Money in US dollars. */
export type Budget = {
  readonly pictures: { readonly day: number | undefined; readonly month: number | undefined }
  readonly usd: { readonly day: number | undefined; readonly month: number | undefined }
  /** The amount counted for a picture of unknown price, which would otherwise bypass the budget. */
  readonly unknownUsd: number
}

export type Operation = {
  readonly stateUrl: string | undefined
  readonly budget: Budget | undefined
  readonly metricsToken: string | undefined
}

export const usualUnknownUsd = 0.1
const budgetNames = ['BUDGET_PICTURES_PER_DAY', 'BUDGET_PICTURES_PER_MONTH', 'BUDGET_USD_PER_DAY', 'BUDGET_USD_PER_MONTH'] as const

export function readOperation(told: EnvReader): Operation {
  return { stateUrl: readStateUrl(told), budget: readBudget(told), metricsToken: readSecretOf(told, 'METRICS_TOKEN', 1) }
}

export function readStateUrl(told: EnvReader): string | undefined {
  const text = readTextOf(told, 'STATE_URL')
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'redis:' || url.protocol === 'rediss:') && url.hostname !== '') return text
  // The value is not repeated, because it may contain a password.
  told.report('STATE_URL is no address of a Valkey or Redis: write something like redis://localhost:6379.')
  return undefined
}

function readBudget(told: EnvReader): Budget | undefined {
  const [picturesDay, picturesMonth, usdDay, usdMonth] = budgetNames.map((name) => readAmount(told, name, name.includes('USD')))
  const unknownUsd = readAmount(told, 'UNKNOWN_PRICE_USD', true)
  const those = budgetNames.filter((name) => isSet(told, name))
  // Invalid values have already been reported, so they cause no second fault.
  const isNumbers = [picturesDay, picturesMonth, usdDay, usdMonth].filter((amount) => amount !== undefined).length === those.length
  if (those.length === 0) {
    if (isSet(told, 'UNKNOWN_PRICE_USD'))
      told.report('UNKNOWN_PRICE_USD is set without a budget: set BUDGET_USD_PER_DAY or BUDGET_USD_PER_MONTH.')
    return undefined
  }
  if (isNumbers && !isSet(told, 'TEAM_TOKENS'))
    told.report(`${those.join(', ')} counts for each team token: set TEAM_TOKENS, or leave it out.`)
  return {
    pictures: { day: picturesDay, month: picturesMonth },
    usd: { day: usdDay, month: usdMonth },
    unknownUsd: unknownUsd ?? usualUnknownUsd,
  }
}

function readAmount(told: EnvReader, name: string, isMoney: boolean): number | undefined {
  const text = readTextOf(told, name)
  if (text === undefined) return undefined
  const isNumber = isMoney ? /^\d{1,9}(\.\d{1,6})?$/.test(text) : /^\d{1,9}$/.test(text)
  if (isNumber) return Number(text)
  told.report(
    `${name} is "${text.slice(0, 40)}": write ${isMoney ? 'an amount of US dollars such as 12.50' : 'a whole number of pictures'}.`,
  )
  return undefined
}
