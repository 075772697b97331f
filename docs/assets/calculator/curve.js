// The plot of a calculator: the number over one of its inputs, with a slider that moves that input.
;(fieldguide => {
  const { rational } = fieldguide
  const { parseQuantity, formatQuantity, formatNumber } = fieldguide.quantity
  const { FormulaError, parseFormula } = fieldguide.formula
  const { COUNTS, counts } = fieldguide.unit
  const { element, readable } = fieldguide.panel

  const isPowerOfTwo = n => n > 0n && !(n & (n - 1n))

  /** The quantity of a text one step on: powers of two double or halve, others move in their second digit. */
  function stepped(text, sign) {
    let stated
    try {
      stated = parseQuantity(text)
    } catch {
      return null
    }
    const scale = rational.ten({ "": 0, k: 3, M: 6, B: 9, T: 12 }[stated.suffix] + stated.exponent)
    const value = rational.div(stated.low, scale)
    if (stated.high || value.n <= 0n) return null
    const written = step => `${stated.comparator}${formatNumber(step.value, step.size)}${stated.exponent ? `e${stated.exponent}` : ""}${stated.suffix} ${stated.unit.text}`.trim()
    if (value.d === 1n && isPowerOfTwo(value.n) && (sign > 0 || value.n > 1n)) {
      return written({ value: sign > 0 ? rational.make(value.n * 2n) : rational.make(value.n / 2n), size: rational.one })
    }
    const second = rational.ten(Math.floor(Math.log10(rational.toDouble(value)) + 1e-12) - 1)
    const smallest = rational.div(stated.step, scale)
    const size = value.d === 1n && rational.less(second, rational.one) ? rational.one : second
    const next = rational.add(value, sign > 0 ? size : rational.neg(size))
    return next.n > 0n ? written({ value: next, size: rational.less(size, smallest) ? size : smallest }) : null
  }

  class Curve {
    constructor(calculator, parts) {
      this.calculator = calculator
      this.parts = parts
      this.formula = parseFormula(calculator.number.formula)
      const published = calculator.published.inputs.get(parts.over)
      const own = parseQuantity(published.text)
      this.counted = own.unit.dimension.every(([base]) => COUNTS.has(base)) && own.unit.text !== "%" && own.step.d === 1n
      this.range(calculator.number.plot.range, own)
      parts.slider.addEventListener("input", () => calculator.set(parts.over, this.textAt(parts.slider.value / 1000)))
      parts.numbers.addEventListener("toggle", () => this.list())
    }

    range(text, own) {
      const stated = text ? parseQuantity(text) : own
      this.unit = stated.unit
      const at = rational.toDouble(own.low)
      const [low, high] = text ? [rational.toDouble(stated.low), rational.toDouble(stated.high)]
        : own.unit.text === "%" ? [0, 100] : this.counted ? [Math.max(1, at / 16), Math.max(1, at) * 16] : [at / 16, at * 16]
      this.axis = fieldguide.plot.axis(low, high)
    }

    /** The text of the input at a share of the axis. */
    textAt(share) {
      let value = this.axis.at(share)
      if (this.counted) {
        const power = 2 ** Math.round(Math.log2(value))
        value = Math.abs(value / power - 1) < 0.02 ? power : Math.round(value)
      }
      const digits = this.counted && Number.isInteger(Math.log2(value)) ? 12 : 3
      return formatQuantity(this.quantity(value), this.unit, digits)
    }

    quantity(value) {
      const shown = rational.read(String(Number(value.toPrecision(12))))
      return { magnitude: rational.mul(shown, this.unit.scale), dimension: this.unit.dimension }
    }

    draw(exact, inputs, limit) {
      const { parts, calculator } = this
      const result = calculator.unit
      const given = fieldguide.number.quantities(inputs)
      const inUnit = (quantity, unit) => rational.toDouble(rational.div(quantity.magnitude, unit.scale))
      const at = inUnit(given.get(parts.over), this.unit)
      const value = x => {
        try {
          const quantity = x === at ? given.get(parts.over) : this.quantity(Number(x.toPrecision(6)))
          return inUnit(fieldguide.evaluate(this.formula, new Map(given).set(parts.over, quantity)), result)
        } catch (error) {
          if (error instanceof FormulaError) return NaN
          throw error
        }
      }
      const name = readable(parts.over)
      const named = (label, unit) => unit.text ? `${label} (${unit.text})` : label
      this.points = fieldguide.plot.draw(parts.drawing, {
        low: this.axis.low, high: this.axis.high, whole: this.counted, value, at, limit: limit ? inUnit(limit.bound.quantity, result) : null,
        names: {
          x: named(name, this.unit), y: result.text, limit: limit ? `${limit.side.replace("_", " ")} ${limit.bound.text}` : "",
          counts: { x: counts(this.unit), y: counts(result) },
        },
      })
      parts.slider.value = Math.round(1000 * Math.min(1, Math.max(0, this.axis.share(at))))
      parts.slider.setAttribute("aria-valuetext", inputs.get(parts.over).text)
      const ends = [this.points[0], this.points.at(-1)].map(point => this.row(point).join(" at "))
      parts.drawing.setAttribute("aria-label", `${calculator.number.name}, over ${name}: from ${ends.join(" to ")}.`)
      this.list()
    }

    row([x, y]) {
      const value = Number.isFinite(y) ? formatQuantity({ magnitude: rational.mul(rational.fromDouble(y), this.calculator.unit.scale) }, this.calculator.unit, 3) : "no value"
      return [value, formatQuantity(this.quantity(x), this.unit, 3)]
    }

    list() {
      if (!this.parts.numbers.open) return
      const every = Math.max(1, Math.floor((this.points.length - 1) / 6))
      const rows = this.points.filter((_, n) => n % every === 0).map(point => this.row(point).reverse())
      this.parts.table.replaceChildren(...rows.map(cells => element("tr", {}, ...cells.map(text => element("td", {}, text)))))
    }
  }

  Object.assign(fieldguide, { Curve, stepped })
})(globalThis.fieldguide ??= {})
