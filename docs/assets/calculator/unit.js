// Units as hooks/fieldguide/unit.py reads them: a scale in base units, exact, and a dimension, the sorted powers of base units.
;(fieldguide => {
  const { rational, nearest } = fieldguide
  const { table } = fieldguide.tables.unit
  const SMALL = new Map(Object.entries(table.small).map(([name, text]) => [name, rational.read(text)]))
  const FACTOR = new Map([...Object.entries(table.binary), ...Object.entries(table.decimal)].map(([name, text]) => [name, rational.read(text)]))
  const PREFIXES = new Map([...FACTOR, ...SMALL])
  const BY_LENGTH = [...PREFIXES.keys()].sort((a, b) => b.length - a.length)
  const COUNTS = new Set(table.counts)
  const SYMBOLS = new Map(Object.entries(table.symbols))
  const COMPOUNDS = new Map(Object.entries(table.compounds))
  const REMEDIES = new Map(Object.entries(table.remedies))
  const NAMES = [...COUNTS, ...SYMBOLS.keys(), ...COMPOUNDS.keys()].sort()
  const SUFFIX = { k: 3, M: 6, B: 9, T: 12 }
  const MEASURED = new Set(["B", "bit", "FLOP", "OP", "s", "Hz", "J", "W", "%"])
  const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"
  const LETTER = "[\\p{L}\\p{Nl}\\p{No}]"
  const TERM = new RegExp(
    `^(?:(?<factor>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?)(?<suffix>[kMBT](?!${LETTER}))?)?${SPACE}*` +
    `(?<symbol>(?:(?![⁰¹²³⁴⁵⁶⁷⁸⁹])${LETTER})+|[%×$])?(?:\\^(?<power>-?[0-9]+)|(?<raised>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$`, "u")

  class UnitError extends Error {}

  const strip = text => text.replace(new RegExp(`^${SPACE}+|${SPACE}+$`, "g"), "")
  const plainDigits = text => text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, digit => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)).replaceAll("⁻", "-")

  /** The dimension of a product (sign 1) or a quotient (sign -1). */
  function combine(left, right, sign = 1) {
    const powers = new Map(left)
    for (const [base, power] of right) {
      const signed = sign > 0 ? power : rational.neg(power)
      powers.set(base, powers.has(base) ? rational.add(powers.get(base), signed) : signed)
    }
    return [...powers].filter(([, power]) => power.n).sort(([a], [b]) => a < b ? -1 : 1)
  }

  const raiseTo = (dimension, power) => power.n ? dimension.map(([base, p]) => [base, rational.mul(p, power)]) : []
  const sameDimension = (a, b) =>
    a.length === b.length && a.every(([base, power], at) => base === b[at][0] && rational.equal(power, b[at][1]))

  /** A dimension in words: "B/token", "a plain number". */
  function describe(dimension) {
    if (!dimension.length) return "a plain number"
    const side = sign => dimension.filter(([, power]) => power.n * sign > 0n).map(([base, power]) => {
      const [name, by] = [base === "bit" ? "B" : base, rational.toText(rational.size(power))]
      return by === "1" ? name : `${name}^${by}`
    }).join("·")
    const [above, below] = [side(1n), side(-1n)]
    return below ? `${above || "1"}/${below}` : above
  }

  const known = new Map()

  /** Reads "TFLOP/s" or "USD/1M tokens" into {text, scale, dimension}; throws a UnitError that says what to write. */
  function parseUnit(text) {
    if (!known.has(text)) {
      if (known.size > 2000) known.clear()
      known.set(text, readUnit(text))
    }
    return known.get(text)
  }

  function readUnit(text) {
    const pieces = strip(text) ? text.split(/([/·*])/) : []
    if ([...text].length > table.longest || pieces.length >= 2 * table.most_terms) {
      throw new UnitError(`a unit has at most ${table.longest} characters and ${table.most_terms} terms`)
    }
    let [scale, dimension, sign] = [rational.one, [], 1]
    for (const piece of pieces) {
      if ("/·*".includes(piece) && piece) {
        sign = piece === "/" ? -1 : 1
        continue
      }
      const term = readTerm(strip(piece), text)
      scale = sign > 0 ? rational.mul(scale, term.scale) : rational.div(scale, term.scale)
      dimension = combine(dimension, term.dimension, sign)
    }
    return { text: strip(text.replace(new RegExp(`${SPACE}+`, "g"), " ")), scale, dimension }
  }

  function readTerm(piece, whole) {
    const { factor, suffix, symbol, power, raised } = TERM.exec(piece)?.groups ?? {}
    if (!symbol && !factor) throw new UnitError(`'${whole}' is not a unit; write units alone, such as GB or tokens/s`)
    if (suffix === "B" && !symbol) {
      throw new UnitError(`'${piece}' in '${whole}' could be bytes or billions; write ${piece.slice(0, -1)} B, or ${piece} with what it counts`)
    }
    let { scale, dimension } = symbol ? readSymbol(symbol) : { scale: rational.one, dimension: [] }
    if (power || raised) {
      const by = readPower(power || raised, whole)
      scale = rational.pow(scale, by)
      dimension = raiseTo(dimension, rational.make(by))
    }
    if (factor) {
      scale = rational.mul(scale, rational.mul(rational.read(factor.replaceAll(",", "")), rational.ten(SUFFIX[suffix] ?? 0)))
      if (!scale.n) throw new UnitError(`'${whole}' counts by zero; write how many`)
    }
    return { scale, dimension }
  }

  function readPower(text, whole) {
    const digits = plainDigits(text)
    if (!/^-?[0-9]+$/.test(digits)) throw new UnitError(`'${whole}' is not a unit; write units alone, such as GB or tokens/s`)
    const power = BigInt(digits)
    if (power > 9n || power < -9n) throw new UnitError(`'${whole}' has a power beyond 9; powers go up to that`)
    return power
  }

  function readSymbol(symbol) {
    if (COMPOUNDS.has(symbol)) return parseUnit(COMPOUNDS.get(symbol))
    for (const name of [symbol, symbol.endsWith("s") ? symbol.slice(0, -1) : symbol]) {
      if (COUNTS.has(name)) return { scale: rational.one, dimension: [[name, rational.one]] }
      if (SYMBOLS.has(name) && (name === symbol || table.plurals.includes(name))) return sized(SYMBOLS.get(name))
    }
    for (const prefix of BY_LENGTH) {
      const found = symbol.startsWith(prefix) ? SYMBOLS.get(symbol.slice(prefix.length)) : null
      if (found?.prefixes.includes(prefix)) return sized(found, PREFIXES.get(prefix))
    }
    throw new UnitError(`'${symbol}' is not a unit${remedy(symbol)}`)
  }

  function sized({ scale, base, power }, factor = rational.one) {
    return { scale: rational.mul(rational.read(scale), factor), dimension: base ? [[base, rational.make(power)]] : [] }
  }

  function remedy(symbol) {
    const instead = REMEDIES.get(symbol) ?? REMEDIES.get(symbol.toLowerCase())
    if (instead) return `; write ${instead}`
    const rate = /^([kMGTPEZ]?)(FLOP|OP)[sS]$/.exec(symbol)
    if (rate) return `; write ${rate[1]}${rate[2]}/s for a rate or ${rate[1]}${rate[2]} for a count`
    const lower = symbol.toLowerCase().replace(/s$/, "")
    const near = NAMES.find(name => name.toLowerCase() === lower) ?? nearest(symbol.replace(/s$/, ""), COUNTS)
    return near ? `; did you mean ${near}?` : "; a noun that counts things is added in hooks/fieldguide/unit.py"
  }

  /** Whether a magnitude on the number ("70B params") is unambiguous before this unit. */
  function counts(unit) {
    const head = strip(unit.text.split(/[/·*]/, 1)[0])
    return !["", ...PREFIXES.keys()].some(prefix => head.startsWith(prefix) && MEASURED.has(head.slice(prefix.length)))
  }

  fieldguide.unit = { UnitError, parseUnit, combine, raiseTo, sameDimension, describe, counts, strip, plainDigits, SPACE, LETTER, COUNTS }
})(globalThis.fieldguide ??= {})
