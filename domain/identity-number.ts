/** The number of an identity document as it is kept: a resident's (GB 11643) may end in an `X`, however it was typed. */
export const identityNumberOf = (typed: string): string => (/^\d{17}x$/.test(typed) ? typed.toUpperCase() : typed)
