/** The first instant of the prison law of 2026. */
export const newPrisonLaw = Date.parse('2026-11-01T00:00:00+08:00')
