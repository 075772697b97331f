// Exact rational numbers on BigInt: {n, d} in lowest terms, with d > 0.
;(fieldguide => {
  const abs = n => n < 0n ? -n : n

  /** How many bits the size of a whole number takes. */
  function bits(n) {
    if (!n) return 0
    const digits = abs(n).toString(16)
    return 4 * digits.length - Math.clz32(parseInt(digits[0], 16)) + 28
  }

  function gcd(a, b) {
    while (b) [a, b] = [b, a % b]
    return a
  }

  /** The number n/d; whole numbers may be given as Number. */
  function make(n, d = 1n) {
    n = BigInt(n)
    d = BigInt(d)
    if (d < 0n) [n, d] = [-n, -d]
    const common = d === 1n ? 1n : gcd(abs(n), d)
    return common === 1n ? { n, d } : { n: n / common, d: d / common }
  }

  /** Reads decimal digits with an optional sign, point and exponent, or `numerator/denominator`. */
  function read(text) {
    if (text.includes("/")) return make(...text.split("/"))
    const [mantissa, power] = text.replaceAll("_", "").toLowerCase().split("e")
    const [whole, decimals = ""] = mantissa.split(".")
    const negative = whole.startsWith("-")
    const digits = BigInt(whole.replace(/^[-+]/, "") + decimals || "0")
    return mul(make(negative ? -digits : digits, 10n ** BigInt(decimals.length)), ten(Number(power || 0)))
  }

  const ten = power => power < 0 ? make(1n, 10n ** BigInt(-power)) : make(10n ** BigInt(power))
  const add = (a, b) => make(a.n * b.d + b.n * a.d, a.d * b.d)
  const sub = (a, b) => make(a.n * b.d - b.n * a.d, a.d * b.d)
  const mul = (a, b) => make(a.n * b.n, a.d * b.d)
  const div = (a, b) => make(a.n * b.d, a.d * b.n)
  const neg = a => ({ n: -a.n, d: a.d })
  const size = a => ({ n: abs(a.n), d: a.d })
  const equal = (a, b) => a.n === b.n && a.d === b.d
  const less = (a, b) => a.n * b.d < b.n * a.d

  /** A whole power; the caller bounds it. */
  function pow(a, power) {
    return power < 0n ? make(a.d ** -power, a.n ** -power) : { n: a.n ** power, d: a.d ** power }
  }

  /** The largest whole number that is not larger. */
  function floor({ n, d }) {
    const whole = n / d
    return n < 0n && whole * d !== n ? whole - 1n : whole
  }

  /** The whole number nearest, ties away from zero. */
  function round({ n, d }) {
    const whole = (2n * abs(n) + d) / (2n * d)
    return n < 0n ? -whole : whole
  }

  /** The nearest double, ties to even; infinite where it is too large. */
  function toDouble({ n, d }) {
    if (!n) return 0
    const top = abs(n)
    let exponent = bits(top) - bits(d)
    const reaches = exponent < 0 ? (top << BigInt(-exponent)) >= d : top >= (d << BigInt(exponent))
    if (!reaches) exponent -= 1
    if (exponent > 1023) return n < 0n ? -Infinity : Infinity
    const unit = Math.max(exponent - 52, -1074)
    const scaled = unit < 0 ? top << BigInt(-unit) : top
    const by = unit < 0 ? d : d << BigInt(unit)
    let whole = scaled / by
    const rest = 2n * (scaled - whole * by)
    if (rest > by || (rest === by && whole & 1n)) whole += 1n
    return (n < 0n ? -1 : 1) * Number(whole) * 2 ** unit
  }

  /** A finite double, exact. */
  function fromDouble(value) {
    let power = 0
    for (; !Number.isInteger(value); power += 1) value *= 2
    return make(BigInt(value), 1n << BigInt(power))
  }

  const toText = a => a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`

  fieldguide.rational = {
    zero: make(0), one: make(1), make, read, ten, bits, add, sub, mul, div, neg, size, equal, less, pow, floor, round,
    toDouble, fromDouble, toText,
  }
})(globalThis.fieldguide ??= {})
