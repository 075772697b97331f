// The planner: choices in a form, every line computed anew at each change, by the rules of hooks/fieldguide/planner/compute.py.
;(fieldguide => {
  const { rational } = fieldguide
  const { parseQuantity, formatQuantity, QuantityError } = fieldguide.quantity
  const { parseFormula, FormulaError } = fieldguide.formula
  const { parseUnit, sameDimension, describe } = fieldguide.unit

  /** What is chosen at first: {entries, options, quantities}, each an object by name. */
  function firstChoices(data) {
    const defaults = (inputs, key) => Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input[key]]))
    return { entries: defaults(data.entries, "default"), options: defaults(data.choices, "default"), quantities: defaults(data.quantities, "value") }
  }

  /** The quantity that a reader wrote, of the same kind as the one given at first; throws a QuantityError with the remedy. */
  function readQuantity(data, name, text) {
    const [stated, first] = [parseQuantity(text), parseQuantity(data.quantities[name].value)]
    if (stated.high) throw new QuantityError("give one number, not a range")
    if (!sameDimension(stated.unit.dimension, first.unit.dimension)) {
      throw new QuantityError(`write it ${first.unit.text ? `in ${first.unit.text}` : "without a unit"}; ${text.trim()} is ${describe(stated.unit.dimension)}`)
    }
    if (stated.low.n < 0n) throw new QuantityError("write a number that is not negative")
    return stated.quantity
  }

  class Scope {
    constructor(data, { entries, options, quantities }) {
      this.data = data
      this.entries = entries
      this.names = new Map(Object.entries(quantities).map(([name, text]) => [name, { quantity: readQuantity(data, name, text), text }]))
      for (const [choice, option] of Object.entries(options)) {
        for (const [name, reference] of Object.entries(data.sets[`${choice}.${option}`])) this.names.set(name, { reference })
      }
    }

    /** {quantity, text}, or {reason} where there is none. */
    value(reference) {
      if (Array.isArray(reference)) return this.field(...reference)
      if (typeof reference === "string") {
        const known = this.names.get(reference)
        return known.reference ? this.value(known.reference) : known
      }
      const { dimension } = parseQuantity(reference.text).quantity
      const [n, d = 1] = reference.size.split("/")
      return { quantity: { magnitude: rational.make(BigInt(n), BigInt(d)), dimension }, text: reference.text }
    }

    field(input, field) {
      const entry = this.entries[input]
      const text = this.data.facts[entry][field]
      if (text === undefined) return { reason: `${this.data.entries[input].options[entry]} has no ${this.data.fields[field]} in the tables` }
      return { quantity: parseQuantity(text).quantity, text }
    }

    /** {exact, text, inputs, at} of the first case that has all it needs, or {reason}. */
    line({ id, unit, digits, cases, limit }) {
      const result = this.byCase(cases)
      if (result.exact) result.text = formatQuantity(result.exact, parseUnit(unit), digits)
      this.names.set(id, { quantity: result.exact, text: result.text, reason: result.reason })
      const bound = limit && this.value(limit.bound)
      if (result.exact && bound?.quantity) {
        const [low, high] = limit.side === "at_most" ? [bound.quantity, result.exact] : [result.exact, bound.quantity]
        result.beyond = rational.less(low.magnitude, high.magnitude) ? limit.beyond : ""
      }
      return result
    }

    byCase(cases) {
      let reason = ""
      for (const [at, { formula, where }] of cases.entries()) {
        const inputs = new Map(Object.entries(where).map(([name, reference]) => [name, this.value(reference)]))
        const missing = [...inputs.values()].find(input => !input.quantity)
        if (missing) {
          reason = missing.reason
          continue
        }
        const quantities = new Map([...inputs].map(([name, { quantity }]) => [name, quantity]))
        try {
          return { exact: fieldguide.evaluate(parseFormula(formula), quantities), inputs, at }
        } catch (error) {
          if (!(error instanceof FormulaError)) throw error
          return { reason: error.message }
        }
      }
      return { reason }
    }
  }

  /** Every line's result by id; throws a QuantityError for a quantity that cannot be read. */
  function compute(data, choices) {
    const scope = new Scope(data, choices)
    return new Map(data.lines.map(line => [line.id, scope.line(line)]))
  }

  fieldguide.planner = { firstChoices, readQuantity, compute }
})(globalThis.fieldguide ??= {})
