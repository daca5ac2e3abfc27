/** What follows from the offence alone. */

/** Crimes against state security and of terrorism, with rules of their own on meetings with lawyers and notice to the family. */
export const stateCrimes: readonly string[] = ['帮助恐怖活动', '为境外窃取、刺探、收买、非法提供国家秘密、情报']

export const isStateCrime = (crime: string): boolean => stateCrimes.includes(crime)

/** Tried in first instance by the intermediate court. */
export const isGrave = (crime: string): boolean => crime === '故意杀人' || isStateCrime(crime)

const withoutVictim = new Set(['危险驾驶', '贩卖毒品', '开设赌场', '非法经营', '帮助信息网络犯罪活动', ...stateCrimes])

/** Whether the offence hurt somebody who is heard as a victim. */
export const hasVictim = (crime: string): boolean => !withoutVictim.has(crime)
