/** Constants chosen by `npm run bench -- churn --choose` and `-- plunge --choose` on open data, and frozen. */

/** Weights of the ranked features of the churn risk; only their proportions count. */
export const churnWeights = {
  noOrder: 0.313,
  wait: 0.176,
  recent: -0.15,
  money: -0.088,
  irregular: 0.084,
} as const

/** Log odds of a churn chance = shift + slope × log odds that the model tells. */
export const churnCalibration = { shift: -0.09, slope: 0.7 } as const

/** Weights of `plungeFeatures`, in their order. */
export const plungeWeights: readonly number[] = [-1.159, -0.446, 0.676, 0.303, 0.074]
