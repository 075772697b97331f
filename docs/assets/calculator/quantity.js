// Quantities as hooks/fieldguide/quantity.py reads, rounds and prints them: {magnitude, dimension} and what a text states.
;(fieldguide => {
  const { rational } = fieldguide
  const { UnitError, parseUnit, counts, strip, plainDigits, SPACE, LETTER } = fieldguide.unit
  const { longest: LONGEST, largest_exponent: LARGEST_EXPONENT } = fieldguide.tables.quantity
  const SUFFIX = { "": 0, k: 3, M: 6, B: 9, T: 12 }
  const NUMBER = "[-−+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?(?:e[+-]?[0-9]{1,3})?"
  const STATED = new RegExp(
    `^(?<comparator>[<>≤≥≈~])?${SPACE}*(?<low>${NUMBER})(?<lowSuffix>[kMBT](?!${LETTER}))?` +
    `(?:${SPACE}*(?<dash>[–—-])${SPACE}*(?<high>${NUMBER}))?(?<suffix>[kMBT](?!${LETTER}))?(?<gap>${SPACE}*)` +
    `(?<unit>(?![⁰¹²³⁴⁵⁶⁷⁸⁹])${LETTER}.*|[%×$/].*|)$`, "su")
  const POWER_OF_TEN = new RegExp(`${SPACE}*×${SPACE}*10(?:\\^(-?[0-9]+)|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))`, "gu")
  const BLANKS = new RegExp(`${SPACE}+`, "g")

  class QuantityError extends Error {}

  /** The multiple of a step nearest to a value; ties go away from zero. */
  const roundTo = (value, step) => rational.mul(rational.make(rational.round(rational.div(value, step))), step)

  /** A multiple of a step in decimal digits, thousands set off by commas. */
  function formatNumber(value, step) {
    let places = 0
    for (let size = step; rational.less(size, rational.one); places += 1) size = rational.mul(size, rational.ten(1))
    const digits = `${halfToEven(rational.mul(rational.size(value), rational.ten(places)))}`.padStart(places + 1, "0")
    const whole = digits.slice(0, digits.length - places).replace(/\B(?=(?:\d{3})+$)/g, ",")
    return `${value.n < 0n ? "-" : ""}${whole}${places ? `.${digits.slice(-places)}` : ""}`
  }

  function halfToEven({ n, d }) {
    const [whole, rest] = [n / d, 2n * (n % d)]
    return rest > d || (rest === d && whole & 1n) ? whole + 1n : whole
  }

  /** A quantity in a unit to so many significant digits. */
  function formatQuantity(exact, unit, digits = 4) {
    const value = rational.div(exact.magnitude, unit.scale)
    let step = rational.one
    if (value.n) {
      const [wanted, tiny] = [rational.ten(digits - 1), rational.ten(-30)]
      for (let size = rational.size(value); rational.less(size, wanted) && !rational.less(step, tiny);) {
        size = rational.mul(size, rational.ten(1))
        step = rational.div(step, rational.ten(1))
      }
    }
    const number = formatNumber(roundTo(value, step), step)
    return `${number.includes(".") ? number.replace(/\.?0+$/, "") : number} ${unit.text}`.trim()
  }

  /** What a statement would have to say of an exact quantity; with more digits where these would show no more than a zero. */
  function restate(stated, exact) {
    const scale = rational.ten(SUFFIX[stated.suffix] + stated.exponent)
    const value = rational.div(exact.magnitude, stated.unit.scale)
    let step = stated.step
    while (value.n && !roundTo(value, step).n) step = rational.div(step, rational.ten(1))
    const number = formatNumber(rational.div(roundTo(value, step), scale), rational.div(step, scale))
    const power = stated.exponent ? `e${stated.exponent}` : ""
    return `${stated.comparator} ${number}${power}${stated.suffix} ${stated.unit.text}`.trim()
  }

  /** Reads a quantity as an engineer writes it; throws a QuantityError with the remedy. `high` is null unless it is a range. */
  function parseQuantity(text) {
    let clean = strip(text.replace(BLANKS, " "))
    if ([...clean].length > LONGEST) {
      throw new QuantityError(`a quantity has at most ${LONGEST} characters, this one ${[...clean].length}; write a power of ten, such as 3.8e25`)
    }
    let powers = 0
    clean = clean.replace(POWER_OF_TEN, (_, power, raised) => {
      powers += 1
      return `e${plainDigits(power ?? raised)}`
    })
    const match = STATED.exec(clean)?.groups
    if (!match) throw new QuantityError(`'${text}' is not a quantity; write a number and a unit, such as 320 KiB or 60–80 %${hint(clean)}`)
    if (match.dash && match.dash !== "–") throw new QuantityError(`'${text}' is a range; write it with an en dash: ${dashed(clean)}`)
    const suffix = match.suffix || match.lowSuffix || ""
    const unit = readUnit(match.unit, text)
    refuseAmbiguity(strip(text), suffix, match.gap, unit)
    const comparator = match.comparator === "~" ? "≈" : match.comparator ?? ""
    const shared = match.high && powers === 1 && !match.low.includes("e")
    const lowText = shared ? `${match.low}e${match.high.split("e")[1] ?? ""}` : match.low
    const low = readNumber(lowText, match.lowSuffix || suffix, comparator, text)
    const high = match.high ? readNumber(match.high, match.suffix ?? "", comparator, text) : null
    if (high && !rational.less(low.value, high.value)) {
      throw new QuantityError(`'${text}' is a range that does not rise; write the smaller number first`)
    }
    const step = high && rational.less(high.step, low.step) ? high.step : low.step
    const quantity = { magnitude: rational.mul(low.value, unit.scale), dimension: unit.dimension }
    return { text, comparator, low: low.value, high: high?.value ?? null, unit, step, suffix, exponent: low.exponent, quantity }
  }

  function dashed(clean) {
    const [, low, high] = new RegExp(`^([<>≤≥≈~]?${SPACE}*${NUMBER}(?:[kMBT](?!${LETTER}))?)${SPACE}*[–—-]${SPACE}*(.*)$`, "su").exec(clean)
    return `${low}–${high}`
  }

  function readUnit(text, whole) {
    try {
      return parseUnit(text)
    } catch (error) {
      if (error instanceof UnitError) throw new QuantityError(`'${whole}': ${error.message}`)
      throw error
    }
  }

  function refuseAmbiguity(text, suffix, gap, unit) {
    if (suffix === "B" && !unit.text) {
      throw new QuantityError(`'${text}' could be bytes or billions; write '${text.slice(0, -1)} B' or '${text} params'`)
    }
    if (suffix && unit.text && !counts(unit)) throw new QuantityError(`'${text}' puts the prefix on the number; ${prefixed(suffix, unit)}`)
    if (unit.text && !gap && !"%×".includes(unit.text[0])) throw new QuantityError(`'${text}' wants a space between the number and its unit`)
  }

  function prefixed(suffix, unit) {
    try {
      return `put it on the unit, such as ${parseUnit(suffix.replace("B", "G") + unit.text).text}`
    } catch (error) {
      if (error instanceof UnitError) return "write the number out"
      throw error
    }
  }

  function readNumber(text, suffix, comparator, whole) {
    const [mantissa, power] = text.replaceAll(",", "").replaceAll("−", "-").split("e")
    const exponent = Number(power || 0)
    if (Math.abs(exponent) > LARGEST_EXPONENT) {
      throw new QuantityError(`'${whole}' has an exponent beyond ${LARGEST_EXPONENT}; write it in a larger unit`)
    }
    const value = rational.read(mantissa)
    let step = rational.ten(-(mantissa.split(".")[1] ?? "").length)
    if (comparator === "≈" && value.n && step.d === 1n) {
      while (value.n % (step.n * 10n) === 0n && value.d === 1n) step = rational.make(step.n * 10n)
    }
    const scale = rational.ten(exponent + SUFFIX[suffix])
    return { value: rational.mul(value, scale), step: rational.mul(step, scale), exponent }
  }

  function hint(text) {
    if (new RegExp(`^[<>≤≥≈~]?${SPACE}*\\$`).test(text)) return "; for money write 0.10 USD"
    if (new RegExp(`^[<>≤≥≈~]?${SPACE}*\\p{Nd}+,\\p{Nd}{1,2}(?![\\p{L}\\p{N}_])`, "u").test(text)) {
      return "; a comma parts thousands, a point parts decimals"
    }
    if (/^[<>]=/.test(text)) return `; write ${text[0] === "<" ? "≤" : "≥"} for ${text.slice(0, 2)}`
    if (new RegExp(`^[<>≤≥≈~]?${SPACE}*10(?:\\^|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])`).test(text)) return "; a power of ten follows a number: 1e5 or 1 × 10⁵"
    return ""
  }

  fieldguide.quantity = { QuantityError, parseQuantity, roundTo, formatNumber, formatQuantity, restate }
})(globalThis.fieldguide ??= {})
