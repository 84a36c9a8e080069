/** Why an expression is refused, without the query's id, which CloudWatch's sentence puts before it. */
export class MathError extends Error {}
